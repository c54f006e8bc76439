// A late dossier: received at the desk, late after two weeks; the head signs the apology letter, the
// desk sends it and hands the result over, an inspector reads and exports the dossier.

import { OPINION, RESULT, accept, act, finish, handToUnit, propose } from '../lib/acts.mjs';
import { journey } from '../lib/journey.mjs';

const NAME = {
  vi: 'Cấp lại, cấp đổi Giấy chứng nhận đăng ký hộ kinh doanh',
  en: 'Re-issuance or exchange of the business household registration certificate',
};
const APPRAISE = { vi: 'Kiểm tra, ký duyệt', en: 'Review and signature' };
const HEAD = 'Nguyễn Bá Nam';
const SPECIALIST = 'Trương Hữu Nguyên';
const PERSON = 'Phạm Thị Sáu';
const REASON = 'Hồ sơ gốc phải tìm trong kho lưu trữ';

/** Enters a certification of a dossier that was received, and prints its words and the book. */
async function certify(desk) {
  await desk.open('/list?from=2018-01-01&to=2019-12-31&figure=received&procedure=2.000815');
  const [code] = await desk.texts('.dossiers tbody th a');
  await desk.open(`/dossier/${code}/certification`);
  await desk.see('page-certification');
  await desk.fill('certification-what', 'Bằng tốt nghiệp trung học phổ thông');
  await desk.chooseBy('certification-signer', HEAD);
  await desk.press('certification-enter');
  await desk.read('certification-done_entered');
  await desk.pdf({ text: `${desk.t('certification-words')} 01` });
  await desk.open('/certifications');
  await desk.see('page-certifications');
  await desk.pdf('certifications-paper');
}

/** Makes the kiosk's link, takes a ticket there, opens a counter and serves it; reads the figures. */
async function serveTicket(desk) {
  await desk.open('/queue/link');
  await desk.see('page-queue_link');
  await desk.press('tickets-link_make');
  const [link] = await desk.texts('main section.notice a');
  await desk.open(new URL(link).pathname.replace(/^\/en/, ''));
  await desk.read('tickets-kiosk_lead');
  await desk.press({ vi: 'C Hộ kinh doanh', en: 'C Business households' });
  await desk.read('tickets-ticket_said');
  await desk.open('/queue/counter');
  await desk.see('page-queue_counter');
  await desk.pick({ vi: 'C · Hộ kinh doanh', en: 'C · Business households' });
  await desk.press('tickets-open_button');
  await desk.read('tickets-done_opened');
  await desk.press({ vi: 'Gọi số tiếp theo (C001)', en: 'Call the next ticket (C001)' });
  await desk.read('tickets-done_called');
  await desk.open('/queue/screen');
  await desk.read({ text: 'C001' });
  await desk.open('/desk/receive');
}

/** Ends the ticket that is served, with what was done meanwhile, and closes the counter. */
async function endTicket(desk, code) {
  await desk.open('/queue/counter');
  await desk.read({ text: code });
  await desk.press('tickets-finish');
  await desk.press('tickets-close');
  await desk.open('/queue/figures');
  await desk.see('page-queue_figures');
}

/** Takes the till over with the cash on the books, closes the day, and reads the book. */
async function money(desk) {
  await desk.open('/list?from=2018-01-01&to=2019-12-31&figure=received&procedure=2.000815');
  const [code] = await desk.texts('.dossiers tbody th a');
  await desk.open(`/dossier/${code}/payments`);
  await desk.read('money-slips');
  await desk.pdf({ text: (await desk.texts('table a'))[0] });
  await desk.open('/transfers');
  await desk.read('money-no_transfers');
  await desk.open('/settlements');
  await desk.see('page-settlements');
  await desk.open('/cashbook?from=01/01/2018&to=31/12/2019');
  await desk.read('money-balances');
  await desk.open('/cashbook/takings?from=01/01/2018&to=31/12/2019');
  await desk.see('page-takings');
  await desk.open('/till');
  const counted = (await desk.texts('.facts dd'))[0].replace(/\D/g, '');
  await desk.fill('money-counted', counted);
  await desk.press('money-act_take_over');
  await desk.read('money-done_take_over');
  await desk.fill('money-counted', counted);
  await desk.press('money-act_close_day');
  await desk.read('money-done_close_day');
}

