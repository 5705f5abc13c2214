/** SQL of tasks and of what is done to them. Own tables only; every function takes the transaction first. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Due } from '#rooms/operations/contract.ts';
import type { Tx } from '#server/database/connect.ts';
import type { AttributeColumns } from '#server/visibility-sql.ts';
import type { NewTask, OriginKind, Party, Sharing } from './contract.ts';
import type { Standing, Undertaker } from './rules.ts';

/** The columns of `task t` behind the attributes of its visibility. */
export const attributeColumns: AttributeColumns = {
  operation: sql.ref('t.operation_id'),
  area: sql.ref('t.area'),
  sharing: sql.ref('t.sharing'),
  readers: sql.ref('t.readers'),
};

/** What the other side is asked to agree to, as it is kept. */
export type Proposal = {
  readonly due: Due | null;
  readonly measure: string;
  readonly reason: string;
  readonly by: Party;
  readonly operationAt: string;
};
export type Offered = { readonly to: Undertaker; readonly reason: string; readonly operationAt: string };

/** What acts change besides what the rules know. */
export type Terms = {
  readonly person: { readonly id: string; readonly name: string } | null;
  readonly due: Due | null;
  readonly dueDay: string | null;
  readonly measure: string;
  readonly counter: Proposal | null;
  readonly change: Proposal | null;
  readonly handOver: Offered | null;
  readonly plenary: { readonly confirmed: boolean; readonly decision: string } | null;
  readonly endedBecause: string | null;
};

export type Locked = Standing &
  Terms & {
    readonly id: string;
    readonly operationId: string;
    readonly area: string;
    readonly code: string;
    readonly sharing: Sharing;
    readonly named: readonly string[];
    readonly readers: readonly string[];
  };

/** A need that ended without being done is waited for no longer. */
const isOpenNeed = sql`n.state not in ('done', 'confirmed', 'refused', 'dropped')`;

/** Of `task t`: what the rules know, and what acts change. */
export const lockedColumns = sql`
  t.id, t.operation_id as "operationId", t.area, t.code, t.state, t.sharing, t.named, t.readers,
  jsonb_build_object('id', t.asker, 'name', t.asker_name) as asker,
  jsonb_build_object('id', t.owner, 'name', t.owner_name, 'needsPlenary', t.needs_plenary) as owner,
  t.change -> 'by' as "changeBy", t.hand_over -> 'to' as "handOverTo", t.done_by as "doneBy",
  (select count(*)::int from task_evidence e where e.task_id = t.id and e.withdrawn_operation_at is null) as evidence,
  array(select n.code from task_need d join task n on n.id = d.needs_id where d.task_id = t.id and ${isOpenNeed}
        order by n.code) as "openNeeds",
  case when t.person is not null then jsonb_build_object('id', t.person, 'name', t.person_name) end as person,
  t.due, t.due_day as "dueDay", t.measure, t.counter, t.change, t.hand_over as "handOver", t.plenary,
  t.ended_because as "endedBecause"`;

/** Tasks that may be seen, locked to the end of the transaction in one order for everybody. */
export async function lockTasks(
  tx: Tx,
  which: { readonly ids: readonly string[]; readonly operationId?: string },
  visible: RawBuilder<SqlBool>,
): Promise<readonly Locked[]> {
  const { ids, operationId } = which;
  const here = operationId === undefined ? sql`true` : sql`t.operation_id = ${operationId}::uuid`;
  // Locked first, so that what is counted beside is counted after whoever held the lock.
  await sql`
    select t.id from task t where t.id = any(${[...ids]}::uuid[]) and ${here} and ${visible}
    order by t.id for update`.execute(tx);
  const found = await sql<Locked>`
    select ${lockedColumns} from task t where t.id = any(${[...ids]}::uuid[]) and ${here} and ${visible}
    order by t.code`.execute(tx);
  return found.rows;
}

/** Everybody whose task it is now, or who was named. */
export function readersOf(task: Pick<Locked, 'asker' | 'owner' | 'named' | 'handOverTo'>): readonly string[] {
  const { asker, owner, named, handOverTo } = task;
  return [...new Set([asker.id, owner.id, ...named, ...(handOverTo ? [handOverTo.id] : [])])];
}

