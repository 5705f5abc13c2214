/** The same act on many tasks, each by its own rules. */
import type { Context } from '#server/endpoint/context.ts';
import type { BodyOf, ReplyOf } from '#shared/endpoint.ts';
import {
  fill,
  type ProblemCatalogue,
  platformProblems,
  type Refusal,
  Refused,
  refuse,
} from '#shared/problem.ts';
import { type Doing, demandWork, perform } from './acting.ts';
import { type workInBulk as door, taskKind, taskProblems } from './contract.ts';
import { attributeColumns, type Locked, lockTasks } from './store.ts';
import { doerIn } from './terms.ts';
import { colleague, naming, plainly } from './working.ts';

type Reply = ReplyOf<typeof door>;

export async function workInBulk(
  context: Context,
  operationId: string,
  { act, taskIds, personId }: BodyOf<typeof door>,
): Promise<Reply> {
  demandWork(context, operationId);
  const visible = context.visible(taskKind, attributeColumns);
  const tasks = await lockTasks(context.tx, { ids: taskIds, operationId }, visible);
  const person = act === 'name-person' ? await colleague(context, operationId, personId) : null;
  const doing: Doing = act === 'name-person' ? naming(async () => person) : plainly[act];
  const refused = await performEach(context, operationId, tasks, doing);
  const done = tasks.length - refused.length;
  if (done === 0) context.unchanged();
  return { done, refused: [...refused, ...unseen(taskIds, tasks)] };
}

/** What the rules of this room refuse is refused before anything of its task is written; all else stops the whole. */
async function performEach(context: Context, operationId: string, tasks: readonly Locked[], doing: Doing) {
  const doer = await doerIn(context, operationId);
  const refused: Reply['refused'][number][] = [];
  for (const task of tasks) {
    try {
      await perform(context, task, doing, doer);
    } catch (error) {
      if (!(error instanceof Refused && error.refusal.refused in taskProblems)) throw error;
      refused.push({ id: task.id, code: task.code, why: whyOf(error.refusal) });
    }
  }
  return refused;
}

function unseen(ids: readonly string[], tasks: readonly Locked[]): Reply['refused'] {
  const found = new Set(tasks.map(({ id }) => id));
  return ids.filter((id) => !found.has(id)).map((id) => ({ id, code: '', why: whyOf(refuse('not-found')) }));
}

function whyOf({ refused, params }: Refusal): { id: string; en: string } {
  const known: ProblemCatalogue = { ...platformProblems, ...taskProblems };
  const text = known[refused] ?? { id: refused, en: refused };
  return { id: fill(text.id, params), en: fill(text.en, params) };
}
