/** What the database and its journal say of themselves. */
import pg from 'pg';
import { reachDatabase } from '#server/backup/reach.ts';
import { errorText } from '#server/database/data-directory-error.ts';
import type { House } from './backup-options.ts';
import { amiss, type Finding, good } from './doctor-finding.ts';
import { checkJournal } from './doctor-journal.ts';
import { checkLeaves } from './doctor-leaves.ts';
import { rows } from './doctor-rows.ts';

/**
 * Opens the database, beside the server or for this moment alone, and asks it.
 * @param isQuick leaves the content of the journal alone
 */
export async function checkDatabase(house: House, now: Date, isQuick: boolean): Promise<readonly Finding[]> {
  try {
    const reached = await reachDatabase({ ...house, log: () => {} });
    try {
      const found = await asked(reached.url, (client) => lookAt(client, now, reached.wasRunning));
      return isQuick ? found : [...found, ...(await checkLeaves(reached.url, house.dataDir, now))];
    } finally {
      await reached.close();
    }
  } catch (error) {
    return [
      amiss(
        'database',
        'bad',
        [
          `Basis data tidak dapat dibuka (${errorText(error)})`,
          `The database cannot be opened (${errorText(error)})`,
        ],
        [
          'Lihat postgres/server.log; pulihkan dari cadangan bila rusak.',
          'See postgres/server.log; restore from a backup if it is damaged.',
        ],
      ),
    ];
  }
}

async function asked<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'rakor doctor',
    statement_timeout: 60_000,
  });
  client.on('error', () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function lookAt(client: pg.Client, now: Date, isRunning: boolean): Promise<readonly Finding[]> {
  return [
    await describeDatabase(client),
    await checkIndexes(client),
    await checkWaiting(client),
    ...(await checkPages(client)),
    ...(await checkJournal(client, now, isRunning)),
  ];
}

async function describeDatabase(client: pg.Client): Promise<Finding> {
  const [row] = await rows<{ version: string; size: string }>(
    client,
    `select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size`,
  );
  const text = `PostgreSQL ${row?.version}, ${row?.size}`;
  return good('database', text, text);
}

async function checkIndexes(client: pg.Client): Promise<Finding> {
  const broken = await rows<{ name: string }>(
    client,
    'select indexrelid::regclass::text as name from pg_index where not indisvalid or not indisready',
  );
  if (broken.length === 0) return good('database.indexes', 'Semua indeks sah', 'All indexes are valid');
  const names = broken.map(({ name }) => name).join(', ');
  const remedy = broken.map(({ name }) => `reindex index ${name};`).join(' ');
  return amiss(
    'database.indexes',
    'bad',
    [`Indeks tidak sah: ${names}`, `Invalid indexes: ${names}`],
    [remedy, remedy],
  );
}

async function checkWaiting(client: pg.Client): Promise<Finding> {
  const [row] = await rows<{ waiting: string; oldest: string }>(
    client,
    `select count(*) filter (where wait_event_type = 'Lock') as waiting,
       coalesce(extract(epoch from max(now() - xact_start)), 0)::bigint as oldest
     from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  const [waiting, oldest] = [Number(row?.waiting), Number(row?.oldest)];
  if (waiting === 0 && oldest < 600)
    return good('database.locks', 'Tidak ada yang menunggu kunci', 'Nobody waits for a lock');
  return amiss(
    'database.locks',
    'warning',
    [
      `${waiting} menunggu kunci, transaksi tertua ${oldest} detik`,
      `${waiting} wait for a lock, the oldest transaction is ${oldest} s old`,
    ],
    ['Bila tidak berkurang, nyalakan ulang server.', 'Restart the server if it does not get less.'],
  );
}

/** Checksums of pages, and the order of indexes where the extension for it was set up. */
async function checkPages(client: pg.Client): Promise<readonly Finding[]> {
  const [row] = await rows<{ failures: string }>(
    client,
    'select coalesce(sum(checksum_failures), 0) as failures from pg_stat_database',
  );
  const failures = Number(row?.failures);
  const pages =
    failures === 0
      ? good('database.pages', 'Tidak ada halaman rusak yang terbaca', 'No damaged page has been read')
      : amiss(
          'database.pages',
          'bad',
          [`${failures} halaman rusak terbaca`, `${failures} damaged pages were read`],
          ['Pulihkan dari cadangan ke disk lain.', 'Restore from a backup onto another disk.'],
        );
  const [extension] = await rows(client, `select 1 from pg_extension where extname = 'amcheck'`);
  if (extension === undefined) return [pages];
  try {
    await client.query(`select bt_index_check(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indexrelid
      join pg_am a on a.oid = c.relam where a.amname = 'btree' and c.relpersistence = 'p' and i.indisvalid
        and c.relnamespace = current_schema()::regnamespace`);
    return [pages, good('database.amcheck', 'Urutan semua indeks benar', 'All indexes are in order')];
  } catch (error) {
    return [
      pages,
      amiss(
        'database.amcheck',
        'bad',
        [`Indeks rusak (${errorText(error)})`, `An index is damaged (${errorText(error)})`],
        ['reindex database;', 'reindex database;'],
      ),
    ];
  }
}
