// File, receive, work, supplement, hand over: a citizen files online for somebody else, the desk
// receives it, a specialist asks for a supplement, the head approves, the desk hands the result over.
// On the way: a draft left and dropped, a form sent twice, a session that ended in the middle of one.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { journey } from '../lib/journey.mjs';

const PROCEDURE = '2.000575';
const NAME = {
  vi: 'Cấp lại, cấp đổi Giấy chứng nhận đăng ký hộ kinh doanh',
  en: 'Re-issuance or exchange of the business household registration certificate',
};
const folder = mkdtempSync(join(tmpdir(), 'motcua-paper-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const PAPER = join(folder, 'giay-de-nghi.pdf');
const PDF = '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nstartxref\n0\n%%EOF\n';
writeFileSync(PAPER, PDF);

/** A choice with the hint in its label. */
const hinted = (walk, key) => ({ text: `${walk.t(key)} ${walk.t(`${key}_hint`)}` });

async function person(walk, name, identity, phone) {
  await walk.fill('file-name', name);
  await walk.fill('file-identity', identity);
  await walk.fill('file-phone', phone);
}

/** From the procedure to the review of what was filled in. */
async function fillIn(citizen) {
  await citizen.open(`/my/file/${PROCEDURE}`);
  await citizen.see('file-heading');
  await citizen.follow('file-sign_in');
  await citizen.see('my_sign_in-heading');
  await citizen.signInByCode('0912 345 678');
  await citizen.see('file-heading');
  await citizen.press('file-begin');
  await citizen.see('file-who');
  await citizen.press('file-next', { status: 422 });
  await citizen.read('fault-my_for_whom');
  await citizen.pick(hinted(citizen, 'file-for_other'));
  await citizen.press('file-next');
  await citizen.see('file-submitter');
  await person(citizen, 'Trần Thị Mai', '079 123 456 789', '0912 345 678');
  await citizen.press('file-next');
  await citizen.see('file-applicant');
}

journey('filed', async (citizen) => {
  await fillIn(citizen);
});
