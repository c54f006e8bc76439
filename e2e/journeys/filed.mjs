// An online filing from start to end: a citizen files for another person, the desk receives the
// filing, a specialist asks for a supplement, the head approves, the desk hands the result over. On
// the way a draft is left and deleted, a form is sent twice, and a session ends while a form is open.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { accept, answerForm, approve, begin, finish, give, handToUnit, propose } from '../lib/acts.mjs';
import { journey } from '../lib/journey.mjs';

const PROCEDURE = '2.000575';
const NAME = {
  vi: 'Cấp lại, cấp đổi Giấy chứng nhận đăng ký hộ kinh doanh',
  en: 'Re-issuance or exchange of the business household registration certificate',
};
const APPRAISE = { vi: 'Kiểm tra, ký duyệt', en: 'Review and signature' };
const ISSUE = {
  vi: 'Vào sổ, đóng dấu, chuyển trả kết quả', en: 'Registration, sealing and dispatch',
};
const SPECIALIST = 'Lý Thành Triết';
const HEAD = 'Nguyễn Bá Nam';
const ITEMS = 'Bản sao giấy chứng nhận đã cấp';
const folder = mkdtempSync(join(tmpdir(), 'motcua-paper-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const PAPER = join(folder, 'giay-de-nghi.pdf');
const PDF = '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\nstartxref\n0\n%%EOF\n';
writeFileSync(PAPER, PDF);

/** Fills in the fields of a person. */
async function fillPerson(walk, name, identity, phone) {
  await walk.fill('file-name', name);
  await walk.fill('file-identity', identity);
  await walk.fill('file-phone', phone);
}

/** Begins a draft, leaves it, and deletes it. */
async function deleteDraft(citizen) {
  await citizen.press('file-begin');
  await citizen.press('file-leave');
  await citizen.unfold({ text: `${citizen.t('my-drop')} ${citizen.t(NAME)}` });
  await citizen.press({ text: `${citizen.t('my-drop_now')} ${citizen.t(NAME)}` });
  await citizen.read('my-done_dropped');
  await citizen.open(`/my/file/${PROCEDURE}`);
}

/** Fills in the form, from the procedure's page to the step of the papers. */
async function fillIn(citizen) {
  await citizen.open(`/my/file/${PROCEDURE}`);
  await citizen.see('file-heading');
  await citizen.follow('file-sign_in');
  await citizen.see('my_sign_in-heading');
  await citizen.signInByCode('0912 345 678');
  await deleteDraft(citizen);
  await citizen.see('file-heading');
  await citizen.press('file-begin');
  await citizen.see('file-who');
  await citizen.press('file-next', { status: 422 });
  await citizen.read('fault-my_for_whom');
  await citizen.pickBy('file-for_other');
  await citizen.press('file-next');
  await citizen.see('file-submitter');
  await fillPerson(citizen, 'Trần Thị Mai', '079 123 456 789', '0912 345 678');
  await citizen.press('file-next');
  await citizen.see('file-applicant');
  await citizen.press('file-next', { status: 422 });
  await citizen.read('fault-my_name');
  await fillPerson(citizen, 'Nguyễn Văn Bảy', '079 987 654 321', '0912 345 679');
  await citizen.fill('file-address', '12 Lê Văn Việt');
  await citizen.choose('file-ward', 'file-ward_elsewhere');
  await citizen.press('file-next');
  await citizen.see('file-case');
  await citizen.pickBy('file-case_ordinary');
  await citizen.press('file-next');
  await citizen.press('file-next', { status: 422 });
  await answerForm(citizen);
  await citizen.see('file-papers');
}

/** Attaches the papers; leaves the form in between and continues it later. */
async function attachPapers(citizen) {
  const [paper] = await citizen.texts('.paper-list li > label');
  await citizen.attach({ text: paper }, PAPER);
  await citizen.press('paper-add');
  await citizen.press('file-leave');
  await citizen.see('page-my');
  await citizen.read('my-done_saved');
  await citizen.follow({ text: `${citizen.t('file-go_on')} ${citizen.t(NAME)}` });
  await citizen.follow({ text: `${citizen.t('file-change')} ${paper}` });
  await citizen.save({ text: basename(PAPER) });
  await citizen.press('file-next');
  await citizen.see('file-review');
  await citizen.pdf('file-sheet');
}

/** Sends the form from two tabs: one dossier results. Returns its number and key. */
async function send(citizen) {
  const tab = await citizen.tab();
  await tab.open(citizen.path);
  for (const each of [citizen, tab]) await each.pick('file-true');
  await citizen.press('action-file');
  await citizen.read('my-done_filed');
  const [number] = await citizen.texts('h1');
  await tab.press('action-file');
  await tab.see({ text: number });
  await tab.close();
  await citizen.back();
  await citizen.see({ text: number });
  await citizen.open('/my');
  const filed = await citizen.texts('.cards code');
  if (filed.length !== 1) throw new Error(`filed ${filed.length} times: ${filed.join(', ')}`);
  await citizen.follow({ text: citizen.t(NAME) });
  const [, key] = await citizen.texts('dl.facts code');
  return { number, key };
}

/** Visits the citizen's other pages; returns the address in the slip's QR code. */
async function visitOtherPages(citizen, number) {
  await citizen.save({ text: basename(PAPER) });
  await citizen.follow('my-slip_print');
  await citizen.see('slip-filing');
  const qr = await citizen.qr();
  await citizen.open('/my');
  await citizen.follow('page-browsers');
  await citizen.see('page-browsers');
  await citizen.read('my-devices_hint');
  await citizen.press('account-end_others');
  await citizen.read('account-done_sessions');
  await citizen.open('/my');
  await citizen.follow('page-data');
  await citizen.see('page-data');
  await citizen.read({ text: 'Nguyễn Văn Bảy' });
  await citizen.follow('page-data_request');
  await citizen.see('page-data_request');
  await citizen.press('data_request-send', { status: 422 });
  await citizen.read('fault-data_request_kind');
  await citizen.pickBy('data_request-kind_access');
  await citizen.fill('data_request-text', 'Xin toàn bộ dữ liệu.');
  await citizen.press('data_request-send');
  await citizen.read(['data_request-sent', { days: 2 }]);
  await citizen.pdf('data-pdf');
  const held = JSON.parse(await citizen.save('data-json'));
  if (held.dossiers.length !== 1) throw new Error(`held: ${held.dossiers.length} dossiers`);
  await citizen.open('/my');
  await citizen.follow('my-claim');
  await citizen.see('page-claim');
  await citizen.fill('track-code', number);
  await citizen.fill('track-key', 'AAAAAA');
  await citizen.press('claim-join', { status: 404 });
  await citizen.read('track-not_found');
  await citizen.open(`/my/dossiers/${number}`);
  await citizen.follow('action-withdraw');
  await citizen.read('withdraw-said');
  await citizen.press('withdraw-send', { status: 422 });
  return qr;
}

/** Receives the filing and hands it to a specialist; returns the dossier's code. */
async function receive(desk, number) {
  await desk.open('/desk/notices');
  await desk.see('page-notices');
  await desk.open('/desk/filings');
  const [short] = await desk.texts(`.work a[title="${number}"]`);
  await desk.follow({ text: short });
  await desk.see(NAME);
  await desk.press('action-receive');
  await desk.see('slip-appointment');
  const [code] = await desk.texts('.slip-title .code');
  await desk.follow('slip-open');
  await desk.see({ text: code });
  await desk.save({ text: basename(PAPER) });
  await handToUnit(desk, code, SPECIALIST);
  await desk.follow('page-handover_lists');
  await desk.see('page-handover_lists');
  const [list] = await desk.texts('tbody a');
  await desk.follow({ text: list });
  await desk.see({ text: list });
  await desk.read({ text: code });
  await desk.pdf('handover_list-paper');
  return code;
}

/** Asks for a supplement; the session ends while the form is open. */
async function askSupplement(specialist, code) {
  await begin(specialist, 'ask_supplement');
  await specialist.fillOptional('act-items', ITEMS);
  const tab = await specialist.tab();
  await tab.open('/work');
  await tab.press('sign_out');
  await specialist.press('act-go_on', { status: 401 });
  await specialist.read('sign_in-expired');
  const [password, fresh] = await specialist.freshCode('tckh03');
  await specialist.enter('tckh03', password, fresh);
  await specialist.see('action-ask_supplement');
  await specialist.read('carried-signed_in-filled');
  await specialist.press('act-go_on');
  await specialist.read('act-notice');
  await specialist.press('action-ask_supplement');
  await specialist.see({ text: code });
  await specialist.read({ text: specialist.t('action-ask_supplement') });
  await tab.close();
}

async function supply(citizen, code) {
  await citizen.open('/my');
  await citizen.read('my-waiting');
  await citizen.follow('action-supply');
  await citizen.see('action-supply');
  await citizen.read({ text: ITEMS });
  await citizen.press('file-next', { status: 422 });
  await citizen.read('fault-my_supply');
  await citizen.attach({ text: ITEMS }, PAPER);
  await citizen.press('file-next');
  await citizen.see('supply-review');
  await citizen.read({ text: basename(PAPER) });
  await citizen.press('supply-send');
  await citizen.see({ text: code });
  await citizen.read('my-done_supplied');
}

/** Looks the dossier up without an account: by code and key, and by the slip's QR code. */
async function track(reader, code, key, qr) {
  await reader.open('/track');
  await reader.fill('track-code', code);
  await reader.fill('track-key', 'AAAAAA');
  await reader.press('track-find', { status: 404 });
  await reader.read('track-not_found');
  await reader.fill('track-key', key);
  await reader.press('track-find');
  await reader.see({ text: code });
  await reader.misses({ text: 'Nguyễn Văn Bảy' });
  await reader.open(new URL(qr).pathname.replace(/^\/en/, ''));
  await reader.see({ text: code });
  await reader.read({ text: 'Nguyễn Văn Bảy' });
  await reader.read('my-holder');
  await reader.save({ text: basename(PAPER) });
  await reader.pdf(paper(reader, 'slip-appointment'));
}

/** The link to a paper by its title. */
function paper(reader, title) {
  return { text: reader.t('paper-pdf', { paper: reader.t(title) }) };
}

async function decide(head, code) {
  await head.open('/work');
  await head.pick({ text: `${head.t('queue-tick')} ${code}` });
  await head.press('queue-accept_ticked');
  await head.read(['queue-accepted', { n: 1 }]);
  await head.open('/head');
  await head.follow({ text: `${head.t('action-approve_result')} ${code}` });
  await approve(head);
  // The head's list shows the dossier no longer.
  await head.see('page-head');
  await head.misses({ text: `${head.t('action-approve_result')} ${code}` });
  await head.open(`/dossier/${code}`);
  await give(head, ISSUE, SPECIALIST);
}

async function finishHeld(specialist, code) {
  await accept(specialist, code);
  await finish(specialist);
  await specialist.open('/unit-results');
  await specialist.see('page-unit_results');
  await specialist.pickBy({ text: code });
  await specialist.press('unit_results-list');
  await specialist.read({ text: code });
}

/** Hands the result over against the code that the applicant reads on the page of the QR code. */
async function handOver(desk, reader, code, qr) {
  await reader.open(new URL(qr).pathname.replace(/^\/en/, ''));
  await reader.read('fetching-code_said');
  const [key] = await reader.texts('.note strong.code');
  await desk.open('/desk/results');
  await desk.fill('results-search', code);
  await desk.press('results-find');
  await desk.pick('results-taker_applicant');
  await desk.fill('results-taker_code', key === '000000' ? '111111' : '000000');
  await desk.press('action-hand_over', { status: 422 });
  await desk.read('results-code_wrong');
  await desk.fill('results-taker_code', key);
  await desk.press('action-hand_over');
  await desk.read(['results-handed_over_done', { code }]);
}

/** Rated at the desk's screen by the slip; once, by whatever way. */
async function rate(reader, code, key, qr) {
  await reader.open('/rate');
  await reader.see('page-rate');
  await reader.open('/kiosk');
  await reader.fill('track-code', code);
  await reader.fill('track-key', key);
  await reader.press('rate-open');
  await reader.pick('grade-very_satisfied', { within: 'rate-service' });
  await reader.press('rate-send', { status: 422 });
  await reader.read('fault-grade');
  await reader.pick('grade-satisfied', { within: 'rate-officer' });
  await reader.fillOptional('rate-note', 'Nhanh, rõ ràng.');
  await reader.press('rate-send');
  await reader.read('rate-done');
  await reader.open(`${new URL(qr).pathname.replace(/^\/en/, '')}/rate`);
  await reader.read('rate-again');
}

/** Complained of by the QR code before it is handed over, answered by the head, read by the citizen. */
async function complain(reader, head, code, qr) {
  const page = new URL(qr).pathname.replace(/^\/en/, '');
  await reader.open('/complain');
  await reader.see('page-complain');
  await reader.open(page);
  await reader.follow('complain-make');
  await reader.pick('complaint-theme_guidance');
  await reader.press('complain-send', { status: 422 });
  await reader.read('fault-complaint');
  await reader.fill('complain-text', 'Bảng hướng dẫn ghi thiếu một giấy tờ.');
  await reader.press('complain-send');
  await reader.read('complain-done');
  await head.open('/complaints');
  await head.follow({ text: code });
  await head.pick('complaint-finding_justified');
  await head.fill('complaint-answer', 'Đã bổ sung bảng hướng dẫn. Cảm ơn ông/bà.');
  await head.press('complaint-send_answer');
  await head.read('complaints-done_answered');
  await reader.open('/board');
  await reader.read('board-ready');
  await reader.open(page);
  await reader.read({ text: 'Đã bổ sung bảng hướng dẫn.' });
}

/** The desk records a request for erasure; the leader answers both requests about data and decides. */
async function decideOnData(desk, leader, code) {
  await desk.open(`/dossier/${code}`);
  await desk.follow('work-data_request');
  await desk.see('work-data_request');
  await desk.pickBy('data_request-kind_erasure');
  await desk.fill('data_request-text', 'Xin xóa dữ liệu của tôi.');
  await desk.press('data_request-record');
  await desk.read(['data_request-recorded', { days: 2 }]);
  await leader.open('/data-requests');
  await leader.see('page-data_requests');
  const [first, second] = await leader.texts('tbody th a');
  const kinds = await leader.texts('tbody td:nth-child(3)');
  const [access, erasure] = kinds[0] === leader.t('data_request-kind_access')
    ? [first, second] : [second, first];
  await leader.follow({ text: access });
  await leader.read({ text: 'Xin toàn bộ dữ liệu.' });
  await leader.pdf('data-pdf');
  await leader.save('data-json');
  await leader.press('data_request-act_decide', { status: 422 });
  await leader.read('fault-data_request_outcome');
  await leader.pick('data_request-outcome_granted');
  await leader.fill('data_request-reason_decide', 'Đã cung cấp bản in.');
  await leader.press('data_request-act_decide');
  await leader.read('data_request-done_decide');
  await leader.open('/data-requests');
  await leader.follow({ text: erasure });
  await leader.read('data_request-kept_open');
  await leader.fill('data_request-reason_decide', 'Hồ sơ chưa kết thúc.');
  await leader.press('data_request-act_refuse');
  await leader.read('data_request-done_refuse');
}

/** The leader records a breach of personal data, the notice to the specialised body, and a measure. No rule of retention. */
async function recordBreach(leader) {
  await leader.open('/breaches');
  await leader.see('page-breaches');
  await leader.press('breach-act_record', { status: 422 });
  await leader.read(['input-not_chosen', { field: leader.t('breach-nature') }]);
  await leader.fill('breach-discovered', '15/11/2018 08:00');
  await leader.choose('breach-nature', 'breach-nature_disclosure');
  await leader.pick('breach-data_contact');
  await leader.fillOptional('breach-persons', '2');
  await leader.fill('breach-text_record', 'Gửi nhầm bảng kê số điện thoại của hai hồ sơ.');
  await leader.press('breach-act_record');
  await leader.read('breach-done_record');
  await leader.fill('breach-body', 'Cục A05, Bộ Công an');
  await leader.fill('breach-number', '12/TB-UBND');
  await leader.fill('breach-notified_at', '19/11/2018 09:00');
  await leader.press('breach-act_notify', { status: 409 });
  await leader.read('breach-instead_late_without_reason');
  await leader.fillOptional('breach-text_notify', 'Mất liên lạc với người gửi.');
  await leader.press('breach-act_notify');
  await leader.read('breach-done_notify');
  await leader.fill('breach-text_measure', 'Thu hồi bảng kê.');
  await leader.press('breach-act_measure');
  await leader.read('breach-tag_late');
  await leader.open('/retention');
  await leader.see('page-retention');
  await leader.read('retention-no_rules');
}

/** A directive about a dossier of the unit, answered by the officer and accepted. */
async function direct(head, specialist, code) {
  await head.open(`/dossier/${code}`);
  await head.follow('work-directive');
  await head.see('page-directive_new');
  await head.chooseBy('directive-owner', SPECIALIST);
  await head.fill('directive-due', '28/02/2019');
  await head.press('directive-issue', { status: 422 });
  await head.read('fault-directive');
  await head.fill('directive-text', 'Báo cáo vì sao phải yêu cầu bổ sung.');
  await head.press('directive-issue');
  await head.read('directives-done_issued');
  await specialist.open('/directives');
  await specialist.follow({ text: specialist.t('directive-about_dossier') });
  await specialist.fill('directive-answer', 'Bản vẽ thiếu chữ ký.');
  await specialist.press('directive-send_answer');
  await specialist.read('directives-done_answered');
  await head.open('/directives');
  await head.follow({ text: head.t('directive-about_dossier') });
  await head.press('directive-accept');
  await head.read('directives-done_accepted');
}

/** A visitor without an account fills the form in, goes on by the link in another browser, confirms, files. */
async function fileByLink(visitor) {
  await visitor.open(`/my/file/${PROCEDURE}`);
  await visitor.press('file-begin');
  await visitor.see('file-who');
  await visitor.pickBy('file-for_own');
  await visitor.press('file-next');
  await visitor.see('file-own');
  await fillPerson(visitor, 'Lê Thị Hoa', '079 111 222 333', '0938 123 456');
  await visitor.press('file-leave');
  await visitor.see('link-heading');
  await visitor.read('link-done_saved');
  await visitor.press('link-send');
  await visitor.read('link-done_sent');
  const link = new URL(await visitor.qr()).pathname.replace(/^\/en/, '');
  await visitor.press('link-forget');
  await visitor.read('link-done_forgotten');
  await visitor.open(`${link.slice(0, -1)}_`, { status: 404 });
  await visitor.see('link-absent_heading');
  const other = await visitor.other();
  await other.open(link);
  await other.see('file-own');
  await other.fill('file-address', '12 Lê Văn Việt');
  await other.choose('file-ward', 'file-ward_elsewhere');
  await other.press('file-next');
  await other.pickBy('file-case_ordinary');
  await other.press('file-next');
  await answerForm(other);
  await other.see('file-papers');
  const [paper] = await other.texts('.paper-list li > label');
  await other.attach({ text: paper }, PAPER);
  await other.press('file-next');
  await other.see('file-review');
  await other.pick('file-true');
  await other.press('link-confirm');
  await other.see('my_sign_in-confirm_heading');
  await other.signInByCode('0938 123 456');
  await other.see('file-review');
  await other.press('action-file');
  await other.read('my-done_filed');
}

journey('filed', async (citizen) => {
  await citizen.open('/demonstration');
  await citizen.press('demonstration-opening');
  const specialist = await citizen.officer('tckh03');
  await fillIn(citizen);
  await attachPapers(citizen);
  const { number, key } = await send(citizen);
  const qr = await visitOtherPages(citizen, number);
  const desk = await citizen.officer('mc01', '/desk/filings');
  const code = await receive(desk, number);
  await accept(specialist, code);
  await askSupplement(specialist, code);
  await supply(citizen, code);
  await track(await citizen.other(), code, key, qr);
  await specialist.open(`/dossier/${code}`);
  await specialist.pdf(paper(specialist, 'control-heading'));
  await propose(specialist, APPRAISE, HEAD);
  const head = await citizen.officer('tckh01', '/head');
  await decide(head, code);
  await direct(head, specialist, code);
  await finishHeld(specialist, code);
  await complain(await citizen.other(), head, code, qr);
  const leader = await citizen.officer('ubnd01', '/head');
  await decideOnData(desk, leader, code);
  await recordBreach(leader);
  await handOver(desk, await citizen.other(), code, qr);
  await desk.open(`/dossier/${code}/complain`);
  await desk.see('page-complain');
  await citizen.open(`/my/dossiers/${code}`);
  await citizen.read('story-handed_over');
  await citizen.pdf(paper(citizen, 'sheet-guidance'));
  await citizen.follow('complain-make');
  await citizen.see('page-complain');
  await citizen.open(`/my/dossiers/${code}`);
  await citizen.follow('rate-invite');
  await citizen.see('page-rate');
  await rate(await citizen.other(), code, key, qr);
  await citizen.open('/my');
  await citizen.follow('page-my_notices');
  await citizen.read({ text: code });
  await citizen.follow('page-notice_choice');
  await citizen.see('page-notice_choice');
  await citizen.pick('notice_choice-language_en');
  const none = `${citizen.t('notice_choice-way_none')} ${citizen.t('notice_choice-way_none_hint')}`;
  await citizen.pickBy({ text: none });
  await citizen.press('notice_choice-save');
  await citizen.read('notice_choice-done');
  await citizen.open('/my');
  await citizen.follow('page-my_results');
  await citizen.read({ text: citizen.t('grade-very_satisfied') });
  await citizen.pdf(paper(citizen, 'slip-appointment'));
  await citizen.open('/my');
  await citizen.follow('page-my_readers');
  await citizen.read({ text: SPECIALIST });
  await fileByLink(await citizen.other());
});
