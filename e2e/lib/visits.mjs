// The pages of the program, from `motcua routes`, and those of them that a journey has visited.

import { execFileSync } from 'node:child_process';

// Routes that no journey needs to visit, each with its reason. Style sheets and images are not in
// the program's list of routes: every page loads them.
const EXEMPT = {
  '/figures.csv': 'a file, not a page: crates/web/tests',
  '/figures/06a.csv': 'a file, not a page: crates/web/tests',
  '/list.csv': 'a file, not a page: crates/web/tests',
  '/list.xlsx': 'a file, not a page: crates/web/tests',
  '/figures/mine.csv': 'a file, not a page: crates/web/tests',
  '/open-data/{code}': 'a file, not a page: crates/web/tests',
  '/published/{code}': 'needs a closed month: crates/web/tests',
  '/published/{code}/{part}': 'a file, not a page: crates/web/tests',
  '/retention/{code}': 'needs a dossier past its retention: crates/web/tests',
  '/transfers/{code}': 'needs a transfer that the bank notified: crates/web/tests',
  '/desk/scans/{code}/{part}': 'a file, not a page: crates/web/tests',
  '/audit.csv': 'a file, not a page: crates/web/tests',
};

/** The paths of all routes with GET. */
export function routes(binary) {
  const lines = execFileSync(binary, ['routes'], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => line.split(' ')).filter(([method]) => method === 'GET')
    .map(([, path]) => path);
}

export class Visits {
  #routes;
  #seen = new Set();

  constructor(paths, exempt = EXEMPT) {
    const unknown = Object.keys(exempt).filter((path) => !paths.includes(path));
    if (unknown.length) throw new Error(`exempt from visits, but no route: ${unknown.join(', ')}`);
    this.#routes = paths;
    this.exempt = exempt;
  }

  /** The route of an address: the one with the fewest variables that matches. */
  route(address) {
    const path = new URL(address).pathname.replace(/^\/en(?=\/|$)/, '') || '/';
    const parts = path.split('/');
    const matching = this.#routes.filter((route) => {
      const names = route.split('/');
      return names.length === parts.length
        && names.every((name, at) => name === parts[at] || (/^\{.*\}$/.test(name) && parts[at]));
    });
    const variables = (route) => route.split('{').length;
    return matching.sort((a, b) => variables(a) - variables(b))[0];
  }

  /** The route of an address, followed by the action's name where it is the form of an action. */
  place(address) {
    const action = /\/do\/(\w+)$/.exec(new URL(address).pathname)?.[1];
    return `${this.route(address)} ${action ?? ''}`;
  }

  /** Notes a visit. */
  add(address) {
    this.#seen.add(this.route(address));
  }

  get visited() {
    return this.#routes.filter((route) => this.#seen.has(route));
  }

  get missed() {
    return this.#routes.filter((route) => !this.#seen.has(route) && !(route in this.exempt));
  }
}
