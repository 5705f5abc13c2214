/** What this room tells its neighbours. */
import { answer } from '#server/endpoint/questions.ts';
import { taskKind, tasksOfOrigins } from './contract.ts';
import { todayIn } from './parties.ts';
import { attributeColumns } from './store.ts';
import { isPastDue, listOfOrigins } from './store-reading.ts';

const ofOrigins = answer(tasksOfOrigins, async (context, asked) => {
  const found = await listOfOrigins(context.tx, asked, context.visible(taskKind, attributeColumns));
  const days = new Map<string, string>();
  for (const { operationId } of found) {
    if (!days.has(operationId)) days.set(operationId, await todayIn(context, operationId));
  }
  return found.map(({ operationId, ...task }) => ({
    ...task,
    overdue: isPastDue(task, days.get(operationId) ?? ''),
  }));
});

export const answers = [ofOrigins];
