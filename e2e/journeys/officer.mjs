// An officer signs in after one wrong password, finds a dossier, reads how its due date was computed,
// and signs out; an adviser files for a citizen.

import { journey } from '../lib/journey.mjs';

journey('officer', async (walk) => {
  await walk.open('/account');
  await walk.see('sign_in-heading');
  await walk.fill('sign_in-login', 'vp02');
  await walk.fill('sign_in-password', 'not the password');
  await walk.fill('sign_in-code', '000000');
  await walk.press('sign_in-enter', { status: 403 });
  await walk.read('sign_in-wrong');

  await walk.follow('sign_in-demonstration');
  await walk.see('demonstration-heading');
  await walk.press('demonstration-opening');
  await walk.see('demonstration-heading');

  await walk.signIn('vp02', '/account');
  await walk.see('account-heading');
  await walk.open('/list?from=2018-01-01&to=2018-12-31&figure=late');
  const [code] = await walk.texts('.dossiers tbody th a');
  await walk.follow({ text: code });
  await walk.follow({ text: (await walk.texts('.due a'))[0] });
  await walk.see('due-why');
  await walk.follow('due-back');
  await walk.see({ text: code });
  await walk.open('/dossier?code=000.00.00.X00-000000-0000', { status: 404 });

  const adviser = await walk.officer('p26830-03', '/assist');
  await adviser.see('page-assist');
  const [procedure] = await adviser.texts('main ul a');
  await adviser.follow({ text: procedure });
  await adviser.fill('receive-name', 'Trần Thị Lan');
  await adviser.press('assist-file');
  await adviser.read({ text: 'Trần Thị Lan' });
  await adviser.follow('page-advisers');
  await adviser.see('page-advisers');
  await adviser.chooseBy('advisers-procedure', adviser.t({ vi: 'Đăng ký', en: 'Certification of' }));
  await adviser.pick('advisers-advised');
  await adviser.press('advisers-send');
  await adviser.read('advisers-done');

  const leader = await walk.officer('ubnd01', '/initiatives');
  await leader.open('/campaigns');
  await leader.see('page-campaigns');
  const [campaign] = await leader.texts('main tbody th a');
  await leader.follow({ text: campaign });
  await leader.follow('campaign-print');
  await leader.see('page-commendations');
  await leader.open('/campaigns/new');
  await leader.see('page-campaign_new');
  await leader.open('/initiatives');
  await leader.see('page-initiatives');
  await leader.follow('page-reports');
  await leader.follow('page-late_list');
  await leader.see('page-late_list');
  await leader.open('/reports/apologies');
  await leader.see('page-apology_list');
  await leader.open('/reports/book');
  await leader.see('page-register_book');
  await leader.open('/certifications');
  await leader.see('page-certifications');
  await leader.open('/reports/uptake');
  await leader.see('page-uptake');
  await leader.open('/reports/officers');
  await leader.see('page-evaluation');
  await leader.open('/reports/766');
  await leader.see('page-index_766');

  await walk.press('sign_out');
  await walk.open('/account');
  await walk.see('sign_in-heading');
});
