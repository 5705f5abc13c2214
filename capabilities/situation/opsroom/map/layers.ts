import { ancestorAt, areaLevels, isWithin, levelOf } from '#shared/area-code.ts';
import {
  boundsAround,
  features,
  hatched,
  type MapFilter,
  type MapFrameProps,
  type MapLayer,
  outlined,
  points,
  ringed,
  serverTiles,
  tinted,
} from '#web/map/index.ts';
import { roomAround, roomyNames, stationFigures, stationGrain } from './drawing.ts';
import { stillNeedsHelp } from './modes.ts';
import type { Selection } from './use-selection.ts';
import type { Label, Wall } from './use-wall.ts';

type Sources = MapFrameProps['sources'];

export const pickable = ['incidents', 'reports', 'special', 'stations', 'areas'] as const;

/** The layers that say what a place is called. */
export const nameLayers = ['regency-names', 'district-names', 'village-names'] as const;

/** Below it names of districts would only cover each other. */
const DISTRICT_NAMES_ZOOM = 9.2;
/** From this zoom on areas are villages. */
const VILLAGE_ZOOM = 11;

/** @param at where the chosen point stands */
export function wallSources(
  { id: operationId, areas: within }: { readonly id: string; readonly areas: readonly string[] },
  wall: Wall,
  selection: Selection | null,
  at: readonly [number, number] | undefined,
): Sources {
  const { areaMap, stationMap } = wall;
  return {
    ...(areaMap.state === 'ready'
      ? { areas: serverTiles(`/api/tiles/areas/{z}/{x}/{y}?v=${areaMap.data.version}`, { key: 'code' }) }
      : {}),
    ...(stationMap && stationMap.stations > 0
      ? {
          stations: serverTiles(`/api/tiles/stations/${operationId}/{z}/{x}/{y}?v=${stationMap.version}`),
        }
      : {}),
    villages: labelSource(wall.villages.filter(({ code }) => inside(code, within))),
    districts: labelSource(wall.districts.filter(({ code }) => inside(code, within))),
    regencies: labelSource(wall.regencies),
    reports: features(collection(wall.reports.points.map(reportFeature)), 'id'),
    incidents: features(collection(wall.incidents.points.map(incidentFeature)), 'id'),
    ...(selection?.kind === 'wilayah'
      ? { chosen: features(`${window.location.origin}/api/areas/${selection.id}/outline`) }
      : {}),
    ...(selection && selection.kind !== 'wilayah' && at
      ? { spot: features(collection([point(at[0], at[1], {})])) }
      : {}),
  };
}

/** @param within areas of the operation; neighbours that happen to be known are not drawn */
export function wallLayers(sources: Sources, within: readonly string[]): readonly MapLayer[] {
  const filter = ofOperation(within);
  const areas = (id: string) => ({ id, source: 'areas', tileLayer: 'areas', filter });
  const stations = (id: string, special: 0 | 1) => ({
    id,
    source: 'stations',
    tileLayer: 'stations',
    filter: ['==', ['get', 'special'], special] satisfies MapFilter,
  });
  const approximate: MapFilter = ['all', filter, ['==', ['get', 'approximate'], 1]];
  return [
    ...(sources.areas
      ? [tinted(areas('areas')), hatched({ ...areas('cells'), filter: approximate }, 0.1)]
      : []),
    ...(sources.stations
      ? [
          stationGrain(stations('stations', 0)),
          stationFigures({ id: 'counts', source: 'stations', tileLayer: 'counts' }),
        ]
      : []),
    ...(sources.chosen ? [outlined({ id: 'chosen', source: 'chosen' })] : []),
    roomyNames({ id: 'regency-names', source: 'regencies' }, { maxZoom: DISTRICT_NAMES_ZOOM }),
    roomyNames(
      { id: 'district-names', source: 'districts' },
      {
        minZoom: DISTRICT_NAMES_ZOOM,
        maxZoom: VILLAGE_ZOOM,
      },
    ),
    roomyNames({ id: 'village-names', source: 'villages' }, { minZoom: VILLAGE_ZOOM }),
    ...(sources.stations
      ? [
          points(stations('special', 1), 'special', {
            '1': { shape: 'diamond', tone: 'quiet', hollow: true },
          }),
        ]
      : []),
    points({ id: 'reports', source: 'reports' }, 'mark', {
      new: { shape: 'square', tone: 'accent' },
      known: { shape: 'square', tone: 'accent', hollow: true },
      help: { shape: 'square', tone: 'alarm' },
    }),
    points({ id: 'incidents', source: 'incidents' }, 'mark', {
      incident: { shape: 'triangle', tone: 'alarm' },
    }),
    ...(sources.spot ? [ringed({ id: 'spot', source: 'spot' })] : []),
  ];
}

