/** Totals of the last days for whoever may count without reading. */
import { reportKindNames, reportTally } from '#rooms/field-reports/contract.ts';
import { incidentTally } from '#rooms/incidents/contract.ts';
import { type OperationSummary, operationNow } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { addDays, dayOf, instantOf } from '#shared/time.ts';
import { findWaits } from './acknowledged-store.ts';
import type { Totals } from './contract.ts';
import { iso } from './names.ts';
import { rowLevel } from './rules.ts';

/** A week: what came today is seen against the days before it. */
const DAYS = 7;

export async function gatherTotals(context: Context, operation: OperationSummary): Promise<Totals> {
  const { id: operationId, zone, areas } = operation;
  const { now } = await context.ask(operationNow, { id: operationId });
  const today = dayOf(now, zone);
  const days = Array.from({ length: DAYS }, (_, index) => addDays(today, index - DAYS + 1));
  const asked = { operationId, level: rowLevel(areas) };
  const tallies = [];
  for (const day of days) {
    const period = { from: instantOf(day, '00:00', zone), to: instantOf(addDays(day, 1), '00:00', zone) };
    tallies.push(await context.ask(reportTally, { ...asked, ...period }));
  }
  const week = {
    from: instantOf(days[0] ?? today, '00:00', zone),
    to: instantOf(addDays(today, 1), '00:00', zone),
  };
  const incidents = await context.ask(incidentTally, { ...asked, ...week });
  const all = tallies.flat();
  return {
    clock: { now: iso(now), today, zone },
    days,
    kinds: await byKind(context, tallies),
    received: sum(all, 'count'),
    unread: sum(all, 'unacknowledged'),
    incidents: {
      opened: sum(incidents, 'opened'),
      resolved: sum(incidents, 'resolved'),
      open: sum(incidents, 'open'),
    },
    acknowledgement: await findWaits(context, operationId),
  };
}

type Tally = readonly { readonly kind: string; readonly count: number }[];

async function byKind(context: Context, tallies: readonly Tally[]): Promise<Totals['kinds']> {
  const names = await context.ask(reportKindNames, {});
  const keys = [...new Set(tallies.flat().map(({ kind }) => kind))];
  return keys
    .map((kind) => {
      const counts = tallies.map((tally) =>
        sum(
          tally.filter((row) => row.kind === kind),
          'count',
        ),
      );
      const name = names.find(({ key }) => key === kind)?.name ?? { id: kind, en: kind };
      return { kind, name, counts, total: counts.reduce((total, count) => total + count, 0) };
    })
    .sort((a, b) => b.total - a.total || (a.kind < b.kind ? -1 : 1));
}

function sum<K extends string>(rows: readonly Readonly<Record<K, number>>[], field: K): number {
  return rows.reduce((total, row) => total + row[field], 0);
}
