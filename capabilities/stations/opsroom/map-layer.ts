/** What stations add to a map: tiles, marks by class, legend. For the situation and for the card. */
import type { LegendEntry, MapLayer, PointMark } from '#web/map/index.ts';
import { dots, labels, points, serverTiles } from '#web/map/index.ts';
import type { Shape, Tone } from '#web/ui/index.ts';
import { POINT_ZOOM, type SchemeView } from '../contract.ts';

export const STATION_SOURCE = 'stations';
export const STATION_LAYER = 'stations';
/** Layers that can be picked: points from zoom 10 on, sums per area below it. */
export const stationPickable = ['station-special', 'station-class', 'station-counts'] as const;

const SHAPES: readonly Shape[] = ['ring', 'circle', 'circle', 'square', 'triangle'];
const TONES: readonly Tone[] = ['class-0', 'class-1', 'class-2', 'class-3'];

/** The mark of a class by its order in the scheme (1 is the mildest, 0 none). A special station is a diamond. */
export function markOfClass(order: number, special = false): PointMark {
  if (order === 0) return { shape: special ? 'diamond' : 'ring', tone: 'quiet', hollow: true };
  const shape = special ? 'diamond' : (SHAPES[Math.min(order, SHAPES.length - 1)] ?? 'circle');
  return { shape, tone: TONES[Math.min(order, TONES.length - 1)] ?? 'class-3' };
}

/** Tiles of one operation; the address changes with its data, so that old tiles are not drawn. */
export function stationSource(operationId: string, version: string) {
  return serverTiles(`/api/tiles/stations/${operationId}/{z}/{x}/{y}?v=${encodeURIComponent(version)}`);
}

type Classes = SchemeView['classes'];

/** Points by class over plain dots; below zoom 10 the sums at area centres. */
export function stationLayers(classes: Classes, source = STATION_SOURCE): readonly MapLayer[] {
  const from = { source, tileLayer: STATION_LAYER };
  const marks = (special: boolean) =>
    Object.fromEntries(
      [0, ...classes.map(({ order }) => order)].map((order) => [order, markOfClass(order, special)]),
    );
  const byClass = (id: string, special: 0 | 1) =>
    paler(
      points({ ...from, id, filter: ['==', ['get', 'special'], special] }, 'class', marks(special === 1)),
    );
  return [
    dots({ ...from, id: 'station-dots', filter: ['==', ['get', 'special'], 0] }),
    closer(byClass('station-class', 0), 13),
    closer(byClass('station-special', 1), 10),
    until(
      labels({ source, tileLayer: 'counts', id: 'station-counts' }, 'stations', { sizePx: 13 }),
      POINT_ZOOM,
    ),
  ];
}

/** Counts what the marks explain. */
export function stationLegend(
  scheme: SchemeView | null,
  totals: { unclassed: number },
  say: {
    className: (name: { id: string; en: string }) => string;
    none: string;
    number: (value: number) => string;
  },
): readonly LegendEntry[] {
  const classed = (scheme?.classes ?? []).map(({ key, name, order, stations }) => ({
    key,
    text: say.className(name),
    ...drawn(markOfClass(order)),
    count: say.number(stations),
  }));
  if (totals.unclassed === 0) return classed;
  const none = { key: 'none', text: say.none, ...drawn(markOfClass(0)), count: say.number(totals.unclassed) };
  return [...classed, none];
}

const drawn = ({ shape, tone, hollow }: PointMark) => ({ shape, tone, ...(hollow ? { hollow } : {}) });

/** An estimated point is paler: it says how many, not where. */
const paler =
  (layer: MapLayer): MapLayer =>
  (colours) =>
    layer(colours).map((one) =>
      one.type === 'symbol'
        ? {
            ...one,
            paint: { ...one.paint, 'icon-opacity': ['case', ['==', ['get', 'estimated'], 1], 0.6, 1] },
          }
        : one,
    );
const closer =
  (layer: MapLayer, minzoom: number): MapLayer =>
  (colours) =>
    layer(colours).map((one) => ({ ...one, minzoom }));
const until =
  (layer: MapLayer, maxzoom: number): MapLayer =>
  (colours) =>
    layer(colours).map((one) => ({ ...one, maxzoom }));
