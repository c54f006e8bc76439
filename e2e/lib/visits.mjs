// Which pages there are, as the program itself says, and which of them a journey has visited.

import { execFileSync } from 'node:child_process';

// Routes that no journey needs to visit, each with its reason. Styles and pictures are not in the
// program's list of routes: every page brings them.
const EXEMPT = {
  '/figures.csv': 'a file, not a page: crates/web/tests',
  '/figures/06a.csv': 'a file, not a page: crates/web/tests',
  '/list.csv': 'a file, not a page: crates/web/tests',
  '/audit.csv': 'a file, not a page: crates/web/tests',
};

/** Paths of all routes that answer GET. */
export function routes(binary) {
  const lines = execFileSync(binary, ['routes'], { encoding: 'utf8' }).trim().split('\n');
  return lines.map((line) => line.split(' ')).filter(([method]) => method === 'GET')
    .map(([, path]) => path);
}

export class Visits {
  #routes;
  #seen = new Set();

  constructor(paths, exempt = EXEMPT) {
    const gone = Object.keys(exempt).filter((path) => !paths.includes(path));
    if (gone.length) throw new Error(`exempt from visits, but no route: ${gone.join(', ')}`);
    this.#routes = paths;
    this.exempt = exempt;
  }

  /** The route of an address: a fixed name goes before a variable one. */
  route(address) {
    const path = new URL(address).pathname.replace(/^\/en(?=\/|$)/, '') || '/';
    const parts = path.split('/');
    const fits = this.#routes.filter((route) => {
      const names = route.split('/');
      return names.length === parts.length
        && names.every((name, at) => name === parts[at] || (/^\{.*\}$/.test(name) && parts[at]));
    });
    const variables = (route) => route.split('{').length;
    return fits.sort((a, b) => variables(a) - variables(b))[0];
  }

  /** The route of an address, an action on a dossier by its name. */
  place(address) {
    const action = /\/do\/(\w+)$/.exec(new URL(address).pathname)?.[1];
    return `${this.route(address)} ${action ?? ''}`;
  }

  saw(address) {
    this.#seen.add(this.route(address));
  }

  get visited() {
    return this.#routes.filter((route) => this.#seen.has(route));
  }

  get missed() {
    return this.#routes.filter((route) => !this.#seen.has(route) && !(route in this.exempt));
  }
}
