/** SQL of one task: what it says, its evidence, what it waits for, what was done. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Due } from '#rooms/operations/contract.ts';
import type { Tx } from '#server/database/connect.ts';
import type { Standing } from '#shared/schema.ts';
import type { EvidenceKind, OriginKind, Sharing, TaskState, Theme } from './contract.ts';
import type { Offered, Proposal } from './store.ts';

export type CardRow = {
  readonly id: string;
  readonly operationId: string;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly measure: string;
  readonly state: TaskState;
  readonly asker: string;
  readonly askerName: string;
  readonly owner: string;
  readonly ownerName: string;
  readonly needsPlenary: boolean;
  readonly person: string | null;
  readonly personName: string | null;
  readonly area: string;
  readonly areaName: string;
  readonly stage: string | null;
  readonly theme: Theme;
  readonly due: Due | null;
  readonly dueDay: string | null;
  readonly weight: number;
  readonly originKind: OriginKind;
  readonly originId: string | null;
  readonly sharing: Sharing;
  readonly readers: readonly string[];
  readonly standing: Standing | null;
  readonly counter: Proposal | null;
  readonly change: Proposal | null;
  readonly handOver: Offered | null;
  readonly plenary: { readonly confirmed: boolean; readonly decision: string } | null;
  readonly endedBecause: string | null;
  readonly doneBy: string | null;
};

export async function findCard(tx: Tx, id: string, visible: RawBuilder<SqlBool>): Promise<CardRow | null> {
  const found = await sql<CardRow>`
    select t.id, t.operation_id as "operationId", t.code, t.title, t.detail, t.measure, t.state,
           t.asker, t.asker_name as "askerName", t.owner, t.owner_name as "ownerName",
           t.needs_plenary as "needsPlenary", t.person, t.person_name as "personName", t.area,
           t.area_name as "areaName", t.stage, t.theme, t.due, t.due_day as "dueDay", t.weight,
           t.origin_kind as "originKind", t.origin_id as "originId", t.sharing, t.readers::text[] as readers, t.standing,
           t.counter, t.change, t.hand_over as "handOver", t.plenary, t.ended_because as "endedBecause",
           t.done_by as "doneBy"
    from task t where t.id = ${id} and ${visible}`.execute(tx);
  return found.rows[0] ?? null;
}

export type EvidenceRow = {
  readonly id: string;
  readonly kind: EvidenceKind;
  readonly text: string;
  readonly url: string | null;
  readonly count: number | null;
  readonly unit: string | null;
  readonly fileName: string | null;
  readonly fileBytes: number | null;
  readonly fileType: string | null;
  readonly by: string;
  readonly agencyId: string;
  readonly at: Date;
  readonly operationAt: Date;
  readonly withdrawnReason: string | null;
  readonly withdrawnBy: string | null;
  readonly withdrawnOperationAt: Date | null;
};

/** What was withdrawn stays in its place. */
export async function listEvidence(tx: Tx, taskId: string): Promise<readonly EvidenceRow[]> {
  const found = await sql<EvidenceRow>`
    select e.id, e.kind, e.text, e.url, e.count, e.unit, e.file_name as "fileName", e.file_bytes as "fileBytes",
           e.file_type as "fileType", e.by_name as by, e.agency_id as "agencyId", e.at, e.operation_at as "operationAt",
           e.withdrawn_reason as "withdrawnReason", e.withdrawn_by as "withdrawnBy",
           e.withdrawn_operation_at as "withdrawnOperationAt"
    from task_evidence e where e.task_id = ${taskId} order by e.at, e.id`.execute(tx);
  return found.rows;
}

export type Neighbour = {
  /** This task waits for it, or it waits for this task. */
  readonly isNeed: boolean;
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly state: TaskState;
  readonly isSeen: boolean;
};

/** Tasks on both sides of this one, those that whoever looks may not see included: they are only counted. */
export async function listNeighbours(
  tx: Tx,
  taskId: string,
  visible: RawBuilder<SqlBool>,
): Promise<readonly Neighbour[]> {
  const found = await sql<Neighbour>`
    select n.task_id = ${taskId} as "isNeed", t.id, t.code, t.title, t.state, ${visible} as "isSeen"
    from task_need n
    join task t on t.id = case when n.task_id = ${taskId} then n.needs_id else n.task_id end
    where ${taskId} in (n.task_id, n.needs_id)
    order by t.code, t.id`.execute(tx);
  return found.rows;
}

export type EntryRow = {
  readonly id: string;
  readonly what: string;
  readonly by: string | null;
  readonly agency: string | null;
  readonly text: string | null;
  readonly at: Date;
  readonly operationAt: Date;
};

export async function listEntries(tx: Tx, taskId: string): Promise<readonly EntryRow[]> {
  const found = await sql<EntryRow>`
    select l.id, l.what, l.by_name as by, l.by_agency as agency, l.text, l.at, l.operation_at as "operationAt"
    from task_entry l where l.task_id = ${taskId} order by l.at, l.id`.execute(tx);
  return found.rows;
}