/** Areas at, below or above those of the operation: at low zooms a city stands for its districts. */
function ofOperation(within: readonly string[]): MapFilter {
  if (within.length === 0) return ['all', true];
  const above = within.flatMap((code) => areaLevels.flatMap((level) => ancestorAt(code, level) ?? []));
  const starts = (length: number): MapFilter => [
    'in',
    ['slice', ['get', 'code'], 0, length],
    ['literal', within.filter((code) => code.length === length)],
  ];
  return [
    'any',
    ['in', ['get', 'code'], ['literal', [...new Set(above)]]],
    starts(2),
    starts(5),
    starts(8),
    starts(13),
  ];
}

/** The extent of the operation: its areas, else its stations. Degrees; null while nothing can be drawn. */
export function wallBounds(wall: Wall, within: readonly string[]): MapFrameProps['bounds'] | null {
  const { areaMap, stationMap, villages, districts, regencies } = wall;
  if (areaMap.state !== 'ready') return null;
  const several =
    within.length > 1 ? boundsAround(pointsWithin([...villages, ...districts, ...regencies], within)) : null;
  const [west, south, east, north] = areaMap.data.bounds ?? stationMap?.bounds ?? [];
  if (several) return several;
  if (west === undefined || south === undefined || east === undefined || north === undefined) return null;
  return [west, south, east, north];
}

const inside = (code: string, within: readonly string[]) => within.some((area) => isWithin(code, area));

function pointsWithin(labelled: readonly Label[], within: readonly string[]) {
  return labelled
    .filter(({ code }) => inside(code, within))
    .map(({ lon, lat }): readonly [number, number] => [lon, lat]);
}

/** Where to look for a chosen area, as near as its level asks. */
export function focusOfArea(code: string, labelled: readonly Label[]) {
  const below = labelled.filter((label) => isWithin(label.code, code));
  const box = boundsAround(below.map(({ lon, lat }): readonly [number, number] => [lon, lat]));
  if (!box) return undefined;
  const [west, south, east, north] = box;
  const zoom = levelOf(code) === 'village' ? 13 : levelOf(code) === 'district' ? 12.2 : 10.5;
  return { at: [(west + east) / 2, (south + north) / 2], zoom } as const;
}

type Collection = { type: 'FeatureCollection'; features: PointFeature[] };
type PointFeature = {
  type: 'Feature';
  properties: Record<string, string | number>;
  geometry: { type: 'Point'; coordinates: [number, number] };
};

function collection(made: PointFeature[]): Collection {
  return { type: 'FeatureCollection', features: made };
}

function point(lon: number, lat: number, properties: PointFeature['properties']): PointFeature {
  return { type: 'Feature', properties, geometry: { type: 'Point', coordinates: [lon, lat] } };
}

function labelSource(labelled: readonly Label[]) {
  const named = labelled.map((label) => {
    const { code, name, lon, lat } = label;
    return point(lon, lat, { code, name, room: roomAround(label, labelled) });
  });
  return features(collection(named), 'code');
}

function reportFeature({ id, help, state, lon, lat }: Wall['reports']['points'][number]): PointFeature {
  const mark = stillNeedsHelp({ help, state }) ? 'help' : state === 'received' ? 'new' : 'known';
  return point(lon, lat, { id, mark });
}

function incidentFeature({ id, lon, lat }: Wall['incidents']['points'][number]): PointFeature {
  return point(lon, lat, { id, mark: 'incident' });
}
