/** Reads a database as it was at one moment, table by table, in PostgreSQL's own text form (COPY). */
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { valueTypes } from '../database/value-types.ts';
import type { JournalState, Start } from './manifest.ts';

/** Large enough to compress well, small enough to name a place. */
const PART_BYTES = 4_194_304;
const NEWLINE = 10;

/** Rows of one table, whole rows only: each part can be read by itself. */
export type Rows = { readonly bytes: Buffer; readonly rows: number };
type Shape = Start['tables'][number];

/** A connection that sees the database as of its first question, whatever is written meanwhile, and changes nothing. */
export async function openSnapshot(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'rakor backup',
    types: valueTypes(),
  });
  // A server that goes away shows in the query that fails.
  client.on('error', () => {});
  await client.connect();
  try {
    // One connection reads everything, so that its snapshot need not be handed to another.
    await client.query('begin isolation level repeatable read read only');
    await client.query(`
      set local statement_timeout = 0; set local datestyle = iso; set local intervalstyle = postgres;
      set local timezone = 'UTC'; set local extra_float_digits = 3; set local bytea_output = hex`);
    return client;
  } catch (error) {
    await client.end();
    throw error;
  }
}

/** @returns undefined when no Rakor has ever worked on this database */
export async function describe(
  client: pg.Client,
  of: { readonly release: string; readonly format: number; readonly now: Date },
): Promise<Start | undefined> {
  const known = await client.query(`select to_regclass('platform_migration') is not null as there`);
  if (known.rows[0]?.there !== true) return undefined;
  const migrations = await client.query<Start['migrations'][number]>(
    'select room, name, sha256 from platform_migration order by applied_at, room, name',
  );
  const version = await client.query<{ version: string }>(
    `select current_setting('server_version') as version`,
  );
  return {
    format: of.format,
    release: of.release,
    madeAt: of.now.toISOString(),
    postgres: version.rows[0]?.version ?? '',
    migrations: migrations.rows,
    tables: await listTables(client),
    sequences: await listSequences(client),
  };
}

/** The tables of the schema that Rakor works in, with the columns that are written and not computed. */
export async function listTables(client: pg.ClientBase): Promise<readonly Shape[] & Start['tables']> {
  const found = await client.query<Shape>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by c.relname order by c.relname`);
  return found.rows;
}

async function listSequences(client: pg.Client): Promise<Start['sequences']> {
  const found = await client.query<{ name: string; last: string }>(`
    select sequencename as name, last_value as last from pg_sequences
    where schemaname = current_schema() and last_value is not null order by sequencename`);
  return found.rows.map(({ name, last }) => ({ name, last: Number(last) }));
}

/** The head of the journal as of the same moment; null before there was a journal. */
export async function readJournal(client: pg.Client, tables: Start['tables']): Promise<JournalState | null> {
  const has = (name: string) => tables.some((table) => table.name === name);
  if (!has('journal_leaf') || !has('journal_index')) return null;
  const counted = await client.query<{ leaves: string; numbered: string }>(
    'select (select count(*) from journal_leaf) as leaves, (select count(*) from journal_index) as numbered',
  );
  const newest = has('journal_checkpoint')
    ? await client.query<{ note: string }>('select note from journal_checkpoint order by size desc limit 1')
    : { rows: [] };
  return {
    leaves: Number(counted.rows[0]?.leaves),
    numbered: Number(counted.rows[0]?.numbered),
    checkpoint: newest.rows[0]?.note ?? null,
  };
}

/** All rows of a table, in parts. Nothing for an empty table. */
export async function* readRows(client: pg.Client, table: Shape): AsyncGenerator<Rows, void, undefined> {
  const stream = client.query(copyTo(`copy ${target(table)} to stdout`));
  let held: Buffer[] = [];
  let size = 0;
  for await (const bytes of stream) {
    const chunk: Buffer = bytes;
    // A line end inside a value is written as two letters: this byte always ends a row.
    const end = chunk.lastIndexOf(NEWLINE) + 1;
    if (size + chunk.length < PART_BYTES || end === 0) {
      held.push(chunk);
      size += chunk.length;
      continue;
    }
    yield rowsOf(Buffer.concat([...held, chunk.subarray(0, end)]));
    held = [chunk.subarray(end)];
    size = chunk.length - end;
  }
  if (size > 0) yield rowsOf(Buffer.concat(held));
}

/** `"name" ("column", …)`, for COPY in both directions. */
export function target({ name, columns }: Shape): string {
  return `${pg.escapeIdentifier(name)} (${columns.map((column) => pg.escapeIdentifier(column)).join(', ')})`;
}

function rowsOf(bytes: Buffer): Rows {
  let rows = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) rows += 1;
  return { bytes, rows };
}
