/** SQL of evidence. */
import { sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { EvidenceKind } from './contract.ts';

export type NewEvidence = {
  readonly id: string;
  readonly taskId: string;
  readonly kind: EvidenceKind;
  readonly text: string;
  readonly url: string | null;
  readonly count: number | null;
  readonly unit: string | null;
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
      (id, task_id, kind, text, url, count, unit, by_user, by_name, agency_id, at, operation_at, content_hash)
    values (${made.id}, ${made.taskId}, ${made.kind}, ${made.text}, ${made.url}, ${made.count}, ${made.unit},
            ${made.byUser}, ${made.byName}, ${made.agencyId}, ${made.at}, ${made.operationAt}, ${made.contentHash})
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
