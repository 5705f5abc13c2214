/** Reports, incidents and deployment of a period, counted by the rooms that own them and named here. */
import { deploymentNeed, type Need } from '#rooms/deployment/contract.ts';
import { reportKindNames, reportTally } from '#rooms/field-reports/contract.ts';
import { incidentTally } from '#rooms/incidents/contract.ts';
import type { OperationSummary } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import type { Localized } from '#shared/schema.ts';
import type { DailyReport, NeedLine } from './contract.ts';
import { areaNamesOf } from './names.ts';
import { type Period, periodBefore } from './period.ts';
import { compare, rowLevel, withoutFalseSurplus } from './rules.ts';

export type Names = { readonly kinds: ReadonlyMap<string, Localized> };

export async function kindNamesOf(context: Context): Promise<Names> {
  const kinds = await context.ask(reportKindNames, {});
  return { kinds: new Map(kinds.map(({ key, name }) => [key, name])) };
}

const nameOfKind = (names: Names, key: string) => names.kinds.get(key) ?? { id: key, en: key };

export async function reportsOf(
  context: Context,
  operation: OperationSummary,
  period: Period,
  names: Names,
): Promise<DailyReport['reports']> {
  // Every agency reads this paper; what was said about one agency's people bypasses it, here too.
  const asked = { operationId: operation.id, level: rowLevel(operation.areas), aboutNobody: true };
  const today = await context.ask(reportTally, { ...asked, ...period });
  const before = await context.ask(reportTally, { ...asked, ...periodBefore(period) });
  const cell = (row: { kind: string; area: string }) => `${row.kind} ${row.area}`;
  const cells = [...new Map([...today, ...before].map((row) => [cell(row), row])).values()];
  const areas = await areaNamesOf(
    context,
    cells.map((row) => row.area),
  );
  const rows = cells
    .map(({ kind, area }) => {
      const here = (row: { kind: string; area: string }) => row.kind === kind && row.area === area;
      const now = today.filter(here);
      return {
        kind,
        kindName: nameOfKind(names, kind),
        area,
        areaName: areas.get(area) ?? area,
        ...compare(sum(now, 'count'), sum(before.filter(here), 'count')),
        unread: sum(now, 'unacknowledged'),
      };
    })
    .sort((a, b) => b.today - a.today || (cell(a) < cell(b) ? -1 : 1));
  const kinds = [...new Set(rows.map((row) => row.kind))];
  const byKind = kinds.map((kind) => {
    const ofKind = rows.filter((row) => row.kind === kind);
    return {
      kind,
      kindName: nameOfKind(names, kind),
      ...compare(sum(ofKind, 'today'), sum(ofKind, 'yesterday')),
    };
  });
  return {
    rows,
    byKind,
    total: compare(sum(rows, 'today'), sum(rows, 'yesterday')),
    unread: sum(rows, 'unread'),
  };
}

export async function incidentsOf(
  context: Context,
  operation: OperationSummary,
  period: Period,
  names: Names,
): Promise<DailyReport['incidents']> {
  // Every agency reads this paper; what was said about one agency's people bypasses it, here too.
  const asked = { operationId: operation.id, level: rowLevel(operation.areas), aboutNobody: true };
  const found = await context.ask(incidentTally, { ...asked, ...period });
  const before = await context.ask(incidentTally, { ...asked, ...periodBefore(period) });
  const areas = await areaNamesOf(
    context,
    found.map((row) => row.area),
  );
  const rows = found
    .map(({ kind, area, opened, resolved, open }) => {
      const kindName = nameOfKind(names, kind);
      return { kind, kindName, area, areaName: areas.get(area) ?? area, opened, resolved, open };
    })
    .filter((row) => row.opened + row.resolved + row.open > 0)
    .sort((a, b) => b.open - a.open || (`${a.kind}${a.area}` < `${b.kind}${b.area}` ? -1 : 1));
  const total = { opened: sum(rows, 'opened'), resolved: sum(rows, 'resolved'), open: sum(rows, 'open') };
  return { rows, total, openedCompared: compare(total.opened, sum(before, 'opened')) };
}

export async function deploymentOf(
  context: Context,
  operation: OperationSummary,
  day: string,
): Promise<DailyReport['deployment']> {
  const asked = { operationId: operation.id, day };
  const whole = await context.ask(deploymentNeed, { ...asked, level: 'operation' });
  const below = await context.ask(deploymentNeed, { ...asked, level: rowLevel(operation.areas) });
  const { reserve, army, lent } = whole;
  const areas = await areaNamesOf(
    context,
    below.rows.flatMap((row) => row.area ?? []),
  );
  const named = (row: Need): NeedLine => ({
    ...withoutFalseSurplus(row),
    areaName: row.area === null ? 'Seluruh operasi' : (areas.get(row.area) ?? row.area),
  });
  return { day: whole.day, whole: whole.rows.map(named), rows: below.rows.map(named), reserve, army, lent };
}

function sum<K extends string>(rows: readonly Readonly<Record<K, number>>[], field: K): number {
  return rows.reduce((total, row) => total + row[field], 0);
}
