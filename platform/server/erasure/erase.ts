import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../database/connect.ts';
import type { Item } from './item.ts';
import { type Place, personalPlaces } from './places.ts';

/** What stands where a text was. Readers see that something was taken away, and an empty field is not mistaken for it. */
export const ERASED = '(dihapus)';

/**
 * Erases values. What is no longer there counts for nothing, so that a ledger can be played again. Only columns that are
 * declared personal are touched, whatever the items say.
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
  const files: string[] = [];
  for (const item of items) {
    const place = places.get(`${item.table}.${item.column}`);
    if (!place || !hasKey(place, item)) continue;
    const named = await fileNamed(tx, place, item);
    values += await eraseItem(tx, place, item);
    if (named !== null) files.push(named);
  }
  return { values, files };
}

export type Erased = {
  readonly values: number;
  /** Hashes of files whose name was erased; whoever else names one keeps it. */
  readonly files: readonly string[];
};

/** No account has this id. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** A file is named by the SHA-256 of its content. */
const FILE = /^[0-9a-f]{64}$/;

async function fileNamed(tx: Tx, place: Place, item: Item): Promise<string | null> {
  if (place.type !== 'text') return null;
  const found = await sql<{ value: string | null }>`
    select ${sql.ref(place.column)} as value from ${sql.table(place.table)} where ${rowOf(place, item)}`.execute(
    tx,
  );
  const value = found.rows[0]?.value ?? '';
  return FILE.test(value) ? value : null;
}

function rowOf({ key: columns }: Place, { key }: Item): RawBuilder<unknown> {
  const parts = columns.map((name) => sql`${sql.ref(name)}::text = ${key[name] ?? ''}`);
  return sql`${sql.join(parts, sql` and `)}`;
}

const hasKey = (place: Place, { key }: Item) =>
  place.key.every((name) => name in key) && Object.keys(key).length === place.key.length;

async function eraseItem(tx: Tx, place: Place, item: Item): Promise<number> {
  const where = rowOf(place, item);
  const table = sql.table(place.table);
  // Value and salt go together: then the commitment in the leaf says nothing any more, to nobody.
  if (place.table === 'journal_apart') {
    const gone = await sql`delete from ${table} where ${where}`.execute(tx);
    return Number(gone.numAffectedRows ?? 0n);
  }
  const column = sql.ref(place.column);
  const values =
    place.type === 'text' && item.paths !== null
      ? await redactedText(tx, place, item)
      : valuesFor(place, item);
  for (const value of values) {
    const done = await attempt(
      tx,
      sql`
      update ${table} set ${column} = ${value} where ${where} and ${column} is not null`,
    );
    if (done !== null) return done;
  }
  throw new Error(
    `${place.table}.${place.column} takes neither "${ERASED}" nor nothing: it cannot be erased`,
  );
}

/** What may stand there instead, the best first. */
function valuesFor(place: Place, { key, paths }: Item): readonly RawBuilder<unknown>[] {
  const nothing = place.nullable ? [sql`null`] : [];
  if (place.type === 'jsonb') {
    if (paths !== null) return [redacted(place.column, paths)];
    return [...nothing, sql`'{}'::jsonb`, sql`'[]'::jsonb`];
  }
  if (place.type === 'uuid') return place.nullable ? nothing : [sql`${NOBODY}::uuid`];
  if (place.type === '_text') return [sql`array[]::text[]`, ...nothing];
  // Where two rows may not be alike, the row's own id tells them apart.
  const alone = `${ERASED} ${Object.values(key).join(' ')}`;
  if (place.type === 'text' || place.type === 'varchar') return [sql`${ERASED}`, ...nothing, sql`${alone}`];
  return nothing;
}

/** Of a text that is JSON only the named strings go; the order of all else stays. */
async function redactedText(tx: Tx, place: Place, item: Item): Promise<readonly RawBuilder<unknown>[]> {
  const found = await sql<{ value: string | null }>`
    select ${sql.ref(place.column)} as value from ${sql.table(place.table)} where ${rowOf(place, item)}`.execute(
    tx,
  );
  const text = found.rows[0]?.value ?? '';
  const parsed = parseJson(text);
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

/** Null where a constraint refuses the value; what was done before in this transaction stays. */
async function attempt(tx: Tx, statement: RawBuilder<unknown>): Promise<number | null> {
  await sql`savepoint erasing`.execute(tx);
  try {
    const done = await statement.execute(tx);
    await sql`release savepoint erasing`.execute(tx);
    return Number(done.numAffectedRows ?? 0n);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    // Class 23: a constraint of this table (not null, unique, check).
    if (!code.startsWith('23')) throw error;
    await sql`rollback to savepoint erasing`.execute(tx);
    return null;
  }
}
