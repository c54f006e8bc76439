// A reader of the public pages: the catalogue, a figure, its list, the statutory form, the other
// language, and an address that does not exist.

import { journey } from '../lib/journey.mjs';

/** Unfolds the form of the filters, which a narrow page shows folded. */
async function unfolded(walk) {
  if (!await walk.offers('ask-show')) await walk.unfold('ask-form');
}

journey('public', async (walk) => {
  await walk.open('/');
  await walk.follow('site-skip');

  await walk.open('/display');
  await walk.see('display-heading');
  await walk.open('/display?text_size=largest&colours=dark_contrast');
  const [chosen] = await walk.texts('html.text-largest.colours-dark_contrast h1');
  if (!chosen) throw new Error('the page is not shown as chosen');
  await walk.follow('page-procedures');
  await walk.see('page-procedures');
  await walk.fill('catalogue-search', 'khai sinh');
  await walk.press('catalogue-find');
  const [first] = await walk.texts('.entries a');
  await walk.follow({ text: first });
  await walk.see({ text: first });
  await walk.open('/procedures?q=zzqqxx');
  await walk.read('catalogue-nothing');
  await walk.open('/procedures/0.000000', { status: 404 });
  await walk.see(['error-no_procedure-heading', { code: '0.000000' }]);

  await walk.follow('page-figures');
  await walk.see('page-figures');
  await unfolded(walk);
  await walk.fill('ask-from', '31/02/2018');
  await walk.press('ask-show', { status: 422 });
  await walk.read('fault-heading');
  await walk.fill('ask-from', '1/1/2018');
  await walk.fill('ask-to', '31/12/2018');
  await walk.choose('ask-by', 'by-unit');
  await walk.press('ask-show');
  await walk.see('page-figures');
  const [list] = await walk.texts('.heads a');
  await walk.follow({ text: list });
  await walk.follow('list-back');
  await unfolded(walk);
  await walk.follow('ask-more');
  await walk.pick('basis-flow');
  await walk.press('ask-show');

  await walk.follow('summary-to');
  await walk.see('summary-title');
  await walk.read('summary-section_results');
  await walk.open('/figures');
  await walk.follow('page-form_06a');
  await walk.see('page-form_06a');
  await walk.follow('page-reports');
  await walk.see('page-reports');
  await walk.follow('page-form_06b');
  await walk.see('page-form_06b');
  await walk.follow('page-open_data');
  await walk.see('page-open_data');
  await walk.follow('page-satisfaction');
  await walk.see('page-satisfaction');
  await unfolded(walk);
  await walk.choose('ask-by', 'by-unit');
  await walk.press('ask-show');
  await walk.see('page-satisfaction');
  await walk.follow('page-about');
  await walk.see('page-about');

  await walk.turn();
  await walk.see('page-about');
  await walk.turn();
  await walk.see('page-about');
  await walk.open('/khong-co', { status: 404 });
  await walk.see('error-no_page-heading');
  await walk.follow('site-to_home');
});
