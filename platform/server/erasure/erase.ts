import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../database/connect.ts';
import type { Item } from './item.ts';
import { type Place, personalPlaces } from './places.ts';

/** What stands where a text was. Readers see that something was taken away, and an empty field is not mistaken for it. */
export const ERASED = '(dihapus)';

/**
 * Erases values. What is no longer there counts for nothing, so that a ledger can be played again. Only columns that are
 * declared personal are touched, whatever the items say. Values of one row go together: a point has no longitude alone.
 * @returns how many values were there, and the files that they named
 */
export async function eraseItems(
  tx: Tx,
  items: readonly Item[],
  holdings: Parameters<typeof personalPlaces>[1],
): Promise<Erased> {
  const places = new Map(
    (await personalPlaces(tx, holdings)).map((place) => [`${place.table}.${place.column}`, place]),
  );
  let values = 0;
  let apart = 0;
  const files: string[] = [];
  for (const row of rowsAmong(items, places)) {
    const named = await filesNamed(tx, row);
    const gone = await eraseRow(tx, row);
    values += gone;
    if (row[0].place.table === APART) apart += gone;
    for (const { place, hash } of named) if (!(await isNamed(tx, place, hash))) files.push(hash);
  }
  return { values, apart, files };
}

/** An item, and the column that it names. */
type Value = { readonly place: Place; readonly item: Item };
type Row = readonly [Value, ...Value[]];

function rowsAmong(items: readonly Item[], places: ReadonlyMap<string, Place>): readonly Row[] {
  const rows = new Map<string, [Value, ...Value[]]>();
  for (const item of items) {
    const place = places.get(`${item.table}.${item.column}`);
    if (!place || !hasKey(place, item)) continue;
    const name = JSON.stringify([item.table, ...place.key.map((column) => item.key[column])]);
    const row = rows.get(name);
    if (row) row.push({ place, item });
    else rows.set(name, [{ place, item }]);
  }
  return [...rows.values()];
}

export type Erased = {
  readonly values: number;
  /** Of these, those that the journal kept apart from its leaves. */
  readonly apart: number;
  /** Hashes of files that no row names any more: the caller removes them once it is committed. */
  readonly files: readonly string[];
};

const APART = 'journal_apart';

/** No account has this id. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** A file is named by the SHA-256 of its content. */
const FILE = /^[0-9a-f]{64}$/;

async function filesNamed(tx: Tx, row: Row): Promise<readonly { place: Place; hash: string }[]> {
  const named: { place: Place; hash: string }[] = [];
  for (const value of row.filter(({ place }) => place.type === 'text')) {
    const hash = (await textOf(tx, value)) ?? '';
    if (FILE.test(hash)) named.push({ place: value.place, hash });
  }
  return named;
}

async function textOf(tx: Tx, { place, item }: Value): Promise<string | null> {
  const found = await sql<{ value: string | null }>`
    select ${sql.ref(place.column)} as value from ${sql.table(place.table)} where ${rowOf(place, item)}`.execute(
    tx,
  );
  return found.rows[0]?.value ?? null;
}

async function isNamed(tx: Tx, { table, column }: Place, hash: string): Promise<boolean> {
  const found =
    await sql`select 1 from ${sql.table(table)} where ${sql.ref(column)} = ${hash} limit 1`.execute(tx);
  return found.rows.length > 0;
}

function rowOf({ key: columns }: Place, { key }: Item): RawBuilder<unknown> {
  const parts = columns.map((name) => sql`${sql.ref(name)}::text = ${key[name] ?? ''}`);
  return sql`${sql.join(parts, sql` and `)}`;
}

const hasKey = (place: Place, { key }: Item) =>
  place.key.every((name) => name in key) && Object.keys(key).length === place.key.length;