/** Receives a dossier: an empty form is refused, a full one is sent by Enter. Returns its code. */
async function receive(desk) {
  await desk.fill('receive-which', 'cap lai cap doi giay chung nhan dang ky ho kinh doanh');
  await desk.enterKey();
  await desk.see(NAME);
  await desk.press('action-receive', { status: 422 });
  await desk.read('receive-name_missing');
  await desk.pickBy({ vi: 'Giấy đề nghị cấp lại', en: 'Request for a new copy' });
  await desk.pick('channel-counter');
  await desk.fill('receive-name', PERSON);
  await desk.fill('receive-phone', '0987 654 321');
  await desk.enterKey();
  await desk.see('slip-appointment');
  const [code] = await desk.texts('.slip-title .code');
  await desk.follow('slip-next');
  await desk.see('page-receive');
  return code;
}

/** Notes that the applicant wants notices on paper. */
async function chooseOnPaper(desk, code) {
  await desk.open(`/dossier/${code}`);
  await desk.follow('page-notice_choice');
  await desk.see('page-notice_choice');
  const paper = `${desk.t('notice_choice-way_paper')} ${desk.t('notice_choice-way_paper_hint')}`;
  await desk.pickBy({ text: paper });
  await desk.press('notice_choice-save');
  await desk.read('notice_choice-done');
}

/** Prints the notices on paper, and notes that one was given. */
async function giveOnPaper(desk) {
  await desk.open('/desk/filings');
  await desk.follow('paper_notices-waiting_here');
  await desk.see('page-paper_notices');
  await desk.press('paper_notices-give', { status: 422 });
  await desk.read('paper_notices-none_ticked');
  await desk.press('paper_notices-print_all');
  await desk.read('paper_notices-done_print');
  await desk.follow('paper_notices-sheets');
  await desk.see('page-notice_sheets');
  await desk.read({ text: PERSON });
  await desk.open('/desk/paper-notices');
  await desk.pickBy({ text: PERSON });
  await desk.press('paper_notices-give');
  await desk.read(['paper_notices-done_give', { n: 1 }]);
}

/** Prints a guidance sheet with the missing papers, for an applicant who comes again. */
async function printGuidance(desk) {
  await desk.open('/desk/receive?procedure=2.000575');
  await desk.unfold('action-guide');
  await desk.press('receive-guide_print');
  await desk.see('sheet-guidance');
  await desk.follow('sheet-next_person');
}

/** The head signs the apology letter, the desk puts on record that it was handed over. */
async function apologise(head, desk, code) {
  await head.open('/head');
  const late = (await head.texts('.heads-list th a')).includes(code);
  if (!late) throw new Error(`the head does not see ${code} as late`);
  // The list of letters has it; it is signed on the dossier's page.
  await head.open('/head/letters');
  await head.see('letters-heading');
  await head.read({ text: code });
  await head.open(`/dossier/${code}`);
  await act(head, 'sign_apology', () => head.fillOptional('act-own_reason', REASON));
  await desk.open('/letters');
  await desk.see('sending-heading');
  await desk.press('sending-go', { status: 422 });
  await desk.read('letters-none_ticked');
  await desk.pickBy({ text: code });
  await desk.pick('act-way_in_person');
  await desk.press('sending-go');
  await desk.read(['sending-done', { n: 1 }]);
  await head.open(`/dossier/${code}`);
  await head.follow('work-letter');
  await head.read({ text: REASON });
}

/** Approves the result on the page of all that await the head's approval. */
async function approve(head, code) {
  await head.open('/head/approvals');
  await head.see('approvals-heading');
  await head.read({ text: OPINION });
  const tick = head.t(['approvals-pick', { outcome: head.t('act-granted') }]);
  await head.pickBy({ text: `${tick} ${code}` });
  await head.press('approvals-go');
  await head.read(['approvals-done', { n: 1 }]);
}

async function handOver(desk, code) {
  await desk.open('/desk/results');
  await desk.fill('results-search', PERSON);
  await desk.press('results-find');
  await desk.follow({ text: code });
  // The page shows the outcome and the number of the result.
  await desk.read('act-granted');
  await desk.read({ text: RESULT });
  await desk.press('action-hand_over', { status: 422 });
  await desk.read('results-no_taker');
  await desk.pick('results-taker_applicant');
  await desk.press('action-hand_over');
  await desk.read(['results-handed_over_done', { code }]);
}

