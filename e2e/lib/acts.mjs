// Actions of officers on a dossier's page, shared by the journeys.

/** Opens an action's form from the dossier's page; unfolds the list of further actions if needed. */
export async function begin(walk, action) {
  if (!await walk.offers(`action-${action}`)) await walk.unfold('queue-others');
  await walk.follow(`action-${action}`);
}

/** Performs an action: opens its form unless it is open, fills it in by `fill`, and sends it. */
export async function act(walk, action, fill = async () => {}) {
  if (!walk.path.endsWith(`/do/${action}`)) await begin(walk, action);
  await walk.see(`action-${action}`);
  await fill(walk);
  // An action that cannot be undone is shown once more for confirmation.
  if (await walk.offers('act-go_on')) {
    await walk.press('act-go_on');
    await walk.read('act-sure');
  }
  await walk.press(`action-${action}`);
}

/** Gives a dossier to an officer for a step. */
export function give(walk, step, name) {
  return act(walk, 'give', async () => {
    await walk.choose('act-step', step);
    await walk.chooseBy('act-to', name);
  });
}

/** What the appraiser writes in every dossier that the journeys give for approval. */
export const OPINION = 'Hồ sơ đủ điều kiện';

/** Gives a dossier to an officer for approval, with what is proposed. */
export function propose(walk, step, name) {
  return act(walk, 'give', async () => {
    await walk.choose('act-step', step);
    await walk.chooseBy('act-to', name);
    await walk.pick('act-granted');
    await walk.fill('act-opinion', OPINION);
  });
}

/** Approves a result in sight of what was proposed. */
export function approve(walk) {
  return act(walk, 'approve_result', async () => {
    await walk.read({ text: OPINION });
    await walk.pick('act-granted');
  });
}

/** The number of every result that the journeys finish. */
export const RESULT = '12/GCN';

/** Finishes a dossier: the result is on paper at the desk, with its number. */
export function finish(walk) {
  return act(walk, 'finish', async () => {
    await walk.fill('act-number', RESULT);
    await walk.pick('act-result_paper');
  });
}

/** Accepts the dossier that is offered in the officer's queue, and opens it. */
export async function accept(walk, code) {
  await walk.open('/work');
  await walk.press({ text: `${walk.t('action-accept')} ${code}` });
  await walk.read(['queue-done', { code, action: walk.t('action-accept') }]);
  await walk.follow({ text: code });
  await walk.see({ text: code });
}

/** At the desk: hands a dossier to an officer of the unit of its first step. */
export async function handToUnit(desk, code, name) {
  await desk.open('/desk/handovers');
  await desk.choose('handovers-officer', { text: name }, { within: code });
  await desk.pickBy({ text: code });
  await desk.press('handovers-give');
  await desk.read(['handovers-given_done', { n: 1 }]);
}

/** An answer to a question of a form, by the words of its label and the keyboard that it asks for. */
function answerTo({ label, keyboard }) {
  const is = (...words) => words.some((word) => label.toLowerCase().includes(word));
  if (keyboard === 'tel') return '0912345679';
  if (keyboard === 'email') return 'bay@example.vn';
  if (is('mã số thuế', 'tax code')) return '0100233488';
  if (keyboard === 'numeric') return is('năm sinh', 'year of') && !is('ngày') ? '1980' : is('ngày', 'day', 'date') ? '22/11/2015' : '10';
  if (keyboard === 'decimal') return '10';
  if (is('số giấy tờ', 'định danh', 'identity')) return '079987654321';
  return is('mã ', 'số ', 'code', 'number') ? '4711' : 'HỘ KINH DOANH BÌNH AN';
}

/** Answers the required questions of the form's pages that are still empty, page by page. */
export async function answerForm(citizen) {
  const { page } = citizen;
  while (/\/form\/\d+/.test(citizen.path)) {
    const fields = await page.evaluate(() => [...document.querySelectorAll('form.ask :is(input, select, textarea)[required]')].map((field) => ({
      id: field.id, name: field.name, type: field.type, keyboard: field.inputMode,
      label: field.labels[0].textContent, empty: !field.value,
    })));
    const picked = new Set();
    for (const field of fields) {
      const place = page.locator(`[id="${field.id}"]`);
      if (['radio', 'checkbox'].includes(field.type)) {
        if (!picked.has(field.name)) await place.check();
        picked.add(field.name);
      } else if (field.type === 'select-one') await place.selectOption({ index: 1 });
      else if (field.empty) await place.fill(answerTo(field));
    }
    await citizen.press('file-next');
  }
}
