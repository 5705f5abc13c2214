/** SQL of this room. Touches its own tables only; every function takes the transaction first. */
import { sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { Pattern, Pool } from './plan.ts';
import type { Dated, StoredPattern } from './rules.ts';

export type StoredPool = Pool &
  Dated & { readonly withdrawnFrom: string | null; readonly withdrawnReason: string | null };
type Said = { readonly operationId: string; readonly by: string; readonly at: Date };

// Times as text of fixed length, so that they sort as they are compared in rules.
const recordedAt = sql`to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')`;

export async function listPatterns(tx: Tx, operationId: string): Promise<readonly StoredPattern[]> {
  const found = await sql<StoredPattern>`
    select id, area, class, police, stations, linmas, linmas_per_station as "linmasPerStation",
      written_as as "writtenAs", reading, valid_from as "validFrom", stated_on as "statedOn", source, standing,
      ${recordedAt} as "recordedAt"
    from deployment_pattern where operation_id = ${operationId}
    order by class, area nulls first, valid_from desc, recorded_at desc, id desc`.execute(tx);
  return found.rows;
}

export async function insertPattern(tx: Tx, pattern: Pattern, said: Said): Promise<void> {
  await sql`
    insert into deployment_pattern (id, operation_id, area, class, police, stations, linmas, linmas_per_station,
      written_as, reading, valid_from, stated_on, source, standing, recorded_by, recorded_at)
    values (${pattern.id}, ${said.operationId}, ${pattern.area}, ${pattern.class}, ${pattern.police},
      ${pattern.stations}, ${pattern.linmas}, ${pattern.linmasPerStation}, ${pattern.writtenAs}, ${pattern.reading},
      ${pattern.validFrom}::date, ${pattern.statedOn}::date, ${pattern.source}, ${pattern.standing}, ${said.by},
      ${said.at.toISOString()}::timestamptz)`.execute(tx);
}

export async function listPools(tx: Tx, operationId: string): Promise<readonly StoredPool[]> {
  const found = await sql<StoredPool>`
    select id, area, force, duty, count, valid_from as "validFrom", stated_on as "statedOn", source, standing,
      ${recordedAt} as "recordedAt", withdrawn_from as "withdrawnFrom", withdrawn_reason as "withdrawnReason"
    from deployment_pool where operation_id = ${operationId}
    order by duty, force, area nulls first, valid_from desc, recorded_at desc, id desc`.execute(tx);
  return found.rows;
}

export async function insertPool(tx: Tx, pool: Pool, said: Said): Promise<void> {
  await sql`
    insert into deployment_pool (id, operation_id, area, force, duty, count, valid_from, stated_on, source, standing,
      recorded_by, recorded_at)
    values (${pool.id}, ${said.operationId}, ${pool.area}, ${pool.force}, ${pool.duty}, ${pool.count},
      ${pool.validFrom}::date, ${pool.statedOn}::date, ${pool.source}, ${pool.standing}, ${said.by},
      ${said.at.toISOString()}::timestamptz)`.execute(tx);
}

export async function withdrawPoolRow(
  tx: Tx,
  id: string,
  said: { readonly from: string; readonly reason: string; readonly by: string; readonly at: Date },
): Promise<void> {
  await sql`
    update deployment_pool set withdrawn_from = ${said.from}::date, withdrawn_reason = ${said.reason},
      withdrawn_by = ${said.by}, withdrawn_at = ${said.at.toISOString()}::timestamptz
    where id = ${id} and withdrawn_from is null`.execute(tx);
}

/** Whether an id is taken in another operation, where it must not be seen. */
export async function isTakenElsewhere(tx: Tx, id: string, operationId: string): Promise<boolean> {
  const found = await sql`
    select 1 from deployment_pattern where id = ${id} and operation_id <> ${operationId}
    union all select 1 from deployment_pool where id = ${id} and operation_id <> ${operationId}`.execute(tx);
  return found.rows.length > 0;
}

/** Held to the end of the transaction, so that two planners cannot both find a day free. */
export async function lockPlan(tx: Tx, operationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`deployment ${operationId}`}, 0))`.execute(tx);
}
