// Runs a server on a copy of the loaded demonstration folder, for one walk.

import { spawn } from 'node:child_process';
import { constants, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Starts a server. `stop` ends it, removes the copy and returns the output of its error stream. */
export async function serve(binary, loaded) {
  const folder = mkdtempSync(join(tmpdir(), 'motcua-e2e-'));
  cpSync(loaded, folder, { recursive: true, mode: constants.COPYFILE_FICLONE });
  const args = ['--data', folder, 'serve', '--listen', '127.0.0.1:0', '--log', 'warn'];
  const child = spawn(binary, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk) => { errors += chunk; });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(timer);
    rmSync(folder, { recursive: true });
    return errors;
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
    throw new Error(`the server ended before it served: ${errors}`);
  }
  return { origin, stop };
}
