// A server of its own on a copy of the loaded demonstration, for one walk.

import { spawn } from 'node:child_process';
import { constants, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Starts one; `stop` ends it, removes the copy and gives what it wrote to its error stream. */
export async function serve(binary, loaded) {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-e2e-'));
  cpSync(loaded, folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
  const words = ['serve', '--listen', '127.0.0.1:0', '--log', 'warn'];
  const child = spawn(binary, ['--data', folder, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (chunk) => { said += chunk; });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(late);
    rmSync(folder, { recursive: true });
    return said;
  };
  const address = new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /http:\/\/[\d.:]+/.exec(line);
      if (found) resolve(found[0]);
    });
  });
  const origin = await Promise.race([address, ended]);
  if (typeof origin !== 'string') {
    rmSync(folder, { recursive: true });
    throw new Error(`the server ended before it served: ${said}`);
  }
  return { origin, stop };
}
