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
