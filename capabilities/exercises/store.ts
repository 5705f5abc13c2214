import { sql } from 'kysely';
import type { Database, Tx } from '#server/database/connect.ts';

export type Opened = { readonly key: string; readonly openedAt: Date };

export async function listOpened(tx: Tx): Promise<readonly Opened[]> {
  const found = await sql<Opened>`select key, opened_at as "openedAt" from sample_opened`.execute(tx);
  return found.rows;
}

/** False when it was open already. */
export async function noteOpened(
  tx: Tx,
  sample: { key: string; operationId: string; version: number },
  now: Date,
): Promise<boolean> {
  const made = await sql`
    insert into sample_opened (key, operation_id, version, opened_at)
    values (${sample.key}, ${sample.operationId}, ${sample.version}, ${now})
    on conflict (key) do nothing returning key`.execute(tx);
  return made.rows.length === 1;
}

/** Whether this server holds any sample: then demo accounts open without a password. */
export async function holdsSamples(db: Database): Promise<boolean> {
  const found = await sql`select 1 from sample_opened limit 1`.execute(db);
  return found.rows.length > 0;
}
