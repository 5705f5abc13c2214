/** What the owner does with a task, and what the asker says of it at the end. */
import { ownColleagues } from '#rooms/access/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import type { EventType } from '#shared/event.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { type Doing, perform } from './acting.ts';
import {
  type Act,
  type BulkAct,
  taskAccepted,
  taskConfirmed,
  taskDone,
  taskDropped,
  taskPersonNamed,
  taskRefused,
  taskReturned,
  taskStarted,
} from './contract.ts';
import type { Locked } from './store.ts';

/** Acts that say nothing but themselves. */
export const plainly = {
  accept: { act: 'accept', event: taskAccepted },
  start: { act: 'start', event: taskStarted },
  finish: { act: 'done', event: taskDone },
  confirm: { act: 'confirm', event: taskConfirmed },
} as const satisfies Readonly<Record<Exclude<BulkAct, 'name-person'>, { act: Act; event: EventType }>>;

export async function refuseTask(context: Context, task: Locked, reason: string): Promise<void> {
  await end(context, task, { act: 'refuse', event: taskRefused }, reason);
}

export async function drop(context: Context, task: Locked, reason: string): Promise<void> {
  await end(context, task, { act: 'drop', event: taskDropped }, reason);
}

async function end(
  context: Context,
  task: Locked,
  how: Pick<Doing, 'act' | 'event'>,
  reason: string,
): Promise<void> {
  const changes = () => ({ endedBecause: reason });
  await perform(context, task, { ...how, changes, fields: () => ({ reason }), text: reason });
}

export async function giveBack(context: Context, task: Locked, reason: string): Promise<void> {
  await perform(context, task, {
    act: 'return',
    event: taskReturned,
    fields: () => ({ reason }),
    text: reason,
  });
}

export type Person = { readonly id: string; readonly name: string };

/** Of one's own agency, which is the owner's wherever the rules let somebody name a person. */
export async function colleague(
  context: Context,
  operationId: string,
  personId: string | null,
): Promise<Person | null> {
  if (personId === null) return null;
  const found = (await context.ask(ownColleagues, { operationId })).find(({ id }) => id === personId);
  if (!found) throw new Refused(refuse('task.person-elsewhere'));
  return { id: found.id, name: found.name };
}

/** @param findPerson asked once the rules let whoever asks name somebody */
export function naming(findPerson: () => Promise<Person | null>): Doing {
  return {
    act: 'person',
    event: taskPersonNamed,
    changes: async () => ({ person: await findPerson() }),
    fields: ({ person }) => ({ person: person?.id ?? null }),
  };
}
