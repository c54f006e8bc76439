// Shows each check a page with a fault that it must find.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { headers } from './answers.mjs';
import { Auditor } from './audit.mjs';
import { launch, visitor } from './browser.mjs';
import { Keyboard } from './keyboard.mjs';
import { format, parse, text } from './messages.mjs';
import { read } from './qr.mjs';
import { code } from './totp.mjs';
import { Visits } from './visits.mjs';

const STYLE = ':focus-visible { outline: 3px solid #0b5c7a }';
const ADDRESS = 'http://127.0.0.1:9/';

function page(main, style = '') {
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A page</title>`
    + `<meta name="viewport" content="width=device-width, initial-scale=1">`
    + `<style>${STYLE}${style}</style></head><body><main><h1>A page</h1>${main}</main></body></html>`;
}

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

async function keyboardOn(main, style) {
  const context = await visitor(browser, { width: 1280, language: 'en' });
  const tab = await context.newPage();
  await tab.setContent(page(main, style));
  return { tab, keyboard: await Keyboard.of(tab) };
}

async function faults(width, main, style) {
  const auditor = await Auditor.of(browser, { width, language: 'vi' });
  const found = await auditor.check({ address: ADDRESS, body: page(main, style) });
  await auditor.close();
  return found;
}

test('fluent files are read with values, plurals and continued lines', () => {
  const file = parse('# x\na = one { $n } two\nb = { $n ->\n    [one] { $n } thing\n   *[other] { $n } things\n}\nc =\n    far\n');
  assert.equal(format('en', file.get('a'), { n: 12345 }), 'one 12,345 two');
  assert.equal(format('vi', file.get('a'), { n: 'x' }), 'one x two');
  assert.equal(format('en', file.get('c')), 'far');
  assert.throws(() => format('en', file.get('a')), /\$n/);
  assert.throws(() => text('vi', 'no-such_key'), /no-such_key/);
  assert.equal(format('vi', 'Ký { letter }'), 'Ký phiếu xin lỗi');
  assert.match(format('vi', 'Ký { letter }', { rules: 'TT03' }), /đề nghị gia hạn/);
  assert.equal(format('en', file.get('b'), { n: 1 }), '1 thing');
  assert.equal(format('en', file.get('b'), { n: 2 }), '2 things');
  assert.equal(format('vi', file.get('b'), { n: 1200 }), '1.200 things');
});

test('a page that was not visited is named', () => {
  const visits = new Visits(['/', '/a/{x}', '/a/b', '/c.csv'], { '/c.csv': 'a file' });
  visits.add('http://h/en/');
  visits.add('http://h/a/b?x=1');
  assert.deepEqual(visits.missed, ['/a/{x}']);
  visits.add('http://h/en/a/other');
  assert.deepEqual(visits.missed, []);
  assert.throws(() => new Visits(['/'], { '/c.csv': 'a file' }), /c\.csv/);
});

test('loose headers and cookies are found', () => {
  const pairs = (all) => Object.entries(all).map(([name, value]) => ({ name, value }));
  const good = {
    'content-security-policy': "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff', 'referrer-policy': 'same-origin', 'cache-control': 'no-store',
    'set-cookie': '__Host-a=b; Path=/; Secure; HttpOnly; SameSite=Lax',
  };
  assert.deepEqual(headers(200, pairs(good)), []);
  for (const name of Object.keys(good).filter((each) => each !== 'set-cookie')) {
    assert.notDeepEqual(headers(200, pairs({ ...good, [name]: '' })), [], name);
  }
  const loose = { ...good, 'set-cookie': 'a=b; Path=/; HttpOnly' };
  assert.deepEqual(headers(200, pairs(loose)), ['200: a loose cookie a']);
});

test('the keyboard fills, chooses, picks and presses', async () => {
  const { tab, keyboard } = await keyboardOn('<form action="/sent"><label for="n">Name</label><input id="n" value="old">'
    + '<label for="s">Sort</label><select id="s"><option>Một</option><option>Hai</option></select>'
    + '<label><input type="radio" name="r" value="1" checked> Here</label>'
    + '<label><input type="radio" name="r" value="2"> There</label>'
    + '<label><input type="checkbox" name="c"> All</label><label for="f">Papers</label><input id="f" type="file"></form>');
  await keyboard.fill('Name', 'Nguyễn');
  await keyboard.choose('Sort', 'Hai');
  await keyboard.pick('There');
  await keyboard.pick('All');
  await keyboard.attach('Papers', [import.meta.filename]);
  const form = await tab.evaluate(() => [...document.querySelectorAll('input, select')]
    .map((each) => (each.type === 'radio' || each.type === 'checkbox' ? each.checked
      : each.files?.length ?? each.value)));
  assert.deepEqual(form, ['Nguyễn', 'Hai', false, true, true, 1]);
});

test('a control out of reach of Tab, and an invisible focus, are faults', async () => {
  const unreached = await keyboardOn('<a href="/x">X</a><button tabindex="-1">Send</button>');
  await assert.rejects(unreached.keyboard.reach('Send', ['button']), /Tab does not reach/);
  const absent = await keyboardOn('<button>Send</button>');
  await assert.rejects(absent.keyboard.reach('Go', ['button']), /no button is named “Go”/);
  const dim = await keyboardOn('<button>Send</button>', 'button:focus-visible { outline: none }');
  await assert.rejects(dim.keyboard.reach('Send', ['button']), /does not show/);
  const cover = 'body::after { content: ""; position: fixed; inset: 0; background: #fff }';
  const under = await keyboardOn('<button>Send</button>', cover);
  await assert.rejects(under.keyboard.reach('Send', ['button']), /hidden/);
});

test('the row of a control distinguishes two of one name', async () => {
  const { tab, keyboard } = await keyboardOn('<ul><li>One <a href="#1">See</a></li><li>Two <a href="#2">See</a></li></ul>');
  await keyboard.reach('See', ['link'], 'Two');
  assert.equal(await tab.evaluate(() => document.activeElement.hash), '#2');
  await assert.rejects(keyboard.reach('See', ['link'], 'Three'), /no link is named “See”/);
});

test('a file may have a stricter policy, not a looser one', () => {
  const policy = (form) => [{ name: 'content-security-policy', value: `default-src 'none'; base-uri 'none'; form-action ${form}; frame-ancestors 'none'; sandbox` }];
  const formFaults = (form) => headers(200, policy(form)).filter((fault) => fault.includes('policy') && fault.includes('form'));
  assert.deepEqual(formFaults("'none'"), []);
  assert.equal(formFaults('https://a.example').length, 1);
});

test('the codes are those of RFC 6238', () => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  assert.deepEqual([59, 1111111109, 20000000000].map((at) => code(secret, at * 1000)), ['287082', '081804', '353130']);
});

test('an incomplete QR code cannot be read', () => {
  assert.throws(() => read('M4 4h1v1h-1zM5 4h1v1h-1z', 29), /cannot be read/);
});

test('a page is checked again where it has a new element', async () => {
  const auditor = await Auditor.of(browser, { width: 1280, language: 'en' });
  const check = (main) => auditor.check({ address: ADDRESS, body: page(main), place: '/a' });
  assert.deepEqual(await check('<p>Fine</p>'), []);
  assert.deepEqual(await check('<p>Fine too</p>'), []);
  assert.match((await check('<p>Fine <input></p>')).join(), /label/);
  assert.deepEqual(await check('<p>Other <input></p>'), []);
  await auditor.close();
});

test('a walk has no scripts', async () => {
  const { tab } = await keyboardOn('<p id="p">kept</p><script>document.title = "ran"</script>');
  assert.equal(await tab.title(), 'A page');
});

test('a page without fault passes', async () => {
  assert.deepEqual(await faults(1280, '<p>Fine</p>'), []);
  assert.deepEqual(await faults(360, '<p>Fine</p>'), []);
});

test('faults are found under each colour scheme', async () => {
  const found = async (main, style) => (await faults(1280, main, style)).map((each) => each.split(': ').slice(0, 2).join(' '));
  assert.deepEqual(await found('<p><input></p>'), ['light label']);
  const dark = '@media (prefers-color-scheme: dark) { p { color: #bbb } }';
  assert.deepEqual(await found('<p>Dim</p>', dark), ['dark color-contrast', 'dark, more contrast color-contrast']);
  const forced = '@media (forced-colors: active) { p { forced-color-adjust: none; color: #ddd } }';
  assert.deepEqual(await found('<p>Dim</p>', forced), ['forced colours color-contrast']);
});

test('horizontal scrolling is found at 360 px, and with text at twice its size', async () => {
  const [wide] = await faults(360, '<p style="width: 500px">Wide</p>');
  assert.match(wide, /px wide in a window of 360/);
  const [grown, ...others] = await faults(1280, '<p style="width: 50rem">Wide</p>');
  assert.match(grown, /text at 200 %/);
  assert.deepEqual(others, []);
  const [fixed] = await faults(1280, '<p>Fine</p>', 'html { font-size: 15px }');
  assert.match(fixed, /does not follow/);
});
