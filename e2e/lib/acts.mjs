// What officers do on a dossier's page, whichever the action.

/** Opens an action's form from the dossier's page, where it may stand among the other actions. */
export async function begin(walk, action) {
  if (!await walk.offers(`action-${action}`)) await walk.unfold('queue-others');
  await walk.follow(`action-${action}`);
}

/** Takes an action from the dossier's page, or from its form where that is open; `fill` fills it in. */
export async function act(walk, action, fill = async () => {}) {
  if (!walk.path.endsWith(`/do/${action}`)) await begin(walk, action);
  await walk.see(`action-${action}`);
  await fill(walk);
  // What cannot be taken back is shown once more.
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

/** The number of every result that the journeys finish. */
export const RESULT = '12/GCN';

/** Finishes a dossier: the result lies on paper at the desk, under its number. */
export function finish(walk) {
  return act(walk, 'finish', async () => {
    await walk.fill('act-number', RESULT);
    await walk.pick('act-result_paper');
  });
}

/** Takes what is offered in the queue, and opens it. */
export async function accept(walk, code) {
  await walk.open('/work');
  await walk.press({ text: `${walk.t('action-accept')} ${code}` });
  await walk.read(['queue-done', { code, action: walk.t('action-accept') }]);
  await walk.follow({ text: code });
  await walk.see({ text: code });
}

/** At the desk: hands a dossier over to an officer of the unit that comes first. */
export async function handOn(desk, code, name) {
  await desk.open('/desk/handovers');
  await desk.choose('handovers-officer', { text: name }, { within: code });
  await desk.pickBy({ text: code });
  await desk.press('handovers-give');
  await desk.read(['handovers-given_done', { n: 1 }]);
}
