/** What this room does when a neighbour recorded something: due days follow the stages that they hang on. */
import { dueDays, operationNow, stageRevised } from '#rooms/operations/contract.ts';
import { reaction } from '#server/reactions/reaction.ts';
import { taskDayMoved } from './contract.ts';
import { listStageDues, moveDays, noteMoved } from './store-days.ts';

/** The leaf does not say which stage it was: every day that hangs on one is computed anew, and few are another. */
const followStages = reaction({
  name: 'tasks.follow-stages',
  on: [stageRevised],
  records: [taskDayMoved],
  run: async (context, leaf) => {
    const { operation } = leaf;
    const dues = operation === null ? [] : await listStageDues(context.tx, operation);
    if (operation === null || dues.length === 0) return;
    const found = await context.ask(dueDays, { operationId: operation, dues });
    const days = dues.map((due, at) => ({ due, day: found[at]?.day ?? null }));
    const { now: operationAt } = await context.ask(operationNow, { id: operation });
    const moved = await moveDays(context.tx, operation, days, operationAt);
    for (const { id, area, sharing, readers, before, after } of moved) {
      await context.record(taskDayMoved, {
        subject: id,
        operation,
        area,
        before: { dueDay: before },
        after: { dueDay: after },
        attributes: { operation, area, sharing, readers },
      });
    }
    const lines = moved.map(({ id, before, after }) => {
      return { id: context.newId(), taskId: id, text: `${before ?? '–'} → ${after ?? '–'}` };
    });
    await noteMoved(context.tx, lines, { at: context.now, operationAt });
  },
});

export const reactions = [followStages];
