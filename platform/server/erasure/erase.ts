import { type RawBuilder, sql } from 'kysely';
import { ERASED } from '#shared/erased.ts';
import type { Tx } from '../database/connect.ts';
import { blank, without } from './inside.ts';
import type { Item } from './item.ts';
import { type Place, personalPlaces } from './places.ts';
import { NOBODY } from './present.ts';

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
    await forgetWords(tx, row, places);
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
    select ${sql.ref(place.column)}::text as value from ${sql.table(place.table)} where ${rowOf(place, item)}`.execute(
    tx,
  );
  return found.rows[0]?.value ?? null;
}

async function isNamed(tx: Tx, { table, column }: Place, hash: string): Promise<boolean> {
  const found =
    await sql`select 1 from ${sql.table(table)} where ${sql.ref(column)} = ${hash} limit 1`.execute(tx);
  return found.rows.length > 0;
}

function rowOf({ key: columns, keyTypes }: Place, { key }: Item): RawBuilder<unknown> {
  // The value becomes what the column is, not the column a text: otherwise no index helps.
  const parts = columns.map(
    (name) => sql`${sql.ref(name)} = ${key[name] ?? ''}::${sql.table(`pg_catalog.${keyTypes[name]}`)}`,
  );
  return sql`${sql.join(parts, sql` and `)}`;
}

const hasKey = (place: Place, { key }: Item) =>
  place.key.every((name) => name in key) && Object.keys(key).length === place.key.length;

/** Words that a search goes by were taken from the text that is to go: they go first, while it is still known. */
async function forgetWords(tx: Tx, row: Row, places: ReadonlyMap<string, Place>): Promise<void> {
  const [{ place, item }] = row;
  for (const { place: text } of row.filter((value) => value.place.type === 'text')) {
    for (const words of places.values()) {
      if (words.table !== text.table || words.type !== 'tsvector' || words.group !== text.group) continue;
      const column = sql.ref(words.column);
      await sql`
        update ${sql.table(place.table)} set ${column} = ts_delete(${column}, array(
          select lexeme from unnest(${column}) where position(lexeme in lower(${sql.ref(text.column)})) > 0))
        where ${rowOf(place, item)} and ${sql.ref(text.column)} is not null`.execute(tx);
    }
  }
}

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
  for (const value of row) all.push(await choicesOf(tx, value));
  return Array.from({ length: Math.max(...all.map((values) => values.length)) }, (_, round) =>
    all.map((values) => values[Math.min(round, values.length - 1)] ?? sql`null`),
  );
}

async function choicesOf(tx: Tx, value: Value): Promise<readonly RawBuilder<unknown>[]> {
  const { place, item } = value;
  const { paths } = item;
  if (paths !== null && place.type === 'jsonb') return [redacted(place.column, paths)];
  if (paths !== null && place.type === 'text') {
    // Of a text that is JSON only the named strings go; the order of all else stays.
    const parsed = parseJson((await textOf(tx, value)) ?? '');
    if (parsed !== undefined) return [sql`${JSON.stringify(without(parsed, paths))}::text`];
  }
  if (place.type !== 'jsonb') return valuesFor(place, item);
  const kept = sql`${JSON.stringify(blank(parseJson((await textOf(tx, value)) ?? '')))}::jsonb`;
  return place.nullable ? [sql`null::jsonb`, kept] : [kept];
}

/** What may stand there instead, the best first. */
function valuesFor(place: Place, { key }: Item): readonly RawBuilder<unknown>[] {
  // Names of types come from the catalogue of the database itself.
  const nothing = place.nullable ? [sql`null::${sql.table(`pg_catalog.${place.type}`)}`] : [];
  switch (place.type) {
    case 'text':
    case 'varchar': {
      // Where two rows may not be alike, the row's own id tells them apart.
      const alone = `${ERASED} ${Object.values(key).join(' ')}`;
      const word = sql`${ERASED}`;
      // The second round is for neighbours that take nothing but nothing: who cannot be empty keeps the word.
      return [word, nothing[0] ?? word, sql`${alone}`];
    }
    case 'uuid':
      return [...nothing, sql`${NOBODY}::uuid`];
    case '_text':
      return [sql`array[]::text[]`, ...nothing];
    case 'tsvector':
      return [sql`''::tsvector`];
    case 'timestamptz':
      return [...nothing, sql`to_timestamp(0)`];
    default:
      return nothing;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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
