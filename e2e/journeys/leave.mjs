// Leave, stand-in: the head sends a specialist on leave, the one who stands in works on what the other
// holds, the head gives a dossier to somebody else, the administrator ends a session and gives a new
// password.

import { act } from '../lib/acts.mjs';
import { journey } from '../lib/journey.mjs';

const NOTE = 'Đã gọi điện cho người nộp';
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

async function declare(head, absent, by) {
  await head.follow('page-leave');
  await head.see('page-leave');
  await head.chooseBy('leave-officer', absent.name);
  await head.chooseBy('leave-by', absent.name);
  await head.fill('leave-until', '28/02/2019');
  await head.press('leave-send', { status: 422 });
  await head.read('leave-why_same_person');
  await head.chooseBy('leave-by', by.name);
  await head.press('leave-send');
  await head.read(['leave-done', { n: absent.held }]);
}

/** Works on a dossier of the one who is away; gives its code. */
async function standIn(officer, absent) {
  await officer.read({ text: officer.t('queue-for') + ' ' + absent.name });
  const [code] = await officer.texts('.queue th a');
  await officer.follow({ text: code });
  await officer.see({ text: code });
  await act(officer, 'note', () => officer.fill('act-note', NOTE));
  await officer.read({ text: NOTE });
  await officer.read(['dossier-acting', { by: 'x', for: 'y' }]);
  return code;
}

journey('leave', async (head) => {
  await head.open('/demonstration');
  await head.press('demonstration-opening');
  await head.signIn('qldt01', '/head');
  const all = await specialists(head);
  console.log(all);
  const [absent, by, third] = all;
  await declare(head, absent, by);
  const officer = await head.officer(by.login);
  await standIn(officer, absent);
});
