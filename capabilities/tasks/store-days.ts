/** SQL of days that hang on stages. */
import { sql } from 'kysely';
import type { Due } from '#rooms/operations/contract.ts';
import type { Tx } from '#server/database/connect.ts';
import { closedStates, type Sharing } from './contract.ts';

/** What has ended keeps the day that it had. */
const isOpen = sql`t.state not in (${sql.join(closedStates.map((state) => sql.lit(state)))})`;

/** Every due of an operation that hangs on a stage, each once. */
export async function listStageDues(tx: Tx, operationId: string): Promise<readonly Due[]> {
  const found = await sql<{ due: Due }>`
    select distinct t.due from task t
    where t.operation_id = ${operationId} and t.due is not null and t.due ->> 'stage' is not null and ${isOpen}`.execute(
    tx,
  );
  return found.rows.map(({ due }) => due);
}

type Moved = {
  readonly id: string;
  readonly area: string;
  readonly sharing: Sharing;
  readonly readers: readonly string[];
  readonly before: string | null;
  readonly after: string | null;
};

/** Gives every task with one of these dues its day; only those whose day is another one are touched. */
export async function moveDays(
  tx: Tx,
  operationId: string,
  days: readonly { readonly due: Due; readonly day: string | null }[],
  operationAt: Date,
): Promise<readonly Moved[]> {
  const found = await sql<Moved>`
    update task t set due_day = d.day, changed_operation_at = ${operationAt}
    from jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as d (due jsonb, day date), task old
    where old.id = t.id and t.operation_id = ${operationId} and t.due = d.due and ${isOpen}
      and t.due_day is distinct from d.day
    returning t.id, t.area, t.sharing, t.readers::text[] as readers, old.due_day as before, t.due_day as after`.execute(
    tx,
  );
  return found.rows;
}

/** A line for the card of each. */
export async function noteMoved(
  tx: Tx,
  lines: readonly { readonly id: string; readonly taskId: string; readonly text: string }[],
  when: { readonly at: Date; readonly operationAt: Date },
): Promise<void> {
  await sql`
    insert into task_entry (id, task_id, what, text, at, operation_at)
    select l.id, l."taskId", 'day-moved', l.text, ${when.at}, ${when.operationAt}
    from jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l (id uuid, "taskId" uuid, text text)`.execute(
    tx,
  );
}