/** The specialist objects to the own part of the lateness, the head decides. */
async function object(specialist, head, code) {
  await specialist.open(`/dossier/${code}`);
  await specialist.follow('objection-raise');
  await specialist.see('objection-heading');
  await specialist.press('objection-send', { status: 422 });
  await specialist.fill('objection-reason', REASON);
  await specialist.press('objection-send');
  await specialist.read('objections-done_raised');
  await head.open('/head');
  await head.follow({ text: `${head.t('page-objections')} (1)` });
  await head.see('page-objections');
  await head.follow({ text: code });
  await head.see('objection-heading');
  await head.read({ text: REASON });
  await head.pick('objection-finding_upheld');
  await head.fill('objection-decision_reason', REASON);
  await head.press('objection-decide');
  await head.see('page-objections');
  await head.read('objections-done_decided');
  await specialist.open(`/dossier/${code}`);
  await specialist.read('objection-upheld');
}

/** The specialist sees the own figures and comments; the head and the inspector see those of past months. */
async function figures(specialist, head, inspector) {
  await specialist.open('/figures/mine');
  await specialist.see('page-person');
  await specialist.press('person-comment_send', { status: 422 });
  await specialist.fill('person-comment', REASON);
  await specialist.press('person-comment_send');
  await specialist.read('evaluation-done_commented');
  await specialist.save('person-csv');
  await head.open('/evaluation?period=2019-01');
  await head.see('page-evaluation');
  await head.save('reports-file_csv');
  // The head's own name stands at the head of the page too.
  const [, name] = await head.texts('th a');
  await head.follow({ text: name });
  await head.see({ text: name });
  await inspector.open('/evaluation/agency?period=2019-01');
  await inspector.see('agency-heading');
}

async function inspect(inspector, code) {
  await inspector.open(`/dossier/${code}`);
  await inspector.follow('work-sheet');
  await inspector.see('control-heading');
  await inspector.open(`/dossier/${code}`);
  await inspector.follow({ text: (await inspector.texts('.due a'))[0] });
  await inspector.see('due-why');
  await inspector.open(`/dossier/${code}/export`);
  await inspector.see(['export-heading', { code }]);
  await inspector.fill('export-reason', 'Thanh tra');
  const file = await inspector.save('export-go');
  if (!file.includes(REASON)) throw new Error('the export lacks the reason of the letter');
  await inspector.follow('export-to_reads');
  await inspector.see(['reads-heading', { code }]);
  await inspector.read('reads-what_export');
  await inspector.open('/audit');
  await inspector.see('page-audit');
  await inspector.open('/figures?by=officer');
  await inspector.see('page-figures');
  await published(inspector);
}

/** The report of the nine months and of the campaign holds the district's published figures. */
async function published(reader) {
  const field = encodeURIComponent('Đất đai');
  await reader.open(`/summary?from=2018-01-01&to=2018-09-30&as_of=2018-09-30&field=${field}`);
  await reader.see('summary-title');
  const land = ['3.839', '3.477', '90,57', '3.196', '91,92', '281', '8,08', '362', '9,43', '27'];
  for (const number of land) await reader.read(written(number));
  const codes = ['1.013978', '1.013949', '1.013831', '1.012784', '1.012783', '1.012786'];
  const campaign = codes.map((code) => `procedure=${code}`).join('&');
  await reader.open(`/summary?from=2018-11-01&to=2019-01-31&as_of=2019-01-31&${campaign}`);
  const six = ['1.802', '1.695', '94,06', '1.634', '96,40', '61', '3,60', '107', '5,94'];
  for (const number of six) await reader.read(written(number));
}

/** A Vietnamese number in both languages. */
function written(vi) {
  const marks = { '.': ',', ',': '.' };
  return { vi, en: vi.replace(/[.,]/g, (mark) => marks[mark]) };
}

journey('late', async (desk) => {
  await desk.open('/demonstration');
  await desk.press('demonstration-opening');
  await desk.signIn('mc02', '/desk/receive');
  await serveTicket(desk);
  const code = await receive(desk);
  await endTicket(desk, code);
  await printGuidance(desk);
  await handToUnit(desk, code, SPECIALIST);
  const specialist = await desk.officer('tckh04');
  await accept(specialist, code);
  await certify(desk);
  await money(desk);
  await desk.open('/demonstration');
  await desk.press('demonstration-week');
  await desk.press('demonstration-week');
  const head = await desk.officer('tckh01', '/head');
  await apologise(head, desk, code);
  await chooseOnPaper(desk, code);
  await specialist.open(`/dossier/${code}`);
  await propose(specialist, APPRAISE, HEAD);
  await accept(head, code);
  await approve(head, code);
  await head.open(`/dossier/${code}`);
  await finish(head);
  await giveOnPaper(desk);
  await handOver(desk, code);
  await object(specialist, head, code);
  const inspector = await desk.officer('vp02', `/dossier/${code}`);
  await inspect(inspector, code);
  await figures(specialist, head, inspector);
});
