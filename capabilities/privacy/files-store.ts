/** SQL of files that go with an erasure. */
import { sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { FileFound } from '#server/files/search.ts';

/** Files that held the words that were looked for. */
export async function insertSought(tx: Tx, erasureId: string, files: readonly FileFound[]): Promise<void> {
  await insert(tx, erasureId, files, true);
}

/** Files that only erased rows named. */
export async function insertNamed(tx: Tx, erasureId: string, hashes: readonly string[]): Promise<void> {
  const files = hashes.map((name) => ({ kind: 'file' as const, name }));
  await insert(tx, erasureId, files, false);
}

async function insert(
  tx: Tx,
  erasureId: string,
  files: readonly FileFound[],
  sought: boolean,
): Promise<void> {
  await sql`
    insert into erasure_file (erasure_id, kind, name, sought)
    select ${erasureId}, kind, name, ${sought}
    from jsonb_to_recordset(${JSON.stringify(files)}::jsonb) as f(kind text, name text)
    on conflict do nothing`.execute(tx);
}

export async function countFiles(tx: Tx, erasureId: string): Promise<number> {
  const found = await sql<{ files: number }>`
    select count(*)::int as files from erasure_file where erasure_id = ${erasureId}`.execute(tx);
  return found.rows[0]?.files ?? 0;
}

export type Going = FileFound & { readonly erasureId: string; readonly doneAt: Date };

/** Files of erasures that were done, and that are still there or were never looked for since. */
export async function filesToRemove(tx: Tx): Promise<readonly Going[]> {
  const found = await sql<Going>`
    select f.kind, f.name, f.erasure_id as "erasureId", e.done_at as "doneAt"
    from erasure_file f join erasure e on e.id = f.erasure_id
    where f.gone_at is null and e.done_at is not null order by e.done_at, f.name`.execute(tx);
  return found.rows;
}

export async function markGone(tx: Tx, { erasureId, kind, name }: Going, at: Date): Promise<void> {
  await sql`
    update erasure_file set gone_at = ${at}
    where erasure_id = ${erasureId} and kind = ${kind} and name = ${name}`.execute(tx);
}
