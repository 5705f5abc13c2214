/** SQL of what waits for what. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';

/** Those of an operation that whoever asks can see. */
export async function visibleAmong(
  tx: Tx,
  { ids, operationId }: { readonly ids: readonly string[]; readonly operationId: string },
  visible: RawBuilder<SqlBool>,
): Promise<ReadonlySet<string>> {
  const found = await sql<{ id: string }>`
    select t.id from task t
    where t.id = any(${[...ids]}::uuid[]) and t.operation_id = ${operationId} and ${visible}`.execute(tx);
  return new Set(found.rows.map(({ id }) => id));
}

/** What has to be done before each task of an operation that waits for any. */
export async function needsIn(tx: Tx, operationId: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await sql<{ id: string; needs: readonly string[] }>`
    select d.task_id as id, array_agg(d.needs_id) as needs
    from task_need d join task t on t.id = d.task_id where t.operation_id = ${operationId}
    group by d.task_id`.execute(tx);
  return new Map(found.rows.map(({ id, needs }) => [id, needs]));
}

/** Codes in the order of the ids, as an arrow leads from one to the next. */
export async function codesOf(tx: Tx, ids: readonly string[]): Promise<string> {
  const found = await sql<{ id: string; code: string }>`
    select id, code from task where id = any(${[...ids]}::uuid[])`.execute(tx);
  const codes = new Map(found.rows.map(({ id, code }) => [id, code]));
  return ids.map((id) => codes.get(id) ?? '').join(' → ');
}

export async function replaceNeeds(tx: Tx, taskId: string, needs: readonly string[]): Promise<void> {
  await sql`delete from task_need where task_id = ${taskId} and needs_id <> all(${[...needs]}::uuid[])`.execute(
    tx,
  );
  await sql`
    insert into task_need (task_id, needs_id) select ${taskId}::uuid, unnest(${[...needs]}::uuid[])
    on conflict do nothing`.execute(tx);
}
