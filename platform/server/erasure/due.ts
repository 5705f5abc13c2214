/** What is past its term: how much of each field, and the values themselves, a batch at a time. */
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../database/connect.ts';
import { type Holds, heldRow } from './held.ts';
import type { Item } from './item.ts';
import { isPresent } from './present.ts';
import { goesBy, type TermLine } from './terms.ts';
import { columnOf, type Declared, namesOf, operationOf } from './ways.ts';

/** When operations end, in the time of this server; one whose end nobody can tell is missing. */
export type Ends = readonly { readonly operation: string; readonly endsAt: Date }[];

export type Standing = {
  readonly declared: Declared;
  readonly holds: Holds;
  readonly ends: Ends;
  readonly now: Date;
};

/** Rows of one field. Of what is due some may be held; `unknown` are those whose term nobody can compute. */
export type Count = {
  readonly kept: number;
  readonly due: number;
  readonly held: number;
  readonly unknown: number;
  /** Since when the oldest is due, and when the next one will be. */
  readonly oldest: Date | null;
  readonly next: Date | null;
};

export async function countDue(tx: Tx, line: TermLine, standing: Standing): Promise<Count> {
  const { now } = standing;
  const found = await sql<Count>`
    ${withEnds(standing)} select count(*)::int as kept, count(*) filter (where due <= ${now})::int as due,
      count(*) filter (where due <= ${now} and held)::int as held, count(*) filter (where not known)::int as unknown,
      min(due) filter (where due <= ${now}) as oldest, min(due) filter (where due > ${now}) as next
    from (${rowsOf(line, standing)}) r`.execute(tx);
  return found.rows[0] ?? { kept: 0, due: 0, held: 0, unknown: 0, oldest: null, next: null };
}

/**
 * Values that were due by then, still are, and are held by nobody; of at most `rows` rows.
 * @param by what was announced, until when
 */
export async function dueItems(
  tx: Tx,
  line: TermLine,
  standing: Standing,
  { by, rows }: { readonly by: Date; readonly rows: number },
): Promise<readonly Item[]> {
  const found = await sql<{ key: Record<string, string> }>`
    ${withEnds(standing)} select key from (${rowsOf(line, standing)}) r
    where due <= ${by} and due <= ${standing.now} and not held limit ${rows}`.execute(tx);
  const table = line.journal ? 'journal_apart' : line.table;
  const columns = line.journal
    ? ['value']
    : line.places.flatMap(({ column, type }) => (type === 'tsvector' ? [] : [column]));
  return found.rows.flatMap(({ key }) => columns.map((column) => ({ table, column, key, paths: null })));
}

const withEnds = ({ ends }: Standing) => sql`
  with ended as (select * from jsonb_to_recordset(${JSON.stringify(ends)}::jsonb) as e(operation uuid, "endsAt" timestamptz))`;

/** One row per value that stands: `key`, `due` (null: it has not begun, or nobody knows), `known`, `held`. */
function rowsOf(line: TermLine, standing: Standing): RawBuilder<unknown> {
  return line.journal ? leavesOf(line, standing) : ownRowsOf(line, standing);
}

function ownRowsOf(line: TermLine, standing: Standing): RawBuilder<unknown> {
  const { table, places, term } = line;
  const { declared, holds } = standing;
  const key = places[0]?.key ?? [];
  const present = sql.join(
    places.map((place) => isPresent(place, 't')),
    sql` or `,
  );
  const held = heldRow(declared, table, 't', holds);
  if (goesBy(line) !== 'round')
    return sql`select ${keyOf(key, 't')} as key, null::timestamptz as due, true as known, ${held} as held
      from ${sql.table(table)} t where ${present}`;
  const operation = operationOf(declared, table, 't');
  const isByOperation = term.after === 'operation-end';
  const start = isByOperation
    ? typeof operation === 'string'
      ? sql`null::timestamptz`
      : sql`(select "endsAt" from ended where operation = ${operation})`
    : clockOf(line, declared, 't');
  return sql`
    select key, start + make_interval(days => ${term.days}) as due,
      ${isByOperation ? sql`start is not null` : sql`true`} as known, held
    from (select ${keyOf(key, 't')} as key, ${start} as start, ${held} as held
      from ${sql.table(table)} t where ${present}) s`;
}

/** The earliest of the columns that are there; `least` passes over those that are not. */
function clockOf({ term, table }: TermLine, declared: Declared, alias: string): RawBuilder<unknown> {
  const columns = (term.clock ?? []).map(
    (name) => sql`${columnOf(declared, table, alias, name)}::timestamptz`,
  );
  return columns.length === 0 ? sql`null::timestamptz` : sql`least(${sql.join(columns)})`;
}

/**
 * What the journal keeps apart. After an operation it goes by the operation of its leaf; otherwise with the row that the
 * leaf is about, at the latest time of all rows of that name; and what is gone was removed when its last leaf was written.
 */
function leavesOf(line: TermLine, standing: Standing): RawBuilder<unknown> {
  const { journal, term } = line;
  const { declared, holds } = standing;
  const leaves = sql`
    from journal_apart a join journal_leaf l on l.id = a.leaf_id
    where l.event = ${journal?.event ?? ''} and a.field = ${journal?.field ?? ''}`;
  const row = sql`${keyOf(['leaf_id', 'field', 'side'], 'a')} as key,
    ${heldRow(declared, 'journal_apart', 'a', holds)} as held, l.subject, l.kind`;
  const due = sql`start + make_interval(days => ${term.days}) as due`;
  if (goesBy(line) !== 'round')
    return sql`select s.*, null::timestamptz as due, true as known from (select ${row} ${leaves}) s`;
  if (term.after === 'operation-end')
    return sql`select key, held, ${due}, start is not null as known from (
      select ${row}, (select "endsAt" from ended where operation = l.operation) as start ${leaves}) s`;
  if (term.after === 'recorded')
    return sql`select key, held, ${due}, true as known from (select ${row}, l.written_at as start ${leaves}) s`;
  const gone =
    term.after === 'removed'
      ? sql`(select max(written_at) from journal_leaf last where last.kind = s.kind and last.subject = s.subject)`
      : sql`null::timestamptz`;
  return sql`
    select key, held, ${due}, known from (
      select s.key, s.held, case when o.name is null then ${gone} else o.start end as start,
        o.name is not null or ${term.after === 'removed'} as known
      from (select ${row} ${leaves}) s left join (${originals(line, declared)}) o on o.name = s.subject) d`;
}

/** The rows that leaves are about, by each name that a leaf may use; without a start while one of them has not begun. */
function originals(line: TermLine, declared: Declared): RawBuilder<unknown> {
  const each = namesOf(declared, line.table).map(
    (name) => sql`
      select ${sql.ref(`t.${name}`)}::text as name, ${clockOf(line, declared, 't')} as start
      from ${sql.table(line.table)} t`,
  );
  return sql`
    select name, case when bool_or(start is null) then null else max(start) end as start
    from (${sql.join(each, sql` union all `)}) n where name is not null group by name`;
}

function keyOf(columns: readonly string[], alias: string): RawBuilder<unknown> {
  const pairs = columns.map((name) => sql`${sql.lit(name)}, ${sql.ref(`${alias}.${name}`)}::text`);
  return sql`jsonb_build_object(${sql.join(pairs)})`;
}
