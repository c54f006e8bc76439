// A leader watches a figure and asks about one, an inspector records a visit whose finding the head of
// the unit follows up, and officers read their daily digests.

import { journey } from '../lib/journey.mjs';

const HEAD = 'Nguyễn Bá Nam';
const DONE = 'Đã niêm yết lại, ảnh chụp kèm báo cáo số 12';

async function watch(leader) {
  await leader.open('/figures?from=2018-01-01&to=2018-09-30');
  await leader.follow('figures-directive');
  await leader.see('page-directive_new');
  await leader.read('directive-about_figure');
  await leader.open('/figures?from=2018-01-01&to=2018-09-30');
  await leader.follow('figures-watch');
  await leader.see('page-watches');
  await leader.press('watches-set', { status: 422 });
  await leader.fill('watch-threshold', '100 %');
  await leader.pick('watch-period_year');
  await leader.press('watches-set');
  await leader.read('watches-done_set');
}

async function visit(inspector, head) {
  await inspector.open('/inspections');
  await inspector.see('page-inspections');
  await inspector.chooseBy('inspection-unit', inspector.t({ vi: 'Phòng Tài chính', en: 'Division of Finance' }));
  await inspector.press('inspections-record', { status: 422 });
  await inspector.read('fault-inspection');
  await inspector.fill('inspection-text', 'Việc niêm yết thủ tục');
  await inspector.press('inspections-record');
  await inspector.read('inspections-done_visited');
  await inspector.fill('inspection-finding', 'Bảng niêm yết thiếu mức phí');
  await inspector.chooseBy('inspection-owner', HEAD);
  await inspector.fill('inspection-due', '28/02/2019');
  await inspector.press('inspection-act_find');
  await inspector.read('inspections-done_found');
  await head.open('/head');
  const finding = head.t(['inspection-number', { n: 1 }]);
  await head.follow({ text: `${head.t('inspection-act_follow_up')} ${finding}` });
  await head.fill('inspection-follow_up', DONE);
  await head.press('inspection-act_follow_up');
  await head.read('inspections-done_followed_up');
}

journey('oversight', async (walk) => {
  await walk.open('/demonstration');
  await walk.press('demonstration-opening');
  const leader = await walk.officer('ubnd01', '/head');
  await watch(leader);
  const inspector = await walk.officer('vp02', '/inspections');
  const head = await walk.officer('tckh01', '/head');
  await visit(inspector, head);
  await walk.open('/demonstration');
  await walk.press('demonstration-opening');
  await leader.open('/watches');
  await leader.see('page-watches');
  await leader.open('/coverage?from=2018-01-01&to=2018-09-30');
  await leader.see('page-coverage');
  await leader.read('coverage-units');
  await head.open('/digests');
  await head.see('page-digests');
});
