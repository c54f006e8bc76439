// Plays a morning at one counter of a running demonstration, by the keyboard and with scripts, and counts
// for each kind of visit the keys (Tab, arrows, Space, Enter), the characters typed, and the seconds that
// the officer waits for the program:
//
//     node e2e/morning.mjs http://127.0.0.1:8000 mc01 100
//
// The names and numbers of the persons are made from their place in the morning.

import { launch, visitor } from './lib/browser.mjs';

const [origin, login, people = '100'] = process.argv.slice(2);
const OTHER = '1.001612';
const AT_ONCE = '2.000815';
const WITH_PAPERS = 'cap lai cap doi giay chung nhan dang ky ho kinh doanh';

const browser = await launch();
const context = await visitor(browser, { width: 1280, language: 'vi', scripts: true });
const page = await context.newPage();
let count = { keys: 0, characters: 0, seconds: 0 };

async function key(name) {
  count.keys += 1;
  await page.keyboard.press(name);
}

/** Presses Enter, and waits until the next page can be used. */
async function enter() {
  count.keys += 1;
  const from = performance.now();
  await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), page.keyboard.press('Enter')]);
  count.seconds += (performance.now() - from) / 1000;
  // A page with a field to begin with gives it the focus after it was loaded.
  await page.waitForFunction(() => document.activeElement !== document.body
    || !document.querySelector('[autofocus]'));
}

async function type(text) {
  count.characters += text.length;
  await page.keyboard.type(text);
}

/** Goes by Tab to the control that fits a selector. */
async function reach(selector) {
  for (let stop = 0; stop < 120; stop += 1) {
    if (await page.evaluate((css) => document.activeElement.matches(css), selector)) return;
    await key('Tab');
  }
  throw new Error(`Tab does not reach ${selector} on ${page.url()}`);
}

/** The page on which every visit begins; typing its address is not counted. */
async function begin() {
  await page.goto(`${origin}/desk/receive`);
}

/** Chooses a procedure by words or by its code. */
async function choose(words) {
  await reach('#q');
  await type(words);
  await enter();
}

async function heading(text) {
  const found = await page.textContent('h1');
  if (found.includes(text)) return;
  const faults = await page.$$eval('.faults, .warning, .fault', (all) => all.map((each) => each.innerText).join(' '));
  throw new Error(`“${found.trim()}” is no page of “${text}”: ${faults}`);
}

/** A name that no other person of the morning has. */
function name(of) {
  const families = ['Nguyen Van', 'Tran Thi', 'Le Minh', 'Pham Ngoc', 'Vo Hoang'];
  return `${families[of % 5]} ${'ABCDEGHKLM'[of % 10]}${'uoaei'[Math.floor(of / 10) % 5]}n ${of}`;
}
const identity = (of) => `0790850${String(10_000 + of)}`;

/** Ticks the required papers, at most three. */
async function tickRequired() {
  const boxes = await page.$$eval('.ticks li', (all) => all
    .filter((one) => one.querySelector('strong')).slice(0, 3).map((one) => one.querySelector('input').id));
  for (const id of boxes) {
    await reach(`[id="${id}"]`);
    await key('Space');
  }
}

/** The numbers of the strangers so far. */
const known = [];

async function stranger(of, words) {
  known.push(identity(of));
  await begin();
  await choose(words);
  await reach('#find');
  await type(identity(of));
  await enter();
  await reach('#name');
  await type(name(of));
  await reach('#phone');
  await type(`09120${String(10_000 + of)}`);
}

/** Every kind of visit, and how many of a hundred are of it. */
const KINDS = {
  certified_copies: [45, async (of) => {
    await stranger(of, AT_ONCE);
    await tickRequired();
    await reach('[name="quantity.page"]');
    await page.keyboard.press('Control+A');
    await type('2');
    await enter();
    await heading('Giấy');
  }],
  papers_of_a_stranger: [25, async (of) => {
    await stranger(of, WITH_PAPERS);
    await tickRequired();
    await enter();
    await heading('Giấy');
  }],
  papers_of_a_known_person: [15, async () => {
    await begin();
    await choose(WITH_PAPERS);
    await reach('#find');
    const from = performance.now();
    await type(known.shift());
    await page.waitForSelector('.people button');
    count.seconds += (performance.now() - from) / 1000;
    await key('ArrowDown');
    await enter();
    await tickRequired();
    await enter();
    await heading('Giấy');
  }],
  next_dossier_of_the_same_person: [10, async (of) => {
    // The dossier before it is not counted here.
    await stranger(of, WITH_PAPERS);
    await tickRequired();
    await enter();
    count = { keys: 0, characters: 0, seconds: 0 };
    await reach('a[href*="person_of"]');
    await enter();
    await choose(OTHER);
    await tickRequired();
    await enter();
    await heading('Giấy');
  }],
  guidance: [5, async () => {
    await begin();
    await choose(WITH_PAPERS);
    await reach('summary:has(~ * [name=missing]), details:has([name=missing]) > summary');
    await key('Enter');
    await reach('[name=act][value=guide]');
    await enter();
    await heading('Phiếu');
  }],
};

/** Hands everything over that was received, by the shortcuts: all rows, to the button, Enter. */
async function handOver() {
  await page.goto(`${origin}/desk/handovers`);
  const { length } = await page.$$('[name=pick]');
  await key('a');
  await key('s');
  await enter();
  const left = await page.$$('[name=pick]');
  console.log(`handed over ${length - left.length} of ${length} dossiers with ${count.keys} keys`);
}

/** Signs in when the desk opens. */
async function signIn() {
  await page.goto(`${origin}/demonstration`);
  await Promise.all([page.waitForNavigation(), page.click('[name=step][value=opening]')]);
  const [password, code] = await page.$$eval('dl.facts code', (all) => all.map((one) => one.textContent.trim()));
  await page.goto(`${origin}/account`);
  await page.fill('[name=login]', login);
  await page.fill('[name=password]', password);
  await page.fill('[name=code]', code);
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
}

await signIn();
const table = {};
let of = 0;
for (const [kind, [share, visit]] of Object.entries(KINDS)) {
  const all = [];
  for (let one = 0; one < Math.max(1, Math.round(share * Number(people) / 100)); one += 1) {
    of += 1;
    count = { keys: 0, characters: 0, seconds: 0 };
    await visit(of);
    all.push(count);
  }
  const mean = (what) => Number((all.reduce((sum, each) => sum + each[what], 0) / all.length).toFixed(2));
  const most = Math.max(...all.map((each) => each.seconds));
  table[kind] = {
    visits: all.length, keys: mean('keys'), characters: mean('characters'), seconds: mean('seconds'),
    slowest_seconds: Number(most.toFixed(2)),
  };
}
console.table(table);
count = { keys: 0, characters: 0, seconds: 0 };
await handOver();
await browser.close();
