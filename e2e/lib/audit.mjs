// What must hold on every page state: no fault that axe finds under any colour scheme, no sideways
// scroll, not even with text at twice its size. The page is looked at in a browser of the auditor's
// own, made from the same bytes, because axe needs scripts and a walk has none.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { visitor } from './browser.mjs';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

// The whole set of rules once; under other schemes what colours can break, and that at one width
// and in one language: colours depend on neither.
const SCHEMES = [
  { name: 'light', media: { colorScheme: 'light' } },
  { name: 'dark', media: { colorScheme: 'dark' }, colours: true },
  { name: 'more contrast', media: { contrast: 'more' }, colours: true },
  { name: 'dark, more contrast', media: { colorScheme: 'dark', contrast: 'more' }, colours: true },
  { name: 'forced colours', media: { forcedColors: 'active' }, colours: true },
];
const PLAIN = { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none' };
const COLOURS = ['color-contrast', 'link-in-text-block'];

// Under forced colours Chromium gives the colour that the author wrote for this property, which axe
// reads; what is drawn has the forced one, as `color` says. No style here sets the property.
const FORCED = `{
  const read = CSSStyleDeclaration.prototype.getPropertyValue;
  CSSStyleDeclaration.prototype.getPropertyValue = function (name) {
    const forced = name === '-webkit-text-fill-color' && matchMedia('(forced-colors: active)').matches;
    return read.call(this, forced ? 'color' : name);
  };
}`;

/**
 * What has been looked at: page states by width and content; the parts of each place's pages, by
 * width and by language; and the parts of all pages, for colours.
 */
const seen = new Set();
const parts = new Map();

/** Whether a list has parts that the list of this name has not had; it has them from now on. */
function brings(name, list) {
  const before = parts.get(name) ?? parts.set(name, new Set()).get(name);
  const fresh = list.filter((part) => !before.has(part));
  fresh.forEach((part) => before.add(part));
  return fresh.length > 0;
}

/** What a page is made of: its elements with their classes, roles and states. */
function made(body) {
  const tags = body.match(/<[a-z][^>]*>/g) ?? [];
  return tags.map((tag) => (tag.match(/^<\w+|\s(?:class|role|type|aria-invalid|aria-current)="[^"]*"/g)).join(''));
}

/** The style sheets of a page. */
function styles(body) {
  return (body.match(/<style>[^<]*<\/style>|<link[^>]*rel="stylesheet"[^>]*>/g) ?? []).join('');
}

/** Content without what chance put into it. */
function content(body) {
  return body.replace(/(<input type="hidden" name="(?:token|key)" value=")[^"]*/g, '$1');
}

/** What of a page goes out of the window sideways. */
export async function sideways(page, when) {
  const [wide, window, widest] = await page.evaluate(() => {
    const clipped = (each) => each.closest('.scroll') && !each.matches('.scroll');
    const over = [...document.body.querySelectorAll('*')]
      .filter((each) => each.getBoundingClientRect().right > innerWidth && !clipped(each));
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

  /** Whether nothing of a page is new at its place, neither at this width nor in this language. */
  known(place, body) {
    const state = createHash('sha256').update(`${this.width} ${content(body)}`).digest('hex');
    if (seen.has(state)) return true;
    seen.add(state);
    if (place === undefined) return false;
    const list = made(body);
    const fresh = [this.width, this.language].map((setting) => brings(`${setting} ${place}`, list));
    return !fresh.includes(true);
  }

  /**
   * Faults of a page; `picture` names the file that shows it. A page at the same `place` made of
   * nothing but parts already looked at there is not looked at again.
   */
  async look({ address, body, picture, place }) {
    if (this.known(place, body)) return [];
    await this.show(address, body);
    const faults = [];
    // Colours belong to the parts of a style sheet, whatever page they stand on.
    const every = this.wide && this.language === 'vi' && brings(`colours ${styles(body)}`, made(body));
    for (const { name, media, colours } of every ? SCHEMES : SCHEMES.slice(0, 1)) {
      await this.page.emulateMedia({ ...PLAIN, ...media });
      faults.push(...(await this.axe(colours)).map((fault) => `${name}: ${fault}`));
    }
    await this.page.emulateMedia(PLAIN);
    faults.push(...(await sideways(this.page, '')));
    if (picture) await this.page.screenshot({ path: picture, fullPage: true });
    if (this.wide) {
      const before = await this.textSize();
      await this.session.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
      if (await this.textSize() < before * 1.9) faults.push('the text does not follow the reader’s size');
      faults.push(...(await sideways(this.page, ', text at 200 %')));
      await this.session.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
    }
    return faults;
  }

  async show(address, body) {
    // An address that differs in its fragment only would not be loaded again.
    await this.page.goto('about:blank');
    // The route stays until the next page: one that ends while the page loads may leave the request
    // for its style paused for good.
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
    const found = await this.page.evaluate(async (asked) => {
      const { violations } = await globalThis.axe.run(document, { ...asked, resultTypes: ['violations'] });
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
