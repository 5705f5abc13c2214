/** Commands of this room: find the task, decide, save. Who may do what stands in `rules`. */
import type { Context } from '#server/endpoint/context.ts';
import { handle } from '#server/endpoint/handle.ts';
import { lockedTask, perform } from './acting.ts';
import * as agreeing from './agreeing.ts';
import { workInBulk } from './bulk.ts';
import * as doors from './contract.ts';
import * as evidence from './evidence.ts';
import { setNeeds } from './needs.ts';
import { offer } from './offering.ts';
import type { Locked } from './store.ts';
import * as working from './working.ts';

/** Does something with one task that whoever asks may see. */
async function withTask(
  context: Context,
  { taskId }: { readonly taskId: string },
  work: (task: Locked) => Promise<unknown>,
): Promise<{ id: string }> {
  await work(await lockedTask(context, taskId));
  return { id: taskId };
}

const { accept, start, finish, confirm } = working.plainly;

export const commandRoutes = [
  handle(doors.offerTask, (context, { body }) => offer(context, body)),
  handle(doors.acceptTask, (context, { params }) =>
    withTask(context, params, (task) => perform(context, task, accept)),
  ),
  handle(doors.refuseTask, (context, { params, body }) =>
    withTask(context, params, (task) => working.refuseTask(context, task, body.reason)),
  ),
  handle(doors.counterTask, (context, { params, body }) =>
    withTask(context, params, (task) => agreeing.counter(context, task, body)),
  ),
  handle(doors.answerCounter, (context, { params, body }) =>
    withTask(context, params, (task) => agreeing.answerCounter(context, task, body)),
  ),
  handle(doors.plenarySpoke, (context, { params, body }) =>
    withTask(context, params, (task) => agreeing.plenary(context, task, body)),
  ),
  handle(doors.namePerson, (context, { params, body }) =>
    withTask(context, params, (task) =>
      perform(
        context,
        task,
        working.naming(() => working.colleague(context, task.operationId, body.personId)),
      ),
    ),
  ),
  handle(doors.startTask, (context, { params }) =>
    withTask(context, params, (task) => perform(context, task, start)),
  ),
  handle(doors.addEvidence, (context, { params, body }) =>
    withTask(context, params, (task) => evidence.addEvidence(context, task, body)),
  ),
  handle(doors.withdrawEvidence, (context, { params, body }) =>
    withTask(context, params, (task) => evidence.withdrawEvidence(context, task, body)),
  ),
  handle(doors.finishTask, (context, { params }) =>
    withTask(context, params, (task) => perform(context, task, finish)),
  ),
  handle(doors.confirmTask, (context, { params }) =>
    withTask(context, params, (task) => perform(context, task, confirm)),
  ),
  handle(doors.returnTask, (context, { params, body }) =>
    withTask(context, params, (task) => working.giveBack(context, task, body.reason)),
  ),
  handle(doors.handOver, (context, { params, body }) =>
    withTask(context, params, (task) => agreeing.handOver(context, task, body)),
  ),
  handle(doors.answerHandOver, (context, { params, body }) =>
    withTask(context, params, (task) => agreeing.answerHandOver(context, task, body)),
  ),
  handle(doors.proposeChange, (context, { params, body }) =>
    withTask(context, params, (task) => agreeing.proposeChange(context, task, body)),
  ),
  handle(doors.answerChange, (context, { params, body }) =>
    withTask(context, params, (task) => agreeing.answerChange(context, task, body)),
  ),
  handle(doors.setNeeds, (context, { params, body }) =>
    withTask(context, params, (task) => setNeeds(context, task, body.needIds)),
  ),
  handle(doors.dropTask, (context, { params, body }) =>
    withTask(context, params, (task) => working.drop(context, task, body.reason)),
  ),
  handle(doors.workInBulk, (context, { params, body }) => workInBulk(context, params.operationId, body)),
];
