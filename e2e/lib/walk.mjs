// One walk: visitors at one width and in one language, who use the keyboard only and have no scripts.
// Every page that they see is checked. Each person has a browser profile: `other` starts another
// person, `tab` opens a second tab of the same one. Names are keys of the program's texts,
// `[key, values]`, or `{ text }` for a text of the data.

import { join } from 'node:path';

import { headers, Weight } from './answers.mjs';
import { Auditor, overflow } from './audit.mjs';
import { visitor } from './browser.mjs';
import { Keyboard } from './keyboard.mjs';
import { text } from './messages.mjs';
import { read } from './qr.mjs';

export class Walk {
  /** `setting`: origin, width, language, name, visits, out, pictures. */
  static async begin(browser, setting) {
    const auditor = await Auditor.of(browser, setting);
    const walk = new Walk();
    Object.assign(walk, setting, { browser, auditor, report: { faults: [], pages: 0, people: [], codes: new Set() } });
    return walk.#start(await visitor(browser, setting));
  }

  /** Another person, with a new browser profile. */
  async other() {
    return this.#copy().#start(await visitor(this.browser, this));
  }

  /** A second tab of the same browser. */
  tab() {
    return this.#copy().#start(this.context);
  }

  #copy() {
    const { browser, auditor, report, origin, width, language, name, visits, out, pictures } = this;
    return Object.assign(new Walk(), {
      browser, auditor, report, origin, width, language, name, visits, out, pictures,
    });
  }

  async #start(context) {
    this.context = context;
    this.page = await context.newPage();
    this.page.setDefaultTimeout(15_000);
    this.keyboard = await Keyboard.of(this.page);
    this.weight = new Weight();
    this.checks = [];
    this.loaded = new Set();
    this.page.on('response', (response) => this.checks.push(this.#onResponse(response).catch(
      // A page that closes may leave the check of an answer unfinished.
      (error) => this.report.ended || this.page.isClosed()
        || this.fault(`${response.url()}: ${error.message}`),
    )));
    this.page.on('console', (message) => this.#onConsole(message));
    this.page.on('pageerror', (error) => this.fault(`an error in the page: ${error.message}`));
    this.report.people.push(this);
    this.report.last = this;
    return this;
  }

  /** Reports a fault of the page, once. */
  fault(text) {
    const fault = `${this.page.url().replace(this.origin, '')}: ${text}`;
    if (!this.report.faults.includes(fault)) this.report.faults.push(fault);
  }

  /** The text of a name in this walk's language. */
  t(name, values) {
    if (name.text !== undefined) return name.text;
    if (name.vi !== undefined) return name[this.language];
    return Array.isArray(name) ? text(this.language, ...name) : text(this.language, name, values);
  }

  /** An address in this walk's language. */
  address(path) {
    return `${this.origin}${this.language === 'en' ? '/en' : ''}${path}`;
  }

  // Acts of the visitor.

  /** Types an address. */
  open(path, { status = 200 } = {}) {
    return this.#go(() => this.page.goto(this.address(path)), status);
  }

  /** Follows a link; `within` is a text of its row or group, for a name that occurs more than once. */
  follow(name, { status = 200, within } = {}) {
    return this.#go(() => this.#enter(name, ['link'], within), status);
  }

  /** Presses a button. */
  press(name, { status = 200, within } = {}) {
    return this.#go(() => this.#enter(name, ['button'], within), status);
  }

  /** Sends the form by Enter in the field that was filled last. */
  enterKey({ status = 200 } = {}) {
    return this.#go(() => this.page.keyboard.press('Enter'), status);
  }

  /** Goes back to the previous page. */
  back({ status = 200 } = {}) {
    return this.#go(() => this.page.goBack(), status);
  }

  /** Opens the collapsed section of this name. */
  async unfold(name) {
    await this.#enter(name, ['DisclosureTriangle']);
  }

  /** Follows a link or presses a button that saves a file; returns the text of the file. */
  async save(name) {
    this.report.last = this;
    const [download] = await Promise.all([
      this.page.waitForEvent('download'), this.#enter(name, ['link', 'button']),
    ]);
    this.visits.add(download.url());
    const chunks = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  }

  /** Fetches the PDF of a link that Tab reaches. */
  async pdf(name) {
    this.report.last = this;
    const link = await this.keyboard.reach(this.t(name), ['link']);
    const address = await this.keyboard.call(link, function href() { return this.href; });
    const answer = await this.page.request.get(address);
    this.visits.add(address);
    const begins = (await answer.body()).subarray(0, 5).toString('latin1');
    if (answer.status() !== 200 || begins !== '%PDF-') {
      throw new Error(`${address} answers ${answer.status()} and no PDF`);
    }
  }

  /** Follows the link to the other language; the walk continues in it. */
  async turn() {
    const other = this.language === 'vi' ? 'en' : 'vi';
    const link = text(other, 'site-this_language');
    this.language = other;
    await this.follow({ text: link });
  }

  fill(name, value) {
    return this.keyboard.fill(this.t(name), value);
  }

  /** Fills a field whose label says that it is optional. */
  fillOptional(name, value) {
    return this.keyboard.fill(`${this.t(name)} ${this.t('input-optional')}`, value);
  }

  choose(name, option, { within } = {}) {
    return this.keyboard.choose(this.t(name), this.t(option), within);
  }

  /** Chooses the first option that begins with this text. */
  async chooseBy(name, start) {
    const options = (await this.texts('option')).filter((option) => option.startsWith(start));
    if (!options.length) throw new Error(`no option begins with “${start}”`);
    return this.choose(name, { text: options[0] });
  }

  pick(name, { within } = {}) {
    return this.keyboard.pick(this.t(name), within && this.t(within));
  }

  /** Picks the first box or radio button whose name begins with this text. */
  async pickBy(start) {
    const names = await this.keyboard.names(['checkbox', 'radio']);
    return this.pick({ text: names.find((name) => name.startsWith(this.t(start))) ?? this.t(start) });
  }

  attach(name, ...files) {
    return this.keyboard.attach(this.t(name), files);
  }

  /** Signs an officer in with the password and code of the demonstration page, on the way to `to`. */
  async signIn(login, to = '/work') {
    await this.open('/demonstration');
    const [password, code] = await this.texts('dl.facts code');
    await this.open(to);
    await this.see('sign_in-heading');
    await this.enter(login, password, code);
  }

  /** The password and a code that the officer has not used yet: a code is accepted once. */
  async freshCode(login) {
    const page = await this.tab();
    for (;;) {
      await page.open('/demonstration');
      const [password, code] = await page.texts('dl.facts code');
      if (!this.report.codes.has(`${login} ${code}`)) {
        await page.close();
        return [password, code];
      }
      await page.page.waitForTimeout(1000);
    }
  }

  /** Closes this tab. */
  close() {
    return this.page.close();
  }

  /** Fills the officers' sign-in form, and sends it. */
  async enter(login, password, code) {
    await this.fill('sign_in-login', login);
    await this.fill('sign_in-password', password);
    await this.fill('sign_in-code', code);
    this.report.codes.add(`${login} ${code}`);
    await this.press('sign_in-enter');
  }

  /** Another person: an officer, signed in. */
  async officer(login, to) {
    const officer = await this.other();
    await officer.signIn(login, to);
    return officer;
  }

  /** Signs a citizen in by the code that the demonstration page shows instead of sending it. */
  async signInByCode(contact) {
    await this.fill('my_sign_in-contact', contact);
    await this.press('my_sign_in-send');
    await this.see('my_sign_in-code_heading');
    const outbox = await this.tab();
    await outbox.open('/demonstration');
    const [notice] = await outbox.texts('.entries li > span:last-child');
    await outbox.close();
    await this.fill('my_sign_in-code', /\b\d{6}\b/.exec(notice)[0]);
    await this.press('my_sign_in-enter');
  }

  // Expectations of the visitor.

  /** Expects this heading as the only one of level 1. */
  async see(name) {
    const headings = await this.texts('h1');
    const wanted = this.t(name);
    if (headings.length !== 1 || headings[0] !== wanted) {
      throw new Error(`the heading is “${headings.join('”, “')}”, not “${wanted}”`);
    }
  }

  /** Expects a text in the page's main part. */
  async read(name) {
    const wanted = this.t(name);
    const [main] = await this.texts('main');
    if (!main.includes(wanted)) throw new Error(`the page does not contain “${wanted}”`);
  }

  /** Expects that the page's main part lacks a text. */
  async misses(name) {
    const wanted = this.t(name);
    const [main] = await this.texts('main');
    if (main.includes(wanted)) throw new Error(`the page contains “${wanted}”`);
  }

  /** The path of the page, without the language. */
  get path() {
    return new URL(this.page.url()).pathname.replace(/^\/en(?=\/|$)/, '');
  }

  /** Whether the page has a link or button of this name. */
  async offers(name) {
    return (await this.keyboard.named(this.t(name), ['link', 'button'])).length > 0;
  }

  /** The texts of elements, with single spaces. */
  texts(selector) {
    return this.page.evaluate((css) => [...document.querySelectorAll(css)]
      .map((each) => each.textContent.replace(/\s+/g, ' ').trim()), selector);
  }

  /** The address in the page's QR code. */
  async qr() {
    const [path, width] = await this.page.evaluate(() => {
      const svg = document.querySelector('.qr-code');
      return [svg.querySelector('path').getAttribute('d'), svg.viewBox.baseVal.width];
    });
    return read(path, width);
  }

  // Internals.

  async #enter(name, roles, within) {
    this.report.last = this;
    await this.keyboard.reach(this.t(name), roles, within);
    await this.page.keyboard.press('Enter');
  }

  async #go(act, status) {
    this.report.last = this;
    this.last = undefined;
    this.expected = status;
    await Promise.all([
      this.page.waitForEvent('framenavigated', (frame) => frame === this.page.mainFrame()), act(),
    ]);
    await this.page.waitForLoadState('load');
    await Promise.all(this.checks.splice(0));
    if (!this.last) return;
    const actual = this.last.status();
    if (actual !== status) {
      const faults = (await this.texts('.faults')).join(' ');
      throw new Error(`${this.page.url()} answers ${actual}, not ${status} ${faults}`);
    }
    await this.#check(await this.last.text());
  }

  async #check(body) {
    this.report.pages += 1;
    const number = String(this.report.pages).padStart(2, '0');
    const name = `${this.name}-${this.width}-${this.language}-${number}`;
    const picture = this.pictures ? join(this.out, `${name}.png`) : undefined;
    const lang = /<html lang="(\w+)"/.exec(body)?.[1];
    if (lang !== this.language) this.fault(`the page is in ${lang}`);
    if (/<script\b(?! src="\/script\/)|\son\w+="|\sstyle="|<style\b/.test(body)) this.fault('a script or style in the page');
    const signedIn = /<form class="person"/.test(body);
    const caching = this.last.headers()['cache-control'];
    if (signedIn && !/no-store/.test(caching)) this.fault(`a page of a session may be cached: ${caching}`);
    for (const fault of await overflow(this.page, '')) this.fault(fault);
    const place = this.visits.place(this.page.url());
    const state = { address: this.page.url(), body, picture, place };
    for (const fault of await this.auditor.check(state)) this.fault(fault);
  }

  async #onResponse(response) {
    const request = response.request();
    const isPage = request.isNavigationRequest();
    const path = response.url().replace(this.origin, '');
    const redirected = response.status() >= 300 && response.status() < 400;
    if (isPage) {
      if (request.method() === 'GET') this.visits.add(response.url());
      if (!redirected) this.last = response;
    } else if (this.loaded.has(path)) {
      // A later request of the same file is answered from the browser's cache.
      return;
    }
    this.loaded.add(path);
    const all = await response.headersArray();
    headers(response.status(), all).forEach((fault) => this.fault(`${path}: ${fault}`));
    const file = all.some((each) => each.name.toLowerCase() === 'content-disposition');
    if (redirected || file) return;
    (await this.weight.add(response, isPage)).forEach((fault) => this.fault(fault));
  }

  /** Every error on the console is a fault, except the one for an expected error page. */
  #onConsole(message) {
    const expected = this.expected >= 400 && message.text().includes(`status of ${this.expected} `);
    if (message.type() === 'error' && !expected) this.fault(`console: ${message.text()}`);
  }

  /** Saves a screenshot of the page for a failed walk; returns its path. */
  async picture() {
    const path = join(this.out, `${this.name}-${this.width}-${this.language}-failed.png`);
    await this.page.screenshot({ path, fullPage: true }).catch(() => {});
    return path;
  }

  async end() {
    this.report.ended = true;
    await this.auditor.close();
    for (const context of new Set(this.report.people.map((each) => each.context))) await context.close();
  }
}
