// Leave, stand-in: the head sends a specialist on leave, the one who stands in works on what the other
// holds, the head gives a dossier to another officer, the administrator ends a session and gives a new
// password.

import { act, begin } from '../lib/acts.mjs';
import { journey } from '../lib/journey.mjs';
import { code } from '../lib/totp.mjs';

const NOTE = 'Đã gọi điện cho người nộp';
const DAY_OFF = '14/02/2019';
const DECISION = 'Công văn số 12/UBND';
const NAME = 'Nghỉ phòng chống bão';
const PASSWORD = 'bảy con sông chảy qua chợ';
const REASON = 'Chia lại việc của tổ';

/** The unit's specialists by what they hold, and their logins. */
async function specialists(head) {
  await head.open('/demonstration');
  const login = new Map();
  const rows = await head.page.$$eval('tbody tr', (all) => all.map((row) => (
    [...row.cells].map((cell) => cell.textContent.trim()))));
  rows.forEach(([name, , unit, officer]) => login.set(`${officer}`, { login: name, unit }));
  await head.open('/head');
  const held = await head.page.$$eval('section:last-of-type tbody tr', (all) => all.map((row) => (
    [...row.cells].map((cell) => cell.textContent.trim()))));
  const all = held.filter(([name]) => login.has(name))
    .map(([name, , count]) => ({ name, held: Number(count), login: login.get(name).login }));
  return all.sort((a, b) => b.held - a.held);
}

/** The longest of the page's lists, on a page of its own. */
async function whole(head) {
  const [list] = await head.texts('.place a');
  await head.follow({ text: list });
  await head.follow('head-back');
}

async function declare(head, absent, by) {
  await head.follow('page-leave');
  await head.see('page-leave');
  await head.chooseBy('leave-officer', absent.name);
  await head.chooseBy('leave-by', absent.name);
  await head.fill('leave-until', '28/02/2019');
  await head.press('leave-send', { status: 409 });
  await head.read('leave-why_same_person');
  await head.chooseBy('leave-by', by.name);
  await head.press('leave-send');
  await head.read(['leave-done', { n: absent.held }]);
}

/** Leave entered ahead, seen by the head and the stand-in, withdrawn before it begins. */
async function declareAhead(head, absent, by) {
  await head.follow('page-leave');
  await head.chooseBy('leave-officer', absent.name);
  await head.chooseBy('leave-by', by.name);
  await head.fill('leave-begins', '25/02/2019 13:30');
  await head.fill('leave-until', '28/02/2019');
  await head.press('leave-send');
  await head.read('leave-ahead_done');
  await head.press({ text: `${head.t('leave-withdraw')} ${absent.name}` });
  await head.read('leave-withdrawn');
  await head.open('/head');
}

/** Opens a dossier of the one who is away; gives its code. */
async function standIn(officer, absent) {
  await officer.read({ text: officer.t('queue-for') + ' ' + absent.name });
  const [code] = await officer.texts('.queue th a');
  await officer.follow({ text: code });
  await officer.see({ text: code });
  return code;
}

/** Two write at once: what the later one typed is kept, and it is said what the other did. */
async function atOnce(officer, head, code) {
  await begin(officer, 'note');
  await officer.fill('act-note', NOTE);
  await head.open(`/dossier/${code}`);
  await act(head, 'note', () => head.fill('act-note', 'x'));
  await officer.press('action-note', { status: 409 });
  await officer.read('act-changed');
  await officer.press('action-note');
  await officer.see({ text: code });
  await officer.read({ text: NOTE });
}

async function reassign(head, code, by, third) {
  await head.open('/head');
  await head.follow({ text: `${head.t('head-reassign')} ${by.name}` });
  await head.see(['reassign-heading', { officer: by.name }]);
  await head.chooseBy('reassign-to', third.name);
  await head.fill('reassign-reason', REASON);
  await head.press('reassign-send', { status: 422 });
  await head.read('reassign-none_ticked');
  await head.pick({ text: code });
  await head.press('reassign-send');
  await head.read(['reassign-done', { n: 1 }]);
}

