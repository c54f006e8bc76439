// The list of journeys. A walk is one journey at one width in one language; each walk has a server
// and a copy of the data of its own, so that no walk depends on another.

import { SETTINGS, USUAL } from './browser.mjs';
import { serve } from './server.mjs';
import { Walk } from './walk.mjs';

const journeys = [];
/** The longest time of a walk, in milliseconds. */
const LIMIT_MS = 480_000;

/** Registers a journey: `steps` performs it from the first page to the last. */
export function journey(name, steps) {
  if (journeys.some((other) => other.name === name)) throw new Error(`two journeys “${name}”`);
  journeys.push({ name, steps });
}

/**
 * All walks of the journeys whose name contains `part`, in the settings whose text contains `setting`
 * (“360 en”), or in the usual ones.
 */
export function walks(part = '', setting = '') {
  const chosen = journeys.filter(({ name }) => name.includes(part));
  const all = chosen.flatMap((each) => SETTINGS.map((one) => ({ ...each, ...one })));
  return all.filter(({ width, language }) => {
    const text = `${width} ${language}`;
    return setting ? text.includes(setting) : USUAL.includes(text);
  });
}

function withTimeLimit(limitMs, work) {
  let timer;
  const timeout = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${limitMs / 1000} s`)), limitMs);
  });
  return Promise.race([work, timeout]).finally(() => clearTimeout(timer));
}

/** Performs one walk; returns its faults and the number of its pages. */
export async function perform(browser, { steps, ...setting }, { binary, data, ...shared }) {
  const server = await serve(binary, data);
  const faults = [];
  let walk;
  try {
    walk = await Walk.begin(browser, { ...setting, ...shared, origin: server.origin });
    await withTimeLimit(LIMIT_MS, steps(walk));
  } catch (error) {
    const last = walk?.report.last;
    const where = last ? ` (${last.page.url().replace(server.origin, '')}, ${await last.picture()})` : '';
    faults.push(`${error.message}${where}`);
  }
  faults.push(...(walk?.report.faults ?? []));
  // The server is stopped even where the browser has crashed.
  await walk?.end().catch((error) => faults.push(error.message.split('\n')[0]));
  const errors = (await server.stop()).trim();
  if (errors) faults.push(`the server's error stream: ${errors}`);
  return { faults, pages: walk?.report.pages ?? 0 };
}
