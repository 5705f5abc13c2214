/** What every recording command here does alike: the same record twice is harmless, another one under its id is refused. */
import { createHash } from 'node:crypto';
import type { Context } from '#server/endpoint/context.ts';
import type { Values } from '#server/journal/record.ts';
import type { EventType } from '#shared/event.ts';
import { Refused, refuse } from '#shared/problem.ts';
import type { Attributes } from '#shared/visibility.ts';
import { type Made, madeOf, type Table } from './saving.ts';

export type Recording = {
  readonly table: Table;
  readonly id: string;
  /** Everything that the caller said, to tell a resend from another record. */
  readonly said: unknown;
  readonly event: EventType;
  readonly operation: string | null;
  readonly area?: string | null;
  readonly attributes: Attributes;
};

/** Whether this very record is there already. @throws Refused when its id belongs to another one */
export async function isResent(
  context: Context,
  wanted: Pick<Recording, 'table' | 'id' | 'said'>,
): Promise<boolean> {
  const earlier = await madeOf(context.tx, wanted.table, wanted.id);
  if (earlier && !earlier.equals(hashOf(wanted.said))) throw new Refused(refuse('operation.id-taken'));
  return earlier !== null;
}

/** Saves a new record and writes it into the journal. */
export async function saveNew(
  context: Context,
  wanted: Recording,
  after: Values,
  insert: (made: Made) => Promise<void>,
): Promise<void> {
  await insert({ hash: hashOf(wanted.said), now: context.now });
  await context.record(wanted.event, { ...factOf(wanted), after });
}

/** A resend leaves the state as it is; the journal notes that it came, with no field changed. */
export async function noteResend(context: Context, wanted: Recording): Promise<void> {
  await context.record(wanted.event, factOf(wanted));
}

/** Saves unless this very record is there already. */
export async function saveOnce(
  context: Context,
  wanted: Recording,
  after: Values,
  insert: (made: Made) => Promise<void>,
): Promise<void> {
  if (await isResent(context, wanted)) await noteResend(context, wanted);
  else await saveNew(context, wanted, after, insert);
}

function factOf(wanted: Recording) {
  const { id, operation, attributes } = wanted;
  return { subject: id, operation, area: wanted.area ?? null, attributes };
}

function hashOf(said: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(said, sortedKeys)).digest();
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
