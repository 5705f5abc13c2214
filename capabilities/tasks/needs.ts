/** What has to be done before a task. */
import type { Context } from '#server/endpoint/context.ts';
import { accept, Refused, refuse } from '#shared/problem.ts';
import { perform } from './acting.ts';
import { taskKind, taskNeedsSet } from './contract.ts';
import { circleOf, decide } from './rules.ts';
import { attributeColumns, type Locked, lockOperation } from './store.ts';
import { codesOf, needsIn, replaceNeeds, visibleAmong } from './store-needs.ts';

/** Needs that whoever asks cannot see stay as they are. */
export async function setNeeds(context: Context, task: Locked, wanted: readonly string[]): Promise<void> {
  const { userId, agencyId } = context.actor;
  const { operationId } = task;
  const visible = context.visible(taskKind, attributeColumns);
  accept(decide(task, 'needs', { userId, agencyId }));
  await lockOperation(context.tx, operationId);
  const seen = await visibleAmong(context.tx, { ids: wanted, operationId }, visible);
  if (wanted.some((id) => id === task.id || !seen.has(id))) throw new Refused(refuse('task.need-unknown'));
  const all = await needsIn(context.tx, operationId);
  const before = all.get(task.id) ?? [];
  const seenBefore = await visibleAmong(context.tx, { ids: before, operationId }, visible);
  const needs = [...new Set([...before.filter((id) => !seenBefore.has(id)), ...wanted])].sort();
  const circle = circleOf(new Map(all).set(task.id, needs), task.id);
  if (circle !== null)
    throw new Refused(refuse('task.need-circle', { codes: await codesOf(context.tx, circle) }));
  if (String(needs) === String([...before].sort())) return context.unchanged();
  await replaceNeeds(context.tx, task.id, needs);
  const fields = () => ({ needs });
  await perform(context, task, { act: 'needs', event: taskNeedsSet, fields });
}
