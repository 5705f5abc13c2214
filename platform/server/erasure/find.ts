import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../database/connect.ts';
import type { Item } from './item.ts';
import type { Place } from './places.ts';

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

/** Every personal value in rows that are this record or hang on it, and what the journal keeps apart of it. */
export async function findRecord(tx: Tx, places: readonly Place[], id: string): Promise<readonly Item[]> {
  const found: Item[] = [];
  for (const place of places) {
    const { table, column } = place;
    const keys =
      table === 'journal_apart'
        ? await apartOf(tx, place, id)
        : await rowsOf(tx, place, await idsOf(tx, table), id);
    found.push(...keys.map(({ key }) => ({ table, column, key, paths: null })));
    if (found.length > MOST_FOUND) return found;
  }
  return found;
}

/** Columns of a table that name a record: its own id, and those of what it belongs to. */
async function idsOf(tx: Tx, table: string): Promise<readonly string[]> {
  const found = await sql<{ name: string }>`
    select column_name as name from information_schema.columns
    where table_schema = current_schema() and table_name = ${table} and udt_name = 'uuid'`.execute(tx);
  return found.rows.map(({ name }) => name);
}

async function rowsOf(
  tx: Tx,
  { table, column, key }: Place,
  ids: readonly string[],
  id: string,
): Promise<readonly Pick<Row, 'key'>[]> {
  if (ids.length === 0) return [];
  const isOurs = sql.join(
    ids.map((name) => sql`${sql.ref(name)} = ${id}::uuid`),
    sql` or `,
  );
  const found = await sql<Pick<Row, 'key'>>`
    select ${keyObject(key)} as key from ${sql.table(table)}
    where (${isOurs}) and ${sql.ref(column)} is not null limit ${MOST_FOUND + 1}`.execute(tx);
  return found.rows;
}

async function apartOf(tx: Tx, { key }: Place, id: string): Promise<readonly Pick<Row, 'key'>[]> {
  const found = await sql<Pick<Row, 'key'>>`
    select ${keyObject(key)} as key from journal_apart
    where leaf_id in (select id from journal_leaf where subject = ${id}) limit ${MOST_FOUND + 1}`.execute(tx);
  return found.rows;
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
