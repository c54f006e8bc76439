// Leave of an officer: the head declares the leave of a specialist, the stand-in works on the absent
// officer's dossiers, the head gives a dossier to a third officer, the administrator announces a day
// off, ends a session and gives a new password.

import { act, begin } from '../lib/acts.mjs';
import { journey } from '../lib/journey.mjs';
import { code } from '../lib/totp.mjs';

const NOTE = 'Đã gọi điện cho người nộp';
const DAY_OFF = '14/02/2019';
const DECISION = 'Công văn số 12/UBND';
const NAME = 'Nghỉ phòng chống bão';
const PASSWORD = 'bảy con sông chảy qua chợ';
const REASON = 'Chia lại việc của tổ';

/** The unit's specialists with their logins, the one with the most dossiers first. */
async function specialists(head) {
  await head.open('/demonstration');
  const accounts = new Map();
  const rows = await head.page.$$eval('tbody tr', (all) => all.map((row) => (
    [...row.cells].map((cell) => cell.textContent.trim()))));
  rows.forEach(([name, , unit, officer]) => accounts.set(officer, { login: name, unit }));
  await head.open('/head/load');
  await head.see('page-load');
  const held = await head.page.$$eval('section:last-of-type tbody tr', (all) => all.map((row) => (
    [...row.cells].map((cell) => cell.textContent.trim()))));
  const all = held.filter(([name]) => accounts.has(name))
    .map(([name, , count]) => ({ name, held: Number(count), login: accounts.get(name).login }));
  return all.sort((a, b) => b.held - a.held);
}

/** Opens the whole of the first list behind the head's page. */
async function openFullList(head) {
  await head.open('/head');
  const [list] = await head.texts('.chips a');
  await head.follow({ text: list });
  await head.follow('head-back');
}

/** Declares a leave from now; the absent officer is refused as the stand-in. */
async function declare(head, absent, standIn) {
  await head.follow('page-leave');
  await head.see('page-leave');
  await head.chooseBy('leave-officer', absent.name);
  await head.chooseBy('leave-by', absent.name);
  await head.fill('leave-until', '28/02/2019');
  await head.press('leave-send', { status: 409 });
  await head.read('leave-why_same_person');
  await head.chooseBy('leave-by', standIn.name);
  await head.press('leave-send');
  await head.read(['leave-done', { n: absent.held }]);
}

/** Declares a leave that begins later, and withdraws it before it begins. */
async function declareAhead(head, absent, standIn) {
  await head.follow('page-leave');
  await head.chooseBy('leave-officer', absent.name);
  await head.chooseBy('leave-by', standIn.name);
  await head.fill('leave-begins', '25/02/2019 13:30');
  await head.fill('leave-until', '28/02/2019');
  await head.press('leave-send');
  await head.read('leave-ahead_done');
  await head.press({ text: `${head.t('leave-withdraw')} ${absent.name}` });
  await head.read('leave-withdrawn');
  await head.open('/head');
}

/** Opens a dossier of the absent officer; returns its code. */
async function openHeld(officer, absent) {
  await officer.read({ text: officer.t('queue-for') + ' ' + absent.name });
  const [code] = await officer.texts('.queue th a');
  await officer.follow({ text: code });
  await officer.see({ text: code });
  return code;
}

/** Two officers write at once: the later form keeps its text and shows the other officer's act. */
async function writeAtOnce(officer, head, code) {
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

async function reassign(head, code, holder, receiver) {
  await head.open('/head/load');
  await head.follow({ text: `${head.t('head-reassign')} ${holder.name}` });
  await head.see(['reassign-heading', { officer: holder.name }]);
  await head.chooseBy('reassign-to', receiver.name);
  await head.fill('reassign-reason', REASON);
  await head.press('reassign-send', { status: 422 });
  await head.read('reassign-none_ticked');
  await head.pick({ text: code });
  await head.press('reassign-send');
  await head.read(['reassign-done', { n: 1 }]);
}

/** Announces a day off, checks the preview of the dossiers with a new due date, withdraws the day. */
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

/** A month's tables, as they would be closed; only a leader signs them. */
async function openMonth(admin) {
  await admin.open('/months');
  await admin.see('page-months');
  const [month] = await admin.texts('tbody th a');
  await admin.follow({ text: month });
  await admin.see(['page-month', { month }]);
  await admin.read('month-preview');
}

/** The administrator ends the sessions of an officer with an open form; returns the new password. */
async function resetPassword(walk, officer, name) {
  await begin(officer, 'note');
  const admin = await walk.officer('vp03', '/admin/accounts');
  await admin.see('page-accounts');
  await admin.open('/admin/key');
  await admin.see('page-key');
  await admin.open('/admin/accounts');
  await dayOff(admin);
  await openMonth(admin);
  await admin.open('/admin/accounts');
  await admin.fill('accounts-find', name);
  await admin.press('home-find');
  await admin.follow({ text: name });
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

/** Signs in by the first password, registers an authenticator, sets a password. */
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

/** The absent officer ends the leave before its last day. */
async function endEarly(head, absent) {
  const officer = await head.officer(absent.login);
  await officer.press('queue-returned');
  await head.open('/leave');
  await head.read('leave-ended_early');
}

/** On the head's account: makes new recovery codes, ends the other sessions. */
async function manageAccount(head) {
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
  const [absent, standIn, third] = all;
  await openFullList(head);
  await declareAhead(head, absent, standIn);
  await declare(head, absent, standIn);
  const officer = await head.officer(standIn.login);
  const dossier = await openHeld(officer, absent);
  await writeAtOnce(officer, head, dossier);
  await reassign(head, dossier, standIn, third);
  await officer.open(`/dossier/${dossier}`);
  await enrol(officer, standIn.login, await resetPassword(head, officer, standIn.name));
  await endEarly(head, absent);
  await manageAccount(head);
});
