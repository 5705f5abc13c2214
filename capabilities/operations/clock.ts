/** The clock of an operation. Only stages, countdowns and due dates go by it. */
import { sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { OperationStanding } from '#server/endpoint/context.ts';
import { dayOf } from '#shared/time.ts';
import type { ClockView } from './contract.ts';
import { clockShows } from './rules.ts';
import type { OperationRow } from './store.ts';

type ClockRow = Pick<OperationRow, 'mode' | 'offsetMs' | 'frozenAt'>;

/**
 * How an operation stands: for the platform, which asks before it writes leaves. One that is not there goes by real time
 * and counts as open; its command is refused by its own room.
 */
export async function operationStanding(tx: Tx, operationId: string, now: Date): Promise<OperationStanding> {
  const found = await sql<ClockRow & { isAdmitted: boolean }>`
    select clock_mode as mode, clock_offset_ms as "offsetMs", clock_frozen_at as "frozenAt",
      admitted_at is not null as "isAdmitted"
    from operation where id = ${operationId}`.execute(tx);
  const row = found.rows[0];
  return row ? { time: shownBy(row, now), isAdmitted: row.isAdmitted } : { time: now, isAdmitted: true };
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
