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

/**
 * Whether this very record is there already: a resend leaves state and journal as they are.
 * @throws Refused when its id belongs to another one
 */
export async function isResent(
  context: Context,
  wanted: Pick<Recording, 'table' | 'id' | 'said'>,
): Promise<boolean> {
  const earlier = await madeOf(context.tx, wanted.table, wanted.id);
  if (earlier && !earlier.equals(hashOf(wanted.said))) throw new Refused(refuse('operation.id-taken'));
  if (earlier) context.unchanged();
  return earlier !== null;
}

/** Saves a new record and writes it into the journal. */
export async function saveNew(
  context: Context,
  wanted: Recording,
  after: Values,
  insert: (made: Made) => Promise<void>,
): Promise<void> {
  const { id, event, operation, attributes, area = null } = wanted;
  await insert({ hash: hashOf(wanted.said), now: context.now });
  await context.record(event, { subject: id, operation, area, attributes, after });
}

export type Decided = { readonly after: Values; readonly insert: (made: Made) => Promise<void> };

/** Decides and saves, unless this very record is there already. */
export async function saveOnce(
  context: Context,
  wanted: Recording,
  decide: () => Decided | Promise<Decided>,
): Promise<void> {
  if (await isResent(context, wanted)) return;
  const { after, insert } = await decide();
  await saveNew(context, wanted, after, insert);
}

/** The hash by which a resend is told from another record. */
export function hashOf(said: unknown): Buffer {
  return createHash('sha256').update(JSON.stringify(said, sortedKeys)).digest();
}

function sortedKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
