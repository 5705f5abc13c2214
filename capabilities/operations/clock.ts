/** The clock of an operation. Only stages, countdowns and due dates go by it. */
import { sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import { dayOf } from '#shared/time.ts';
import type { ClockView } from './contract.ts';
import { clockShows } from './rules.ts';
import type { OperationRow } from './store.ts';

type ClockRow = Pick<OperationRow, 'mode' | 'offsetMs' | 'frozenAt'>;

/** What the clock of an operation shows at an instant of real time; `now` itself where there is no such operation. */
export async function operationTime(tx: Tx, operationId: string, now: Date): Promise<Date> {
  const found = await sql<ClockRow>`
    select clock_mode as mode, clock_offset_ms as "offsetMs", clock_frozen_at as "frozenAt"
    from operation where id = ${operationId}`.execute(tx);
  const clock = found.rows[0];
  return clock ? shownBy(clock, now) : now;
}

export function shownBy(clock: ClockRow, now: Date): Date {
  const frozenAtMs = clock.frozenAt?.getTime() ?? null;
  return new Date(clockShows({ mode: clock.mode, offsetMs: clock.offsetMs, frozenAtMs }, now.getTime()));
}

/** The plain day of an operation in its own zone. */
export function todayOf(operation: OperationRow, now: Date): string {
  return dayOf(shownBy(operation, now), operation.zone);
}

export function clockView(operation: OperationRow, now: Date): ClockView {
  const { mode, zone } = operation;
  return { mode, zone, now: shownBy(operation, now).toISOString(), today: todayOf(operation, now) };
}