/** The administrator announces a day off, sees the dossiers that it moves, and withdraws it again. */
async function dayOff(admin) {
  await admin.follow('page-calendar');
  await admin.see('page-calendar');
  await admin.chooseBy('calendar-kind', admin.t('calendar-kind_holiday'));
  await admin.fill('calendar-day', DAY_OFF);
  await admin.fill('calendar-decision', DECISION);
  await admin.press('calendar-send', { status: 422 });
  await admin.read('calendar-no_name');
  await admin.fill('calendar-name', NAME);
  await admin.press('calendar-send');
  await admin.read('calendar-preview');
  const rows = await admin.texts('section:first-of-type tbody tr');
  await admin.press('calendar-confirm');
  await admin.read(['calendar-done', { n: rows.length }]);
  await admin.read({ text: NAME });
  await admin.chooseBy('calendar-kind', admin.t('calendar-kind_withdrawn'));
  await admin.fill('calendar-day', DAY_OFF);
  await admin.fill('calendar-decision', DECISION);
  await admin.press('calendar-send');
  await admin.press('calendar-confirm');
  await admin.read(['calendar-done', { n: rows.length }]);
}

/** The administrator ends the sessions of one who has a form open, and gives a new password. */
async function accounts(walk, officer, by) {
  await begin(officer, 'note');
  const admin = await walk.officer('vp03', '/admin/accounts');
  await admin.see('page-accounts');
  await dayOff(admin);
  await admin.open('/admin/accounts');
  await admin.fill('accounts-find', by.name);
  await admin.press('home-find');
  await admin.follow({ text: by.name });
  await admin.press('accounts-end_all');
  await admin.read('accounts-done_sessions');
  await admin.press('accounts-reset_go');
  await admin.read('accounts-password_said');
  await officer.fill('act-note', NOTE);
  await officer.press('action-note', { status: 401 });
  await officer.read('sign_in-expired');
  const [password] = await admin.texts('section.notice code');
  return password;
}

/** Signs in by the first password, makes the account one's own, sends what was typed before. */
async function enrol(officer, login, password) {
  await officer.enter(login, password, '');
  await officer.see('account-heading');
  await officer.read('account-must_change');
  const [secret] = await officer.texts('.side code');
  await officer.fill('account-first_code', code(secret));
  await officer.press('account-confirm');
  await officer.read('account-codes_said');
  await officer.fill('account-present', password);
  await officer.fill('account-new', PASSWORD);
  await officer.fill('account-new_again', 'x');
  await officer.press('account-change', { status: 422 });
  await officer.fill('account-present', password);
  await officer.fill('account-new', PASSWORD);
  await officer.fill('account-new_again', PASSWORD);
  await officer.press('account-change');
  await officer.read('account-done_password');
}

/** The one who is away is back before the end. */
async function endEarly(head, absent) {
  const officer = await head.officer(absent.login);
  await officer.press('queue-returned');
  await head.open('/leave');
  await head.read('leave-ended_early');
}

/** A head's own account: a new set of recovery codes, the other sessions ended. */
async function account(head) {
  await head.open('/account');
  await head.see('account-heading');
  const [, code] = await head.freshCode('qldt01');
  await head.fill('step-code', code);
  await head.press('account-new_codes');
  await head.read('account-codes_said');
  await head.press('account-end_others');
  await head.read('account-done_sessions');
}

journey('leave', async (head) => {
  await head.open('/demonstration');
  await head.press('demonstration-opening');
  await head.signIn('qldt01', '/head');
  const all = await specialists(head);
  const [absent, by, third] = all;
  await whole(head);
  await declareAhead(head, absent, by);
  await declare(head, absent, by);
  const officer = await head.officer(by.login);
  const dossier = await standIn(officer, absent);
  await atOnce(officer, head, dossier);
  await reassign(head, dossier, by, third);
  await officer.open(`/dossier/${dossier}`);
  await enrol(officer, by.login, await accounts(head, officer, by));
  await endEarly(head, absent);
  await account(head);
});
