// The journeys, and how they are walked: each at every width and in every language, with a server
// and a copy of the data of its own, so that none knows of another.

import { LANGUAGES, WIDTHS } from './browser.mjs';
import { serve } from './server.mjs';
import { Walk } from './walk.mjs';

const journeys = [];
/** A walk that takes longer hangs. */
const LIMIT = 480_000;

/** A journey: what somebody does from the first page to the last. */
export function journey(name, steps) {
  if (journeys.some((other) => other.name === name)) throw new Error(`two journeys “${name}”`);
  journeys.push({ name, steps });
}

/** All walks of the journeys whose name contains the text, in the settings like “360 en” that do. */
export function walks(part = '', setting = '') {
  const chosen = journeys.filter(({ name }) => name.includes(part));
  const all = chosen.flatMap((each) => WIDTHS.flatMap(
    (width) => LANGUAGES.map((language) => ({ ...each, width, language })),
  ));
  return all.filter(({ width, language }) => `${width} ${language}`.includes(setting));
}

function within(limit, work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${limit / 1000} s`)), limit);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Walks one; gives what was wrong. */
export async function go(browser, { steps, ...setting }, { binary, data, ...around }) {
  const server = await serve(binary, data);
  const faults = [];
  let walk;
  try {
    walk = await Walk.begin(browser, { ...setting, ...around, origin: server.origin });
    await within(LIMIT, steps(walk));
  } catch (error) {
    const at = walk?.report.last;
    const where = at ? ` (${at.page.url().replace(server.origin, '')}, ${await at.picture()})` : '';
    faults.push(`${error.message}${where}`);
  }
  faults.push(...(walk?.report.faults ?? []));
  // A browser that is gone must not keep the server.
  await walk?.end().catch((error) => faults.push(error.message.split('\n')[0]));
  const said = await server.stop();
  if (said.trim()) faults.push(`the server's error stream: ${said.trim()}`);
  return { faults, pages: walk?.report.pages ?? 0 };
}
