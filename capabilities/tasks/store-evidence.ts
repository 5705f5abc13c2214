/** SQL of evidence. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { EvidenceKind } from './contract.ts';

/** A file of the store by its hash, lower-case hex SHA-256. */
export type StoredFile = Readonly<Record<'sha256' | 'name' | 'type', string>> & { readonly bytes: number };

export type NewEvidence = {
  readonly id: string;
  readonly taskId: string;
  readonly kind: EvidenceKind;
  readonly text: string;
  readonly url: string | null;
  readonly count: number | null;
  readonly unit: string | null;
  readonly file: StoredFile | null;
  readonly byUser: string | null;
  readonly byName: string;
  readonly agencyId: string;
  readonly at: Date;
  readonly operationAt: Date;
  readonly contentHash: Buffer;
};

/** False when the id is taken. */
export async function insertEvidence(tx: Tx, made: NewEvidence): Promise<boolean> {
  const inserted = await sql`
    insert into task_evidence
      (id, task_id, kind, text, url, count, unit, file_sha256, file_name, file_bytes, file_type, by_user, by_name,
       agency_id, at, operation_at, content_hash)
    values (${made.id}, ${made.taskId}, ${made.kind}, ${made.text}, ${made.url}, ${made.count}, ${made.unit},
            ${made.file?.sha256 ?? null}, ${made.file?.name ?? null}, ${made.file?.bytes ?? null},
            ${made.file?.type ?? null}, ${made.byUser}, ${made.byName}, ${made.agencyId}, ${made.at}, ${made.operationAt}, ${made.contentHash})
    on conflict (id) do nothing returning id`.execute(tx);
  return inserted.rows.length === 1;
}

type Kept = Pick<NewEvidence, 'taskId' | 'byUser' | 'agencyId' | 'contentHash'> & {
  readonly isWithdrawn: boolean;
};

export async function findEvidence(tx: Tx, id: string): Promise<Kept | null> {
  const found = await sql<Kept>`
    select task_id as "taskId", by_user as "byUser", agency_id as "agencyId", content_hash as "contentHash",
           withdrawn_operation_at is not null as "isWithdrawn"
    from task_evidence where id = ${id}`.execute(tx);
  return found.rows[0] ?? null;
}

export async function withdraw(
  tx: Tx,
  id: string,
  how: { readonly reason: string; readonly by: string; readonly operationAt: Date },
): Promise<void> {
  await sql`
    update task_evidence set withdrawn_reason = ${how.reason}, withdrawn_by = ${how.by},
      withdrawn_operation_at = ${how.operationAt}
    where id = ${id}`.execute(tx);
}

type Ids = { readonly taskId: string; readonly evidenceId: string };

/** Whether a file can still become evidence of a task that this agency works on. */
export async function awaitsFile(
  tx: Tx,
  { taskId, evidenceId }: Ids,
  agencyId: string | null,
): Promise<boolean> {
  const found = await sql`
    select 1 from task where id = ${taskId} and owner = ${agencyId}::uuid and state = 'in-work'
      and not exists (select 1 from task_evidence where id = ${evidenceId})`.execute(tx);
  return found.rows.length > 0;
}

/** A file that was withdrawn can be read as long as its task: it is struck, not removed. */
export async function findVisibleFile(
  tx: Tx,
  { taskId, evidenceId }: Ids,
  visible: RawBuilder<SqlBool>,
): Promise<StoredFile | null> {
  const found = await sql<StoredFile>`
    select e.file_sha256 as sha256, e.file_name as name, e.file_bytes as bytes, e.file_type as type
    from task_evidence e join task t on t.id = e.task_id
    where e.id = ${evidenceId} and t.id = ${taskId} and e.kind = 'file' and ${visible}`.execute(tx);
  return found.rows[0] ?? null;
}
