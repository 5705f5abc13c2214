/**
 * Takes erased values off the disk. What a database deletes stays in its files until they are written anew: in dead rows,
 * in indexes, in statistics, in the write-ahead log.
 */
import pg from 'pg';

export type Purged = { readonly tables: readonly string[]; readonly busy: readonly string[] };

/** So long a table's users may keep us waiting, and we them. */
const LOCK_WAIT = '5s';

/**
 * Writes the named tables anew and lets go of the log. Needs PostgreSQL's administrator role.
 * @returns tables that somebody used for too long are `busy`: their pages still hold what was erased
 */
export async function purgeTables(adminUrl: string, tables: readonly string[]): Promise<Purged> {
  const client = new pg.Client({ connectionString: adminUrl, application_name: 'rakor purge' });
  // A server that goes away shows in the query that fails.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(`set lock_timeout = '${LOCK_WAIT}'`);
    await client.query('set statement_timeout = 0');
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