/** Writes what an act may have changed. */
export async function saveTask(tx: Tx, task: Locked, operationAt: Date): Promise<void> {
  const { owner, person, state } = task;
  await sql`
    update task set state = ${state}, owner = ${owner.id}, owner_name = ${owner.name},
      needs_plenary = ${owner.needsPlenary}, person = ${person?.id ?? null}, person_name = ${person?.name ?? null},
      due = ${json(task.due)}, due_day = ${task.dueDay}::date, measure = ${task.measure},
      counter = ${json(state === 'countered' ? task.counter : null)},
      change = ${json(task.changeBy === null ? null : task.change)},
      hand_over = ${json(task.handOverTo === null ? null : task.handOver)},
      plenary = ${json(task.plenary)}, ended_because = ${task.endedBecause}, done_by = ${task.doneBy},
      readers = ${[...readersOf(task)]}::uuid[], changed_operation_at = ${operationAt}
    where id = ${task.id}`.execute(tx);
}

function json(value: unknown): RawBuilder<unknown> {
  return sql`${value === null ? null : JSON.stringify(value)}::jsonb`;
}

export type Made = Pick<
  NewTask,
  'id' | 'operationId' | 'title' | 'detail' | 'measure' | 'area' | 'theme' | 'weight' | 'sharing'
> &
  Pick<Locked, 'named' | 'due' | 'dueDay' | 'state' | 'asker' | 'owner' | 'readers'> & {
    readonly areaName: string;
    readonly stage: string | null;
    readonly origin: { readonly kind: OriginKind; readonly id: string | null };
    readonly standing: string | null;
    readonly offeredBy: string | null;
    readonly offeredAt: Date;
    readonly operationAt: Date;
    readonly contentHash: Buffer;
  };

/** One after the other for each operation: numbers follow each other, and what waits for what is looked at whole. */
export async function lockOperation(tx: Tx, operationId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`tasks ${operationId}`}, 0))`.execute(tx);
}

/** Its code, the next of the operation, which is locked; null when the id is taken. */
export async function insertTask(tx: Tx, made: Made): Promise<string | null> {
  const inserted = await sql<{ code: string }>`
    insert into task
      (id, operation_id, code, title, detail, measure, state, asker, asker_name, owner, owner_name, needs_plenary, area,
       area_name, stage, theme, due, due_day, weight, origin_kind, origin_id, sharing, named, readers, standing,
       offered_by, offered_at, offered_operation_at, changed_operation_at, content_hash)
    select ${made.id}::uuid, ${made.operationId}::uuid,
       (select 'T-' || case when n < 1000 then lpad(n::text, 3, '0') else n::text end from (
          select coalesce(max(substr(code, 3)::int), 0) + 1 as n from task where operation_id = ${made.operationId}
        ) next),
       ${made.title}, ${made.detail}, ${made.measure}, ${made.state}, ${made.asker.id}::uuid, ${made.asker.name},
       ${made.owner.id}::uuid, ${made.owner.name}, ${made.owner.needsPlenary}::boolean, ${made.area}, ${made.areaName},
       ${made.stage}, ${made.theme}, ${json(made.due)}, ${made.dueDay}::date, ${made.weight}::int, ${made.origin.kind},
       ${made.origin.id}::uuid, ${made.sharing}, ${[...made.named]}::uuid[], ${[...made.readers]}::uuid[],
       ${made.standing}, ${made.offeredBy}::uuid, ${made.offeredAt}::timestamptz, ${made.operationAt}::timestamptz,
       ${made.operationAt}::timestamptz, ${made.contentHash}::bytea
    on conflict (id) do nothing returning code`.execute(tx);
  return inserted.rows[0]?.code ?? null;
}

export type Earlier = { readonly code: string; readonly by: string | null; readonly contentHash: Buffer };

export async function findEarlier(tx: Tx, id: string): Promise<Earlier | null> {
  const found = await sql<Earlier>`
    select code, offered_by as by, content_hash as "contentHash" from task where id = ${id}`.execute(tx);
  return found.rows[0] ?? null;
}

export type NewEntry = {
  readonly id: string;
  readonly taskId: string;
  readonly what: string;
  readonly byUser: string | null;
  readonly byName: string | null;
  readonly byAgency: string | null;
  readonly text: string | null;
  readonly at: Date;
  readonly operationAt: Date;
};

export async function insertEntry(tx: Tx, entry: NewEntry): Promise<void> {
  await sql`
    insert into task_entry (id, task_id, what, by_user, by_name, by_agency, text, at, operation_at)
    values (${entry.id}, ${entry.taskId}, ${entry.what}, ${entry.byUser}, ${entry.byName}, ${entry.byAgency},
            ${entry.text}, ${entry.at}, ${entry.operationAt})`.execute(tx);
}
