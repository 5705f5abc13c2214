/** Polling stations of which only counts are known, and the patterns by which they are guarded. */
import type { ReferenceData } from '#data/load.ts';
import type { StationTable } from '#data/schema-stations.ts';
import { setPattern } from '#rooms/deployment/plan.ts';
import { defineScheme, generateEstimated } from '#rooms/stations/commands.ts';
import { standsFrom } from './load-operation.ts';
import type { Loading } from './loading.ts';

// Any number will do; it must only never change, or the estimated points would move.
const SEED = 2024;

export async function loadScheme(loading: Loading): Promise<void> {
  const { scheme } = loading.operation;
  await loading.use('scheme', defineScheme, {
    params: { operationId: loading.operationId },
    body: {
      id: loading.id('scheme', scheme.key),
      key: scheme.key,
      name: scheme.name,
      source: loading.source(scheme.source),
      statedOn: null,
      classes: scheme.classes,
      current: true,
    },
  });
}

/** Stations around the village centres, marked estimated. A sample without counts per village gets none. */
export async function loadStations(loading: Loading): Promise<void> {
  const { stationClass } = loading.operation;
  const tables = tablesOf(loading.data, loading.operation);
  for (const table of villageTables(tables, loading.operation.areas)) {
    await loading.use(`stations ${table.key}`, generateEstimated, {
      params: { operationId: loading.operationId },
      body: {
        id: loading.id('stations', table.key),
        counts: table.counts.map(({ code, count }) => ({ area: code, count })),
        class:
          stationClass === null
            ? null
            : { key: stationClass.class, source: loading.source(stationClass.source), statedOn: null },
        statedLevel: statedLevelOf(table, tables),
        source: loading.source(table.source),
        seed: SEED,
      },
    });
  }
}

/** How many stations a sample holds once it is open; null where no count per village was published. */
export function stationsOf(data: ReferenceData, operation: Operation): number | null {
  const tables = villageTables(tablesOf(data, operation), operation.areas);
  return tables.length === 0 ? null : tables.reduce((sum, { total }) => sum + total, 0);
}

type Operation = ReturnType<ReferenceData['operation']>;

function tablesOf(data: ReferenceData, { stationCounts }: Operation): readonly StationTable[] {
  if (stationCounts === null) return [];
  const { rolls } = data.stationCounts(stationCounts.file);
  return rolls.find(({ key }) => key === stationCounts.roll)?.tables ?? [];
}

function villageTables(tables: readonly StationTable[], areas: readonly string[]): readonly StationTable[] {
  return tables.filter(
    ({ level, areaCode }) =>
      level === 'village' && areas.some((area) => areaCode === area || areaCode.startsWith(`${area}.`)),
  );
}

/** The level at which the figures were published: that of the table from which an estimate was shared out. */
function statedLevelOf(table: StationTable, tables: readonly StationTable[]): StationTable['level'] {
  const from = tables.find(({ key }) => key === table.apportioned?.totalsFrom);
  return from?.level ?? table.level;
}

export async function loadPatterns(loading: Loading): Promise<void> {
  const { earlierPatterns, patterns } = loading.operation;
  for (const [index, pattern] of [...earlierPatterns, ...patterns].entries()) {
    const { class: key, police, stations, linmas, writtenAs, order, statedOn, standing, source } = pattern;
    await loading.use(`pattern ${key} ${index}`, setPattern, {
      params: { operationId: loading.operationId },
      body: {
        id: loading.id('pattern', key, String(index)),
        area: null,
        class: key,
        police,
        stations,
        linmas,
        linmasPerStation: 2,
        writtenAs,
        reading: order,
        validFrom: standsFrom(statedOn, loading),
        source: loading.source(source),
        statedOn,
        standing,
      },
    });
  }
}
