/**
 * Takes erased values off the disk. What a database deletes stays in its files until they are written anew: in dead rows,
 * in indexes, in statistics, in the write-ahead log.
 */
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

export type Purged = { readonly tables: readonly string[]; readonly busy: readonly string[] };

/** So long a table's users may keep us waiting, and we them. */
const LOCK_WAIT = '5s';
/** So long we wait for whoever may still read what was erased. */
const READERS_WAIT_MS = 20_000;
const LOOK_AGAIN_MS = 250;

/**
 * Writes the named tables anew and lets go of the log. Needs PostgreSQL's administrator role.
 * @param patienceMs how long to wait for transactions that began before, such as a backup's
 * @returns tables that somebody used for too long are `busy`: their pages still hold what was erased
 */
export async function purgeTables(
  adminUrl: string,
  tables: readonly string[],
  patienceMs: number = READERS_WAIT_MS,
): Promise<Purged> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'rakor purge' });
  // A server that goes away shows in the query that fails.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(`set lock_timeout = '${LOCK_WAIT}'`);
    await client.query('set statement_timeout = 0');
    if (!(await isReadByNobody(client, patienceMs))) return { tables, busy: tables };
    const busy: string[] = [];
    for (const table of tables) if (!(await rewrite(client, table))) busy.push(table);
    // The commonest values of a column stand in the statistics, in clear.
    for (const catalogue of ['pg_catalog.pg_statistic', 'pg_catalog.pg_statistic_ext_data'])
      await client.query(`vacuum full ${catalogue}`);
    // A segment is let go once a checkpoint lies behind it; the one in use must first be left.
    await client.query('select pg_switch_wal()');
    await client.query('checkpoint');
    await client.query('select pg_switch_wal()');
    await client.query('checkpoint');
    return { tables, busy };
  } finally {
    await client.end();
  }
}

/**
 * False while a transaction may still see what was erased: what it sees is written anew along with all else, also in
 * tables that it has not touched yet.
 */
async function isReadByNobody(client: pg.Client, patienceMs: number): Promise<boolean> {
  const now = await client.query<{ xid: string }>('select pg_current_xact_id()::xid::text as xid');
  const end = performance.now() + patienceMs;
  for (;;) {
    const older = await client.query(
      `select 1 from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()
         and (age(backend_xmin) > age($1::xid) or age(backend_xid) > age($1::xid)) limit 1`,
      [now.rows[0]?.xid],
    );
    if (older.rows.length === 0) return true;
    if (performance.now() >= end) return false;
    await wait(LOOK_AGAIN_MS);
  }
}

async function rewrite(client: pg.Client, table: string): Promise<boolean> {
  const name = pg.escapeIdentifier(table);
  try {
    await client.query(`vacuum (full, analyze) ${name}`);
    return true;
  } catch (error) {
    // 55P03: the lock was not to be had in time.
    if (error instanceof Error && 'code' in error && error.code === '55P03') return false;
    throw error;
  }
}
