import { useMemo } from 'react';
import { listLabels, readMap } from '#rooms/areas/contract.ts';
import { readReportPoints } from '#rooms/field-reports/contract.ts';
import { readIncidentPoints } from '#rooms/incidents/contract.ts';
import { readSchemes, readStationMap } from '#rooms/stations/contract.ts';
import type { ReplyOf } from '#shared/endpoint.ts';
import { type Asked, useAsk } from '#web/api/index.ts';
import { useLive } from '#web/live/index.ts';
import { useMay, useNow, useOperation } from '#web/shell/index.ts';
import { type AreaFigures, type MapLevel, readAreaFigures } from '../../contract.ts';

export type Label = ReplyOf<typeof listLabels>['labels'][number];
export type Scheme = ReplyOf<typeof readSchemes>['schemes'][number];

/** Everything that the wall draws, each part as far as it is known by now. */
export type Wall = {
  readonly areaMap: Asked<ReplyOf<typeof readMap>>;
  readonly stationMap: ReplyOf<typeof readStationMap> | null;
  readonly scheme: Scheme | null;
  readonly unclassed: number;
  readonly figures: readonly AreaFigures[];
  readonly villages: readonly Label[];
  readonly districts: readonly Label[];
  readonly regencies: readonly Label[];
  readonly reports: ReplyOf<typeof readReportPoints>;
  readonly incidents: ReplyOf<typeof readIncidentPoints>;
};

const NOTHING = { points: [], dropped: 0, withoutPlace: 0 };

/** @param level whose figures colour the map at this zoom */
export function useWall(level: MapLevel): Wall {
  const { id, areas } = useOperation();
  const params = { operationId: id };
  // One area has an extent of its own; several are framed by what lies in them.
  const within = areas.length === 1 && areas[0] !== undefined ? { within: areas[0] } : {};
  const mayReports = useMay('field-report.read');
  const mayIncidents = useMay('incident.read');
  const mayStations = useMay('station.read');
  const areaMap = useAsk(readMap, { query: within }, { keep: true });
  const stationMap = known(useAsk(readStationMap, { params }, { enabled: mayStations }));
  const schemes = known(useAsk(readSchemes, { params }, { enabled: mayStations }));
  const figures = known(useAsk(readAreaFigures, { params, query: { level } }, { keep: true }));
  const villages = known(useAsk(listLabels, { query: { ...within, level: 'village' } }));
  const districts = known(useAsk(listLabels, { query: { ...within, level: 'district' } }));
  const regencies = known(useAsk(listLabels, { query: { ...within, level: 'regency' } }));
  const reports = known(useAsk(readReportPoints, { params, query: {} }, { enabled: mayReports }));
  const incidents = known(useAsk(readIncidentPoints, { params }, { enabled: mayIncidents }));
  useLive(['area'], [readMap, listLabels]);
  useLive(['station', 'station-scheme'], [readStationMap, readSchemes, readAreaFigures]);
  useLive(['field-report'], [readReportPoints, readAreaFigures]);
  useLive(['incident'], [readIncidentPoints, readAreaFigures]);
  useLive(['deployment', 'deployment-plan'], [readAreaFigures]);
  return {
    areaMap,
    stationMap,
    scheme: schemes?.schemes.find(({ current }) => current) ?? null,
    unclassed: schemes?.unclassed ?? 0,
    figures: figures?.areas ?? NONE,
    villages: villages?.labels ?? NONE,
    districts: districts?.labels ?? NONE,
    regencies: regencies?.labels ?? NONE,
    reports: useLastDay(reports ?? NOTHING),
    incidents: incidents ?? NOTHING,
  };
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** The last 24 hours of the operation's clock, which may be far from the hours since the server received them. */
function useLastDay(reports: Wall['reports']): Wall['reports'] {
  // By the minute: the map is not drawn anew with each second.
  const minute = Math.floor(useNow().getTime() / MINUTE_MS);
  return useMemo(() => {
    const since = minute * MINUTE_MS - DAY_MS;
    return { ...reports, points: reports.points.filter((each) => Date.parse(each.operationAt) >= since) };
  }, [reports, minute]);
}

const NONE: readonly never[] = [];

function known<T>(asked: Asked<T>): T | null {
  return asked.state === 'ready' ? asked.data : null;
}
