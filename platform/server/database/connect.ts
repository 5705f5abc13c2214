import { setTimeout as wait } from 'node:timers/promises';
import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { errorCode } from './data-directory-error.ts';
import { valueTypes } from './value-types.ts';

/** Rooms narrow it to their own tables with `withTables<OwnTables>()`. */
export type Database = Kysely<unknown>;
export type Tx = Transaction<unknown>;

export type Connection = { readonly db: Database; readonly pool: pg.Pool; close(): Promise<void> };

/** The server behind DATABASE_URL is older than the SQL of this release. */
export class DatabaseTooOldError extends Error {
  readonly code = 'database.too-old';
}

const OLDEST_SERVER = 15;
const TRIES = 5;
// Longer than any transaction of ours holds its connection; whoever waits longer is better told to come back.
const CONNECTION_WAIT_MS = 10_000;

/**
 * Opens a pool to any PostgreSQL from 15 on; the first use fails with a clear sentence on an older one.
 * No statement is ever named, so a pooler in transaction mode (pgbouncer) may stand in between.
 * @param options.maxConnections of this process; 16 unless told
 * @param options.waitMs for a free connection, then the work fails as `isWithoutConnection` says; 10,000 unless told
 * @param options.log receives one line when an idle connection breaks; standard error unless told
 */
export function connect(
  url: string,
  options: { maxConnections?: number; waitMs?: number; log?: (line: string) => void } = {},
): Connection {
  const log = options.log ?? ((line) => process.stderr.write(`${line}\n`));
  const pool = new pg.Pool({
    connectionString: url,
    max: options.maxConnections ?? 16,
    connectionTimeoutMillis: options.waitMs ?? CONNECTION_WAIT_MS,
    types: valueTypes(),
    application_name: 'rakor',
    verify: (client, done) => {
      prepareSession(client).then(() => done(), done);
    },
  });
  let closing: Promise<void> | undefined;
  // Without a listener, a server that stops would end this process (57P01 on every idle connection).
  pool.on('error', (error) => {
    if (closing === undefined) log(`A connection to the database was lost: ${error.message}`);
  });
  // The pool listens to idle connections only: one that breaks inside a transaction would end this process too. Its
  // query fails, or the next one does.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const close = () => {
    closing ??= db.destroy().then(() => (pool.ended ? undefined : pool.end()));
    return closing;
  };
  return { db, pool, close };
}

/**
 * Runs the work in one read-committed transaction, and again from its start when the database asks for it
 * (serialisation failure, deadlock). The work must therefore have no effect outside the transaction.
 */
export async function inTransaction<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction().setIsolationLevel('read committed').execute(work);
    } catch (error) {
      if (attempt === TRIES || !mayTryAgain(error)) throw error;
      await wait(5 * 2 ** attempt);
    }
  }
}

/** Whether an error says that no connection came free, or could be opened, in time: nothing was begun. */
export function isWithoutConnection(error: unknown): boolean {
  // The pool gives these errors no code.
  return (
    error instanceof Error &&
    (error.message === 'timeout exceeded when trying to connect' ||
      error.message === 'Connection terminated due to connection timeout')
  );
}

/** Whether the database gave up on a statement because it took too long. */
export function isTooSlow(error: unknown): boolean {
  return errorCode(error) === '57014';
}

function mayTryAgain(error: unknown): boolean {
  const code = errorCode(error);
  return code === '40001' || code === '40P01';
}

// Longer than the largest import takes for one statement; whatever takes longer would hold its connection, one of few.
const SLOWEST_STATEMENT = '120s';

/**
 * One round trip per new connection: dates are cut in UTC whatever the server's setting, no statement runs for ever,
 * and the version is known.
 */
async function prepareSession(client: pg.PoolClient): Promise<void> {
  const answer = await client.query<{ version: string }>(
    `select set_config('TimeZone', 'UTC', false), set_config('statement_timeout', '${SLOWEST_STATEMENT}', false),
       current_setting('server_version_num') as version`,
  );
  const major = Math.floor(Number(answer.rows[0]?.version) / 10_000);
  if (major >= OLDEST_SERVER) return;
  throw new DatabaseTooOldError(
    `The database server is PostgreSQL ${major}, Rakor needs ${OLDEST_SERVER} or newer: upgrade it, or leave DATABASE_URL out to use the embedded one.`,
  );
}
