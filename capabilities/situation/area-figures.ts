/** Figures by area for the map, gathered from the rooms with the rights of whoever asks. */
import { areasBelow } from '#rooms/areas/contract.ts';
import { deploymentNeed, type Need } from '#rooms/deployment/contract.ts';
import { reportTally } from '#rooms/field-reports/contract.ts';
import { incidentTally } from '#rooms/incidents/contract.ts';
import { type OperationSummary, operationNow } from '#rooms/operations/contract.ts';
import { stationCounts } from '#rooms/stations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { dayOf } from '#shared/time.ts';
import type { AreaFigures, MapLevel } from './contract.ts';
import { sameHours } from './period.ts';

type Stations = Pick<AreaFigures, 'stations' | 'special' | 'estimated' | 'classes'>;

export async function gatherAreaFigures(
  context: Context,
  operation: OperationSummary,
  level: MapLevel,
): Promise<AreaFigures[]> {
  const asked = { operationId: operation.id, level };
  const { now } = await context.ask(operationNow, { id: operation.id });
  const { today } = sameHours(now, dayOf(now, operation.zone), operation.zone);
  const areas = await context.ask(areasBelow, { within: operation.areas, level });
  const stations = stationsByArea(await context.ask(stationCounts, asked));
  const { rows } = await context.ask(deploymentNeed, asked);
  const police = new Map(rows.flatMap((row) => (row.force === 'polri' ? [[row.area, row]] : [])));
  const reports = sums(await context.ask(reportTally, { ...asked, ...today }), 'count');
  const incidents = sums(await context.ask(incidentTally, { ...asked, ...today }), 'open');
  return areas.map(({ code, name }) => ({
    area: code,
    name,
    ...(stations.get(code) ?? { stations: 0, special: 0, estimated: 0, classes: {} }),
    ...needOf(police.get(code)),
    reports: reports.get(code) ?? 0,
    incidentsOpen: incidents.get(code) ?? 0,
  }));
}

function needOf(row: Need | undefined): Pick<AreaFigures, 'need' | 'available' | 'gap' | 'needStanding'> {
  const { need = null, available = null, gap = null, standing = null } = row ?? {};
  return { need, available, gap, needStanding: standing };
}

function stationsByArea(
  rows: readonly {
    area: string;
    class: string | null;
    stations: number;
    special: number;
    estimated: number;
  }[],
): ReadonlyMap<string, Stations> {
  const found = new Map<string, Stations>();
  for (const row of rows) {
    const known = found.get(row.area) ?? { stations: 0, special: 0, estimated: 0, classes: {} };
    found.set(row.area, {
      stations: known.stations + row.stations,
      special: known.special + row.special,
      estimated: known.estimated + row.estimated,
      classes: row.class === null ? known.classes : { ...known.classes, [row.class]: row.stations },
    });
  }
  return found;
}

function sums<K extends string>(
  rows: readonly ({ area: string } & Readonly<Record<K, number>>)[],
  field: K,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const row of rows) found.set(row.area, (found.get(row.area) ?? 0) + row[field]);
  return found;
}
