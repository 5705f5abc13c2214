/** One act on one task: decided by the rules, saved, and written into its log and the journal. */
import type { Context } from '#server/endpoint/context.ts';
import type { Values } from '#server/journal/record.ts';
import type { EventType } from '#shared/event.ts';
import { accept, Refused, refuse } from '#shared/problem.ts';
import { type Act, taskKind, taskWork } from './contract.ts';
import { decide, type Said, type Standing } from './rules.ts';
import {
  attributeColumns,
  insertEntry,
  type Locked,
  lockTasks,
  readersOf,
  saveTask,
  type Terms,
} from './store.ts';
import { type Doer, doerIn } from './terms.ts';

/** A task that whoever asks may see, locked to the end of the transaction. */
export async function lockedTask(context: Context, id: string): Promise<Locked> {
  const [task] = await lockTasks(context.tx, { ids: [id] }, context.visible(taskKind, attributeColumns));
  if (!task) throw new Refused(refuse('not-found'));
  demandWork(context, task.operationId);
  return task;
}

/** For one's own agency; where the task lies does not matter to the two that it belongs to. */
export function demandWork(context: Context, operationId: string, area: string | null = null): void {
  context.demand(taskWork, { operationId, area, agencyId: context.actor.agencyId });
}

export type Doing = {
  readonly act: Act;
  readonly said?: Said;
  /** What changes besides what the diagram says; may refuse. */
  readonly changes?: (next: Standing, doer: Doer) => Promise<Partial<Terms>> | Partial<Terms>;
  readonly event: EventType;
  /** Fields of the event besides the state. */
  readonly fields?: (next: Locked) => Values;
  /** What the log says of it in somebody's words. */
  readonly text?: string | null;
};

/** @throws Refused when the rules say so */
export async function perform(context: Context, task: Locked, doing: Doing, by?: Doer): Promise<Locked> {
  const { userId, agencyId } = context.actor;
  const next = accept(decide(task, doing.act, { userId, agencyId }, doing.said));
  const doer = by ?? (await doerIn(context, task.operationId));
  const changed: Locked = { ...task, ...next, ...(await doing.changes?.(next, doer)) };
  await saveTask(context.tx, changed, doer.operationAt);
  await writeEntry(context, task.id, { doer, event: doing.event, text: doing.text ?? null });
  await journal(context, { task, changed }, doing.event, doing.fields?.(changed) ?? {});
  return changed;
}

/** A line of the log: the event without its room and its version. */
export async function writeEntry(
  context: Context,
  taskId: string,
  { doer, event, text }: { readonly doer: Doer; readonly event: EventType; readonly text: string | null },
): Promise<void> {
  const [, what = event.name] = event.name.split('.');
  const { agency, ...by } = doer;
  await insertEntry(context.tx, {
    id: context.newId(),
    taskId,
    what,
    ...by,
    byAgency: agency?.name ?? null,
    text,
  });
}

/** Both those who could read it before and those who can read it now hear of it. */
export async function journal(
  context: Context,
  { task, changed }: { readonly task: Locked; readonly changed: Locked },
  event: EventType,
  fields: Values,
): Promise<void> {
  const { id: subject, operationId: operation, area, sharing } = task;
  const readers = [...new Set([...readersOf(task), ...readersOf(changed)])];
  const hasState = 'state' in event.fields;
  await context.record(event, {
    subject,
    operation,
    area,
    ...(hasState ? { before: { state: task.state } } : {}),
    after: { ...(hasState ? { state: changed.state } : {}), ...fields },
    attributes: { operation, area, sharing, readers },
  });
}
