/** Puts the rows of a backup into an empty database whose tables stand as they stood then. */
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { BackupError } from './backup-error.ts';
import { listTables, target } from './dump.ts';
import { type Manifest, type Start, tableOf } from './manifest.ts';
import type { Content } from './read-backup.ts';

/** Stands in a database from the first moment of a restore to its end; a start finds it and stops. */
export const UNFINISHED_TABLE = 'rakor_restore_unfinished';

type Shape = Start['tables'][number];
type ForeignKey = { readonly table: string; readonly name: string; readonly definition: string };

/** A load that is one transaction: all of it or nothing. */
export type Load = {
  /** Tables of the backup that this release does not make: left out, and named. */
  readonly unknown: readonly string[];
  /** A part of a table; the parts of one table come one after the other. */
  part(path: string, content: Content): Promise<void>;
  /** Counts, and makes it stay. @throws BackupError when the rows are not those of the manifest */
  finish(start: Start, manifest: Manifest): Promise<void>;
  abandon(): Promise<void>;
};

export async function beginLoad(client: pg.Client, start: Start): Promise<Load> {
  await client.query(
    `begin; set local statement_timeout = 0; set local datestyle = iso; set local timezone = 'UTC'`,
  );
  const here = new Map((await listTables(client)).map((table) => [table.name, table]));
  const shapes = new Map(start.tables.map((table) => [table.name, table]));
  const triggers = await listTriggers(client);
  // A row may come before the one that it names: they are held against each other at the end, all at once.
  const keys = await dropForeignKeys(client);
  await clear(client, [...here.values()]);
  return {
    unknown: start.tables.map((table) => table.name).filter((name) => !here.has(name)),
    async part(path, content) {
      const shape = shapes.get(tableOf(path) ?? '');
      if (shape !== undefined && here.has(shape.name)) await copyIn(client, shape, content);
    },
    async finish(begun, manifest) {
      for (const { name, last } of begun.sequences)
        await client.query('select setval($1::regclass, $2)', [pg.escapeIdentifier(name), last]);
      for (const key of keys) await addForeignKey(client, key);
      for (const { name, rows } of manifest.tables) if (here.has(name)) await requireRows(client, name, rows);
      await requireSame(triggers, await listTriggers(client));
      await client.query('commit');
      await client.query('analyze');
    },
    abandon: async () => {
      await client.query('rollback');
    },
  };
}

async function copyIn(client: pg.Client, shape: Shape, content: Content): Promise<void> {
  const stream = client.query(copyFrom(`copy ${target(shape)} from stdin`));
  const done = finished(stream);
  try {
    for await (const bytes of content) {
      if (!stream.write(bytes)) await Promise.race([new Promise((go) => stream.once('drain', go)), done]);
    }
    stream.end();
  } catch (error) {
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
    await done.catch(() => {});
    throw error;
  }
  await done;
}

/** Migrations bring rows of their own, which the backup holds as well. */
async function clear(client: pg.Client, tables: readonly Shape[]): Promise<void> {
  for (const { name } of tables) {
    if (name === UNFINISHED_TABLE) continue;
    const quoted = pg.escapeIdentifier(name);
    const found = await client.query<{ any: boolean }>(`select exists (select 1 from ${quoted}) as any`);
    if (found.rows[0]?.any === true) await client.query(`truncate ${quoted}`);
  }
}

async function dropForeignKeys(client: pg.Client): Promise<readonly ForeignKey[]> {
  const found = await client.query<ForeignKey>(`
    select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint
    where contype = 'f' and conparentid = 0 and connamespace = current_schema()::regnamespace
    order by 1, 2`);
  for (const { table, name } of found.rows)
    await client.query(`alter table ${table} drop constraint ${name}`);
  return found.rows;
}

async function addForeignKey(client: pg.Client, { table, name, definition }: ForeignKey): Promise<void> {
  await client.query(`alter table ${table} add constraint ${name} ${definition}`);
}

/** The guards of the journal among them. */
async function listTriggers(client: pg.Client): Promise<readonly string[]> {
  const found = await client.query<{ line: string }>(`
    select tgenabled::text || ' ' || pg_get_triggerdef(t.oid) as line from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where not tgisinternal and c.relnamespace = current_schema()::regnamespace order by 1`);
  return found.rows.map(({ line }) => line);
}

async function requireRows(client: pg.Client, table: string, rows: number): Promise<void> {
  const found = await client.query<{ rows: string }>(
    `select count(*) as rows from ${pg.escapeIdentifier(table)}`,
  );
  const counted = Number(found.rows[0]?.rows);
  if (counted === rows) return;
  throw new BackupError(
    'backup.not-as-written',
    `Tabel ${table} berisi ${counted} baris setelah dipulihkan, cadangan mencatat ${rows}. Pemulihan dibatalkan; laporkan ini.`,
    `The table ${table} holds ${counted} rows after the restore, the backup says ${rows}: the restore was taken back. Report this.`,
  );
}

async function requireSame(before: readonly string[], after: readonly string[]): Promise<void> {
  if (before.join('\n') === after.join('\n')) return;
  throw new BackupError(
    'backup.not-as-written',
    'Penjaga tabel (trigger) tidak sama lagi setelah dipulihkan. Pemulihan dibatalkan; laporkan ini.',
    'The guards of the tables (triggers) are not the same after the restore: it was taken back. Report this.',
  );
}
