/** How long reports waited until somebody read them. */
import { sql } from 'kysely';
import { fieldReportTotals } from '#rooms/field-reports/contract.ts';
import type { Tx } from '#server/database/connect.ts';
import type { Context } from '#server/endpoint/context.ts';

/** Takes a report from those that wait to those that were acknowledged; the first acknowledgement stands. */
export async function acknowledge(tx: Tx, id: string, at: Date): Promise<void> {
  await sql`
    with waited as (delete from situation_unread_report where id = ${id} returning *)
    insert into situation_acknowledged_report
      (id, operation_id, area, addressee, about, reporter, received_at, acknowledged_at)
    select id, operation_id, area, addressee, about, reporter, received_at, greatest(received_at, ${at})
    from waited on conflict (id) do nothing`.execute(tx);
}

export type Waits = { reports: number; medianS: number | null; longestS: number | null };

export async function findWaits(context: Context, operationId: string): Promise<Waits> {
  const visible = context.visible(fieldReportTotals, {
    operation: sql.ref('a.operation_id'),
    area: sql.ref('a.area'),
    addressee: sql.ref('a.addressee'),
    about: sql.ref('a.about'),
    reporter: sql.ref('a.reporter'),
  });
  const waited = sql`extract(epoch from a.acknowledged_at - a.received_at)`;
  const found = await sql<Waits>`
    select count(*)::integer as reports,
           round(percentile_cont(0.5) within group (order by ${waited}))::integer as "medianS",
           round(max(${waited}))::integer as "longestS"
    from situation_acknowledged_report a
    where a.operation_id = ${operationId} and ${visible}`.execute(context.tx);
  return found.rows[0] ?? { reports: 0, medianS: null, longestS: null };
}
