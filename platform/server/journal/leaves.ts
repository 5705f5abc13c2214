/** The journal as a list of leaves and a list of checkpoints, for the room that shows them. Names come from rooms. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '../database/connect.ts';
import type { CountBook } from '../endpoint/counts.ts';
import type { ListSource } from '../endpoint/handle.ts';
import type { Worded } from '../endpoint/worded.ts';

export type LeafWords = Readonly<Record<'what' | 'person' | 'agency', Worded>>;
/** Few of each: events and kinds that were ever written. */
export type LeafValues = Readonly<Record<'event' | 'kind', () => Promise<readonly string[]>>>;

/** Every numbered leaf that passes, each with the words of whoever asks. The leaves themselves are not touched. */
export function leafSource(listed: {
  readonly words: LeafWords;
  readonly values: LeafValues;
  readonly counts: CountBook;
  readonly where: RawBuilder<SqlBool>;
}): ListSource {
  return {
    from: sql`journal_index i`,
    where: listed.where,
    filled: ['index'],
    fields: {
      index: sql.ref('i.index'),
      id: sql.ref('i.leaf_id'),
      at: sql.ref('i.written_at'),
      what: sql.ref('i.event'),
      event: sql.ref('i.event'),
      kind: sql.ref('i.kind'),
      subject: sql.ref('i.subject'),
      person: sql.ref('i.actor'),
      personId: sql`case when i.actor like '@%' then '' else i.actor end`,
      agency: sql.ref('i.actor_agency'),
      agencyId: sql.ref('i.actor_agency'),
      role: sql.ref('i.role'),
      operation: sql.ref('i.operation'),
      area: sql.ref('i.area'),
    },
    worded: listed.words,
    fewValues: listed.values,
    growing: {
      book: listed.counts,
      number: sql.ref('i.index'),
      highest: sql`select max(index) from journal_index`,
    },
    tieBreak: sql.ref('i.index'),
    defaultSort: '-index',
    name: 'jurnal',
  };
}

/** Columns of `journal_index i` by which somebody may see a leaf. */
export const leafColumns = {
  operation: sql.ref('i.operation'),
  area: sql.ref('i.area'),
  agency: sql.ref('i.agency'),
  /** Whose own thing it is about: a job, a calendar link. */
  owner: sql.ref('i.owner'),
  about: sql.ref('i.about'),
};

/** Of leaves: only those of one operation, and those of no operation. */
export const ofOperation = (operationId: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`(i.operation = ${operationId} or i.operation is null)`;

/** Of leaves: only these events. */
export const ofEvents = (events: readonly string[]): RawBuilder<SqlBool> =>
  sql<SqlBool>`i.event = any(${[...events]}::text[])`;

/**
 * Everybody who ever wrote a leaf, found by jumping through the index from one to the next; before a sign-in nobody is
 * there to write, and `@` with the account says about whom it is.
 */
export async function listAuthors(tx: Tx): Promise<readonly string[]> {
  return distinct(tx, 'actor');
}

/** Every event that was ever written, of earlier releases too; in the same way. */
export async function listWrittenEvents(tx: Tx): Promise<readonly string[]> {
  return distinct(tx, 'event');
}

async function distinct(tx: Tx, column: 'actor' | 'event'): Promise<readonly string[]> {
  const value = sql.ref(column);
  const found = await sql<{ value: string }>`
    with recursive known as (
      select min(${value}) as value from journal_index
      union all
      select (select min(${value}) from journal_index where ${value} > known.value)
      from known where known.value is not null
    )
    select value from known where value is not null`.execute(tx);
  return found.rows.map((row) => row.value);
}

export type ApartState = {
  readonly field: string;
  readonly side: 'before' | 'after';
  readonly class: 'personal' | 'sealed';
};
export type LeafRow = {
  readonly id: string;
  readonly index: number;
  readonly event: string;
  readonly author: { readonly user: string; readonly agency: string | null };
  readonly bytes: Buffer;
  readonly hash: Buffer;
  /** Values that still stand apart from the leaf; of an erased one nothing is left but its commitment. */
  readonly apart: readonly ApartState[];
};

/** One numbered leaf with its bytes, when it passes. Never a value that stands apart. */
export async function findLeafRow(tx: Tx, id: string, where: RawBuilder<SqlBool>): Promise<LeafRow | null> {
  const found = await sql<LeafRow>`
    select l.id, i.index, l.event, l.author, l.bytes, l.hash, coalesce((
      select jsonb_agg(jsonb_build_object('field', a.field, 'side', a.side, 'class', a.class) order by a.field, a.side)
      from journal_apart a where a.leaf_id = l.id), '[]') as apart
    from journal_leaf l join journal_index i on i.leaf_id = l.id where l.id = ${id} and ${where}`.execute(tx);
  return found.rows[0] ?? null;
}

/** The checkpoints that are kept. */
export const checkpointSource: ListSource = {
  from: sql`journal_checkpoint c`,
  fields: {
    size: sql.ref('c.size'),
    at: sql.ref('c.at'),
    root: sql`encode(c.root, 'hex')`,
    note: sql.ref('c.note'),
  },
  filled: ['size'],
  tieBreak: sql.ref('c.size'),
  defaultSort: '-size',
  name: 'pengesahan-jurnal',
};
