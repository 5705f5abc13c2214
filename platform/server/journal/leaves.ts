/** The journal as a list of leaves and a list of checkpoints, for the room that shows them. Names come from rooms. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '../database/connect.ts';
import type { ListSource } from '../endpoint/handle.ts';

/** Texts by what they name: event, user id, agency id. */
export type Names = ReadonlyMap<string, string>;

export type LeafNames = { readonly events: Names; readonly people: Names; readonly agencies: Names };

/** Every numbered leaf that passes, each with the words of whoever asks. */
export function leafSource(names: LeafNames, where: RawBuilder<SqlBool>): ListSource {
  return {
    from: sql`journal_index i join journal_leaf l on l.id = i.leaf_id
      left join ${named(names.events)} as event_name (key, text) on event_name.key = l.event
      left join ${named(names.people)} as person_name (key, text) on person_name.key = l.author ->> 'user'
      left join ${named(names.agencies)} as agency_name (key, text) on agency_name.key = l.author ->> 'agency'`,
    counted: sql`journal_index i join journal_leaf l on l.id = i.leaf_id`,
    where,
    filled: ['index'],
    fields: {
      index: sql.ref('i.index'),
      id: sql.ref('l.id'),
      at: sql.ref('l.written_at'),
      what: sql`coalesce(event_name.text, l.event)`,
      event: sql.ref('l.event'),
      kind: sql.ref('l.kind'),
      subject: sql.ref('l.subject'),
      person: sql.ref('person_name.text'),
      personId: sql`l.author ->> 'user'`,
      agency: sql.ref('agency_name.text'),
      agencyId: sql`l.author ->> 'agency'`,
      role: sql`l.author ->> 'role'`,
      operation: sql.ref('l.operation'),
      area: sql.ref('l.area'),
    },
    tieBreak: sql.ref('i.index'),
    defaultSort: '-index',
    name: 'jurnal',
  };
}

/** Columns of a leaf by which somebody may see it. */
export const leafColumns = {
  operation: sql.ref('l.operation'),
  area: sql.ref('l.area'),
  agency: sql`(l.attributes ->> 'agency')`,
  /** Whose own thing it is about: a job, a calendar link. */
  owner: sql`coalesce(l.attributes ->> 'by', l.attributes ->> 'user')`,
  about: sql`(l.attributes ->> 'about')`,
};

/** Of leaves: only those of one operation, and those of no operation. */
export const ofOperation = (operationId: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`(l.operation = ${operationId} or l.operation is null)`;

/** Of leaves: only these events. */
export const ofEvents = (events: readonly string[]): RawBuilder<SqlBool> =>
  sql<SqlBool>`l.event = any(${[...events]}::text[])`;

/** Everybody who ever wrote a leaf, found by jumping through the index from one to the next. */
export async function listAuthors(tx: Tx): Promise<readonly string[]> {
  const found = await sql<{ author: string }>`
    with recursive authors as (
      select min(author ->> 'user') as author from journal_leaf
      union all
      select (select min(author ->> 'user') from journal_leaf where author ->> 'user' > authors.author)
      from authors where authors.author is not null
    )
    select author from authors where author is not null`.execute(tx);
  return found.rows.map(({ author }) => author);
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
  name: 'segel-jurnal',
};

function named(names: Names): RawBuilder<unknown> {
  return sql`unnest(${[...names.keys()]}::text[], ${[...names.values()]}::text[])`;
}
