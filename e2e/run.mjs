// Performs all journeys, or those whose name contains the argument: `node run.mjs [PART]`. Called by
// `cargo xtask e2e`, which builds the program and loads the data. Environment: MOTCUA, the program;
// MOTCUA_DATA, a loaded folder (copied, never changed); CHROMIUM, the browser; E2E_PICTURES=1 for a
// screenshot of every page state; E2E_WALKERS, the number of walks at once; E2E_SETTING, the
// settings to use (“1280”, “360 en”).

import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { launch } from './lib/browser.mjs';
import { perform, walks } from './lib/journey.mjs';
import { routes, Visits } from './lib/visits.mjs';

const here = import.meta.dirname;
const { MOTCUA: binary, MOTCUA_DATA: data } = process.env;
if (!binary || !data) throw new Error('MOTCUA and MOTCUA_DATA name the program and its data: run `cargo xtask e2e`');

const out = join(here, 'out');
rmSync(out, { recursive: true, force: true });
mkdirSync(out);
for (const file of readdirSync(join(here, 'journeys')).sort()) await import(`./journeys/${file}`);

const part = process.argv[2];
const setting = process.env.E2E_SETTING ?? '';
const waiting = walks(part, setting);
const total = waiting.length;
if (!total) throw new Error(`no journey's name contains “${part}”`);
const visits = new Visits(routes(binary));
const shared = { binary, data, visits, out, pictures: process.env.E2E_PICTURES === '1' };
const started = Date.now();
const browser = await launch();
let failed = 0;
let pages = 0;

async function walker() {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const start = Date.now();
    const result = await perform(browser, next, shared);
    const label = `${next.name}, ${next.width} px, ${next.language}`;
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    pages += result.pages;
    failed += result.faults.length ? 1 : 0;
    console.log(`${result.faults.length ? 'FAIL' : 'ok  '} ${label} (${result.pages} pages, ${seconds} s)`);
    result.faults.forEach((fault) => console.log(`     ${fault}`));
  }
}

await Promise.all(Array.from({ length: Number(process.env.E2E_WALKERS ?? 2) }, walker));
await browser.close();

// Only a run of all journeys can visit all routes.
const missed = part ? [] : visits.missed;
missed.forEach((route) => console.log(`FAIL no journey visits ${route}`));
const seconds = Math.round((Date.now() - started) / 1000);
console.log(`Journeys: ${total} walks, ${failed} failed; ${pages} pages seen; ${visits.visited.length} routes visited, ${missed.length} missed; ${seconds} s`);
process.exitCode = failed || missed.length ? 1 : 0;
