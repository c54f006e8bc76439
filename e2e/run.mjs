// Walks all journeys, or those whose name contains the argument: `node run.mjs [PART]`. Called by
// `cargo xtask e2e`, which builds the program and loads the data. Environment: MOTCUA the program,
// MOTCUA_DATA a loaded folder (copied, never changed), CHROMIUM the browser, E2E_PICTURES=1 for a
// picture of every page state, E2E_WALKERS how many walk at once, E2E_SETTING the settings to walk
// in (“1280”, “360 en”).

import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { launch } from './lib/browser.mjs';
import { go, walks } from './lib/journey.mjs';
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
const open = walks(part, setting);
const total = open.length;
if (!total) throw new Error(`no journey's name contains “${part}”`);
const visits = new Visits(routes(binary));
const around = { binary, data, visits, out, pictures: process.env.E2E_PICTURES === '1' };
const begun = Date.now();
const browser = await launch();
let failed = 0;
let pages = 0;

async function walker() {
  for (let next = open.shift(); next; next = open.shift()) {
    const start = Date.now();
    const done = await go(browser, next, around);
    const label = `${next.name}, ${next.width} px, ${next.language}`;
    const seconds = ((Date.now() - start) / 1000).toFixed(1);
    pages += done.pages;
    failed += done.faults.length ? 1 : 0;
    console.log(`${done.faults.length ? 'FAIL' : 'ok  '} ${label} (${done.pages} pages, ${seconds} s)`);
    done.faults.forEach((fault) => console.log(`     ${fault}`));
  }
}

await Promise.all(Array.from({ length: Number(process.env.E2E_WALKERS ?? 2) }, walker));
await browser.close();

// A part of the journeys does not answer for all pages.
const missed = part ? [] : visits.missed;
missed.forEach((route) => console.log(`FAIL no journey visits ${route}`));
const seconds = Math.round((Date.now() - begun) / 1000);
console.log(`Journeys: ${total} walks, ${failed} failed; ${pages} pages seen; ${visits.visited.length} routes visited, ${missed.length} missed; ${seconds} s`);
process.exitCode = failed || missed.length ? 1 : 0;