async function eraseRow(tx: Tx, row: Row): Promise<number> {
  const [{ place, item }] = row;
  const table = sql.table(place.table);
  const where = rowOf(place, item);
  // Value and salt go together: then the commitment in the leaf says nothing any more, to nobody.
  if (place.table === APART) {
    const gone = await sql`delete from ${table} where ${where}`.execute(tx);
    return Number(gone.numAffectedRows ?? 0n);
  }
  const columns = sql.join(row.map((value) => sql.ref(value.place.column)));
  const found = await sql<{ values: number }>`
    select num_nonnulls(${columns}) as values from ${table} where ${where}`.execute(tx);
  const values = found.rows[0]?.values ?? 0;
  if (values === 0) return 0;
  for (const instead of await choicesFor(tx, row)) {
    const pairs = row.map(({ place: { column } }, at) => {
      const ref = sql.ref(column);
      return sql`${ref} = case when ${ref} is null then null else ${instead[at] ?? ref} end`;
    });
    if (await isTaken(tx, sql`update ${table} set ${sql.join(pairs)} where ${where}`)) return values;
  }
  const names = row.map((value) => value.place.column).join(', ');
  throw new Error(`${place.table} takes nothing in the place of ${names}: they cannot be erased`);
}

/** What to try for all values of a row together: the word where a text was, nothing, and the word made unique. */
async function choicesFor(tx: Tx, row: Row): Promise<readonly (readonly RawBuilder<unknown>[])[]> {
  const all: (readonly RawBuilder<unknown>[])[] = [];
  for (const value of row) {
    const { place, item } = value;
    const isPaper = place.type === 'text' && item.paths !== null;
    all.push(isPaper ? await redactedText(tx, value) : valuesFor(place, item));
  }
  return Array.from({ length: Math.max(...all.map((values) => values.length)) }, (_, round) =>
    all.map((values) => values[Math.min(round, values.length - 1)] ?? sql`null`),
  );
}

/** What may stand there instead, the best first. */
function valuesFor(place: Place, { key, paths }: Item): readonly RawBuilder<unknown>[] {
  // Names of types come from the catalogue of the database itself.
  const nothing = place.nullable ? [sql`null::${sql.table(`pg_catalog.${place.type}`)}`] : [];
  if (place.type === 'jsonb') {
    if (paths !== null) return [redacted(place.column, paths)];
    return [...nothing, sql`'{}'::jsonb`, sql`'[]'::jsonb`];
  }
  if (place.type === 'uuid') return place.nullable ? nothing : [sql`${NOBODY}::uuid`];
  if (place.type === '_text') return [sql`array[]::text[]`, ...nothing];
  // Where two rows may not be alike, the row's own id tells them apart.
  const alone = `${ERASED} ${Object.values(key).join(' ')}`;
  const word = sql`${ERASED}`;
  // The second round is for neighbours that take nothing but nothing: who cannot be empty keeps the word.
  if (place.type === 'text' || place.type === 'varchar') return [word, nothing[0] ?? word, sql`${alone}`];
  return nothing;
}

/** Of a text that is JSON only the named strings go; the order of all else stays. */
async function redactedText(tx: Tx, value: Value): Promise<readonly RawBuilder<unknown>[]> {
  const { place, item } = value;
  const parsed = parseJson((await textOf(tx, value)) ?? '');
  if (parsed === undefined) return valuesFor(place, { ...item, paths: null });
  const ways = new Set((item.paths ?? []).map((way) => way.join('\u0000')));
  return [sql`${JSON.stringify(without(parsed, ways, []))}::text`];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function without(value: unknown, ways: ReadonlySet<string>, way: readonly string[]): unknown {
  if (typeof value === 'string') return ways.has(way.join('\u0000')) ? ERASED : value;
  if (Array.isArray(value)) return value.map((inner, at) => without(inner, ways, [...way, String(at)]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, without(inner, ways, [...way, name])]),
  );
}

function redacted(column: string, paths: readonly (readonly string[])[]): RawBuilder<unknown> {
  return paths.reduce<RawBuilder<unknown>>(
    (value, way) => sql`jsonb_set(${value}, ${[...way]}::text[], to_jsonb(${ERASED}::text), false)`,
    sql.ref(column),
  );
}

/** False where a constraint refuses the values; what was done before in this transaction stays. */
async function isTaken(tx: Tx, statement: RawBuilder<unknown>): Promise<boolean> {
  await sql`savepoint erasing`.execute(tx);
  try {
    await statement.execute(tx);
    await sql`release savepoint erasing`.execute(tx);
    return true;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // Class 23: a constraint of this table (not null, unique, check).
    if (!code.startsWith('23')) throw error;
    await sql`rollback to savepoint erasing`.execute(tx);
    return false;
  }
}
