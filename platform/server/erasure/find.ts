import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../database/connect.ts';
import type { Item } from './item.ts';
import type { Place } from './places.ts';
import { isPresent } from './present.ts';

/** More than this is no person any more but a common word: the search says so instead of going on. */
export const MOST_FOUND = 2_000;

type Row = { readonly key: Readonly<Record<string, string>>; readonly value: unknown };

/**
 * Every personal value that contains the text, upper and lower case alike. Inside JSON only strings count, and each is
 * named by its way from the root.
 * @returns at most `MOST_FOUND` + 1 items
 */
export async function findText(tx: Tx, places: readonly Place[], text: string): Promise<readonly Item[]> {
  const wanted = text.toLowerCase();
  const found: Item[] = [];
  for (const place of places) {
    if (!isSearchable(place)) continue;
    for (const { key, value } of await rowsWith(tx, place, wanted)) {
      const paths = waysIn(place, value, wanted);
      if (paths?.length === 0) continue;
      found.push({ table: place.table, column: place.column, key, paths });
      if (found.length > MOST_FOUND) return found;
    }
  }
  return found;
}

/** A paper that was frozen as JSON text keeps all that is not about this person. */
const frozen = ({ column, type }: Place) =>
  type === '_text'
    ? sql`null`
    : sql`case when left(${sql.ref(column)}, 1) in ('{', '[') then ${sql.ref(column)} end`;

function waysIn(place: Place, value: unknown, wanted: string): string[][] | null {
  if (isJson(place)) return pathsOf(value, wanted);
  if (typeof value !== 'string') return null;
  try {
    return pathsOf(JSON.parse(value), wanted);
  } catch {
    // Somebody's text that begins with a bracket.
    return null;
  }
}

/** A record, what hangs on it, or what the journal keeps apart of it; of one column. */
export type RecordPart = { readonly place: Place; readonly own: boolean; readonly count: number };

/** How many personal values stand in the record with this id, and in rows that hang on it; nothing is left out. */
export async function countRecord(
  tx: Tx,
  places: readonly Place[],
  id: string,
): Promise<readonly RecordPart[]> {
  const parts: RecordPart[] = [];
  const names = await idColumns(tx);
  for (const place of places) {
    const { isOurs, own } = await ofRecord(tx, place, id, names);
    if (isOurs === null) continue;
    const found = await sql<{ count: number }>`
      select count(*)::int as count from ${sql.table(place.table)} t where ${isOurs} and ${isPresent(place, 't')}`.execute(
      tx,
    );
    const count = found.rows[0]?.count ?? 0;
    if (count > 0) parts.push({ place, own, count });
  }
  return parts;
}

/** The same values themselves, of the places that are asked for. @returns at most `MOST_FOUND` + 1 items */
export async function findRecord(tx: Tx, places: readonly Place[], id: string): Promise<readonly Item[]> {
  const found: Item[] = [];
  const names = await idColumns(tx);
  for (const place of places) {
    const { isOurs } = await ofRecord(tx, place, id, names);
    if (isOurs === null) continue;
    const { table, column } = place;
    const rows = await sql<Pick<Row, 'key'>>`
      select ${keyObject(place.key)} as key from ${sql.table(table)} t
      where ${isOurs} and ${isPresent(place, 't')} limit ${MOST_FOUND + 1}`.execute(tx);
    found.push(...rows.rows.map(({ key }) => ({ table, column, key, paths: null })));
    if (found.length > MOST_FOUND) return found;
  }
  return found;
}

type OfRecord = { readonly isOurs: RawBuilder<unknown> | null; readonly own: boolean };

/** In the table of the record only the record itself; elsewhere the rows that name it. */
async function ofRecord(
  tx: Tx,
  { table, key }: Place,
  id: string,
  names: ReadonlyMap<string, readonly string[]>,
): Promise<OfRecord> {
  if (table === 'journal_apart')
    return { isOurs: sql`t.leaf_id in (select id from journal_leaf where subject = ${id})`, own: true };
  const columns = names.get(table) ?? [];
  const isIt = sql`${sql.ref('t.id')} = ${id}::uuid`;
  if (key.join() === 'id' && columns.includes('id')) {
    const found = await sql`select 1 from ${sql.table(table)} t where ${isIt}`.execute(tx);
    if (found.rows.length > 0) return { isOurs: isIt, own: true };
  }
  const others = columns.filter((name) => name !== 'id' || key.join() !== 'id');
  if (others.length === 0) return { isOurs: null, own: false };
  const parts = others.map((name) => sql`${sql.ref(`t.${name}`)} = ${id}::uuid`);
  return { isOurs: sql`(${sql.join(parts, sql` or `)})`, own: false };
}

/** Columns that name a record, by table: its own id, and those of what it belongs to. */
async function idColumns(tx: Tx): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await sql<{ table: string; names: string[] }>`
    select table_name as "table", array_agg(column_name::text) as names from information_schema.columns
    where table_schema = current_schema() and udt_name = 'uuid' group by table_name`.execute(tx);
  return new Map(found.rows.map(({ table, names }) => [table, names]));
}

const isJson = ({ type }: Place) => type === 'jsonb' || type === 'json';
const isSearchable = (place: Place) => isJson(place) || ['text', 'varchar', '_text'].includes(place.type);

async function rowsWith(tx: Tx, place: Place, wanted: string): Promise<readonly Row[]> {
  const column = sql.ref(place.column);
  // A JSON text writes quotes and control characters in its own way.
  const looked = isJson(place) ? JSON.stringify(wanted).slice(1, -1) : wanted;
  const found = await sql<Row>`
    select ${keyObject(place.key)} as key, ${isJson(place) ? column : frozen(place)} as value
    from ${sql.table(place.table)}
    where position(${looked} in lower(${column}::text)) > 0 limit ${MOST_FOUND + 1}`.execute(tx);
  return found.rows;
}

function keyObject(columns: readonly string[]): RawBuilder<unknown> {
  const pairs = columns.map((name) => sql`${sql.lit(name)}, ${sql.ref(name)}::text`);
  return sql`jsonb_build_object(${sql.join(pairs)})`;
}

/** The ways to all strings that contain the text. */
export function pathsOf(value: unknown, wanted: string, way: readonly string[] = []): string[][] {
  if (typeof value === 'string') return value.toLowerCase().includes(wanted) ? [[...way]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => pathsOf(inner, wanted, [...way, name]));
}
