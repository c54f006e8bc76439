// Checks on every page state: no fault found by axe under any colour scheme, no horizontal
// scrolling, even with text at twice its size. The page is checked in a second browser, loaded from
// the same bytes, because axe needs scripts and a walk has none.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { visitor } from './browser.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

// All rules are checked under the first scheme. The other schemes check the rules about colours, at
// one width and in one language: colours depend on neither.
const SCHEMES = [
  { name: 'light', media: { colorScheme: 'light' } },
  { name: 'dark', media: { colorScheme: 'dark' }, colours: true },
  { name: 'more contrast', media: { contrast: 'more' }, colours: true },
  { name: 'dark, more contrast', media: { colorScheme: 'dark', contrast: 'more' }, colours: true },
  { name: 'forced colours', media: { forcedColors: 'active' }, colours: true },
];
const PLAIN = { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none' };
const COLOURS = ['color-contrast', 'link-in-text-block'];

// axe reads this property. Under forced colours Chromium returns the author's colour for it, although
// it draws the forced colour, which `color` returns. No style of the program sets the property.
const FORCED = `{
  const read = CSSStyleDeclaration.prototype.getPropertyValue;
  CSSStyleDeclaration.prototype.getPropertyValue = function (name) {
    const forced = name === '-webkit-text-fill-color' && matchMedia('(forced-colors: active)').matches;
    return read.call(this, forced ? 'color' : name);
  };
}`;

/** The page states that were checked, as digests of width and content. */
const checkedStates = new Set();
/** The elements that were checked: for each place by width and by language, and for colours. */
const checkedElements = new Map();

/** Adds elements to the set of this name; returns whether one of them is new there. */
function addElements(name, list) {
  const before = checkedElements.get(name) ?? checkedElements.set(name, new Set()).get(name);
  const fresh = list.filter((element) => !before.has(element));
  fresh.forEach((element) => before.add(element));
  return fresh.length > 0;
}

/** The elements of a page with their classes, roles and states. */
function elements(body) {
  const tags = body.match(/<[a-z][^>]*>/g) ?? [];
  return tags.map((tag) => (tag.match(/^<\w+|\s(?:class|role|type|aria-invalid|aria-current)="[^"]*"/g)).join(''));
}

/** The style sheets of a page. */
function styles(body) {
  return (body.match(/<style>[^<]*<\/style>|<link[^>]*rel="stylesheet"[^>]*>/g) ?? []).join('');
}

/** The content without its random values. */
function content(body) {
  return body.replace(/(<input type="hidden" name="(?:token|key)" value=")[^"]*/g, '$1');
}

/** The elements of a page that extend beyond the window horizontally. */
export async function overflow(page, when) {
  const [wide, window, widest] = await page.evaluate(() => {
    const scrolls = (each) => each.closest('.scroll') && !each.matches('.scroll');
    const over = [...document.body.querySelectorAll('*')]
      .filter((each) => each.getBoundingClientRect().right > innerWidth && !scrolls(each));
    return [document.documentElement.scrollWidth, innerWidth, over.at(-1)?.outerHTML.slice(0, 120)];
  });
  return wide > window ? [`${wide} px wide in a window of ${window}${when}: ${widest}`] : [];
}

export class Auditor {
  static async of(browser, setting) {
    const auditor = new Auditor();
    auditor.width = setting.width;
    auditor.language = setting.language;
    auditor.context = await visitor(browser, { ...setting, scripts: true });
    auditor.page = await auditor.context.newPage();
    auditor.session = await auditor.context.newCDPSession(auditor.page);
    return auditor;
  }

  /** Whether no element of a page is new at its place, at this width and in this language. */
  isKnown(place, body) {
    const state = createHash('sha256').update(`${this.width} ${content(body)}`).digest('hex');
    if (checkedStates.has(state)) return true;
    checkedStates.add(state);
    if (place === undefined) return false;
    const list = elements(body);
    const fresh = [this.width, this.language].map((setting) => addElements(`${setting} ${place}`, list));
    return !fresh.includes(true);
  }

  /**
   * Returns the faults of a page; `picture` is the file for its screenshot. A page whose elements
   * were all checked at the same `place` is not checked again.
   */
  async check({ address, body, picture, place }) {
    if (this.isKnown(place, body)) return [];
    await this.show(address, body);
    const faults = [];
    // Colours depend on the element and the style sheet, not on the page.
    const allSchemes = this.wide && this.language === 'vi' && addElements(`colours ${styles(body)}`, elements(body));
    for (const { name, media, colours } of allSchemes ? SCHEMES : SCHEMES.slice(0, 1)) {
      await this.page.emulateMedia({ ...PLAIN, ...media });
      faults.push(...(await this.axe(colours)).map((fault) => `${name}: ${fault}`));
    }
    await this.page.emulateMedia(PLAIN);
    faults.push(...(await overflow(this.page, '')));
    if (picture) await this.page.screenshot({ path: picture, fullPage: true });
    if (this.wide) {
      const before = await this.textSize();
      await this.session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
      if (await this.textSize() < before * 1.9) faults.push('the text does not follow the reader’s size');
      faults.push(...(await overflow(this.page, ', text at 200 %')));
      await this.session.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
    }
    return faults;
  }

  async show(address, body) {
    // An address that differs from the last one in its fragment only would not be loaded.
    await this.page.goto('about:blank');
    // The route is removed before the next page, not after this one: removal while the page loads
    // may leave the request for its style sheet without a response.
    await this.page.unrouteAll();
    await this.page.route((url) => url.href === address, (route) => route.fulfill({
      contentType: 'text/html; charset=utf-8', body,
    }));
    await this.page.goto(address);
    await this.page.evaluate(`${FORCED}${AXE};0`);
  }

  async axe(colours) {
    const options = colours
      ? { runOnly: { type: 'rule', values: COLOURS } }
      : { runOnly: { type: 'tag', values: TAGS }, rules: { 'target-size': { enabled: true } } };
    const found = await this.page.evaluate(async (request) => {
      const { violations } = await globalThis.axe.run(document, { ...request, resultTypes: ['violations'] });
      return violations.map(({ id, help, nodes }) => ({
        id, help, nodes: nodes.length, first: nodes[0].html.slice(0, 160),
        why: nodes[0].failureSummary.split('\n').slice(1).join(' ').trim(),
      }));
    }, options);
    return found.map(({ id, help, nodes, first, why }) => `${id}: ${help} (${nodes}): ${first} ${why}`);
  }

  textSize() {
    return this.page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
  }

  get wide() {
    return this.width >= 600;
  }

  close() {
    return this.context.close();
  }
}
