/** SQL of what is read of tasks: whose move it is, what is overdue, and how many of each. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { ListSource } from '#server/endpoint/handle.ts';
import { closedStates, type OriginKind, type TaskState } from './contract.ts';

/** Whoever looks, and the day on which they do by the operation's clock. */
export type Looker = { readonly userId: string; readonly agencyId: string | null; readonly today: string };

const ownersTurn: readonly TaskState[] = ['offered', 'awaiting-plenary', 'agreed', 'in-work'];
const askersTurn: readonly TaskState[] = ['countered', 'done'];
/** Where a day that has passed says nothing any more, and where nobody need wait for it any more. */
const over: readonly TaskState[] = ['done', ...closedStates];

// Constants of ours stand in the statement itself, so that the database plans with them.
const literals = (states: readonly TaskState[]) => sql.join(states.map((state) => sql.lit(state)));
const oneOf = (states: readonly TaskState[]) => sql`t.state in (${literals(states)})`;

const isClosed = oneOf(closedStates);
const turn = sql<string>`case when ${oneOf(ownersTurn)} then 'owner' when ${oneOf(askersTurn)} then 'asker' else 'nobody' end`;

function isOverdue(today: string): RawBuilder<unknown> {
  return sql`(t.due_day < ${today}::date and not ${oneOf(over)})`;
}

/** Also where the other side waits for our answer to a change, or offers us a hand-over. */
function isOurTurn(agencyId: string): RawBuilder<unknown> {
  return sql`(case when ${oneOf(ownersTurn)} then t.owner when ${oneOf(askersTurn)} then t.asker end = ${agencyId}::uuid
    or (t.change is not null and ${agencyId}::uuid in (t.owner, t.asker) and t.change #>> '{by,id}' <> ${agencyId})
    or t.hand_over #>> '{to,id}' = ${agencyId})`;
}

/** What a task is to whoever looks, each as a condition. */
function lensesOf({ userId, agencyId, today }: Looker) {
  const nobody = sql`false`;
  return {
    ourTurn: agencyId === null ? nobody : isOurTurn(agencyId),
    mine: userId === '' ? nobody : sql`t.person = ${userId}::uuid`,
    ours: agencyId === null ? nobody : sql`t.owner = ${agencyId}::uuid`,
    awaited:
      agencyId === null
        ? nobody
        : sql`(t.asker = ${agencyId}::uuid and t.owner <> t.asker and not ${isClosed})`,
    overdue: isOverdue(today),
  };
}

const yesNo = (condition: RawBuilder<unknown>) => sql`case when ${condition} then 'yes' else 'no' end`;

/** One SQL expression per field of a row of the list. */
export function rowFields(looker: Looker): ListSource['fields'] {
  const { ourTurn, mine, ours, awaited, overdue } = lensesOf(looker);
  return {
    ...ofTheTask,
    daysLeft: sql`t.due_day - ${looker.today}::date`,
    overdue: yesNo(overdue),
    turn,
    ourTurn: yesNo(ourTurn),
    mine: yesNo(mine),
    ours: yesNo(ours),
    awaited: yesNo(awaited),
    closed: yesNo(isClosed),
  };
}

const ofTheTask: ListSource['fields'] = {
  id: sql`t.id`,
  code: sql`t.code`,
  title: sql`t.title`,
  state: sql`t.state`,
  owner: sql`t.owner_name`,
  asker: sql`t.asker_name`,
  person: sql`t.person_name`,
  dueDay: sql`t.due_day`,
  theme: sql`t.theme`,
  stage: sql`t.stage`,
  stageName: sql`t.stage`,
  area: sql`t.area`,
  areaName: sql`t.area_name`,
  origin: sql`t.origin_kind`,
  measure: sql`t.measure`,
  evidence: sql`(select count(*)::int from task_evidence e where e.task_id = t.id and e.withdrawn_operation_at is null)`,
  needsOpen: sql`(select count(*)::int from task_need n join task x on x.id = n.needs_id
                  where n.task_id = t.id and x.state not in (${literals(over)}))`,
  weight: sql`t.weight`,
  sharing: sql`t.sharing`,
  standing: sql`t.standing`,
  offeredOperationAt: sql`t.offered_operation_at`,
  changedOperationAt: sql`t.changed_operation_at`,
};

type Counts = Readonly<Record<'ourTurn' | 'mine' | 'ours' | 'awaited' | 'overdue' | 'open' | 'all', number>>;

/** How many tasks stand in each list, as far as whoever looks may see them. Own lists hold what is not ended. */
export async function countTasks(
  tx: Tx,
  operationId: string,
  looker: Looker,
  visible: RawBuilder<SqlBool>,
): Promise<Counts> {
  const { ourTurn, mine, ours, awaited, overdue } = lensesOf(looker);
  const found = await sql<Counts>`
    select count(*) filter (where ${ourTurn}) as "ourTurn",
           count(*) filter (where ${mine} and not ${isClosed}) as mine,
           count(*) filter (where ${ours} and not ${isClosed}) as ours,
           count(*) filter (where ${awaited}) as awaited,
           count(*) filter (where ${overdue}) as overdue,
           count(*) filter (where not ${isClosed}) as open,
           count(*) as "all"
    from task t where t.operation_id = ${operationId} and ${visible}`.execute(tx);
  return found.rows[0] ?? { ourTurn: 0, mine: 0, ours: 0, awaited: 0, overdue: 0, open: 0, all: 0 };
}

type OfOrigin = {
  readonly originId: string;
  readonly id: string;
  readonly operationId: string;
  readonly code: string;
  readonly state: TaskState;
  readonly owner: string;
  readonly dueDay: string | null;
};

export async function listOfOrigins(
  tx: Tx,
  asked: { readonly kind: OriginKind; readonly ids: readonly string[] },
  visible: RawBuilder<SqlBool>,
): Promise<readonly OfOrigin[]> {
  const found = await sql<OfOrigin>`
    select t.origin_id as "originId", t.id, t.operation_id as "operationId", t.code, t.state, t.owner_name as owner,
           t.due_day as "dueDay"
    from task t
    where t.origin_kind = ${asked.kind} and t.origin_id = any(${[...asked.ids]}::uuid[]) and ${visible}
    order by t.code, t.id`.execute(tx);
  return found.rows;
}

/** Whether a task is past its day, as the list says it. */
export function isPastDue(
  { state, dueDay }: { state: TaskState; dueDay: string | null },
  today: string,
): boolean {
  return dueDay !== null && dueDay < today && !over.includes(state);
}

/** Whether whoever waits for a task in this state still waits. */
export function isNeedOpen(state: TaskState): boolean {
  return !over.includes(state);
}
