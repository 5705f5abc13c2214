/** How the wall draws names and stations: as the map's own layers, tuned to thousands of marks in a small picture. */
import { counts, dots, type From, labels, type MapLayer } from '#web/map/index.ts';

type Zooms = { readonly minZoom?: number; readonly maxZoom?: number };

/** Names that give way to marks and to each other; the one with most room around it comes first. */
export function roomyNames(from: From, zooms: Zooms): MapLayer {
  return (colours) =>
    labels(
      from,
      'name',
      zooms,
    )(colours).map((layer) =>
      layer.type === 'symbol'
        ? {
            ...layer,
            layout: {
              ...layer.layout,
              'text-variable-anchor': ['center', 'bottom', 'top', 'left', 'right'],
              'text-radial-offset': 1,
              'text-justify': 'auto',
              'text-padding': 2,
              'symbol-sort-key': ['-', 0, ['get', 'room']],
            },
          }
        : layer,
    );
}

/** Stations as a fine grain from afar and as single dots with a casing from near: never a blot. */
export function stationGrain(from: From): MapLayer {
  return (colours) =>
    dots(
      from,
      1,
      'estimated',
    )(colours).map((layer) =>
      layer.type === 'circle'
        ? {
            ...layer,
            paint: {
              ...layer.paint,
              'circle-radius': [
                'interpolate',
                ['linear'],
                ['zoom'],
                9,
                0.5,
                11,
                0.9,
                12.5,
                1.8,
                14,
                3.2,
                16,
                5,
              ],
              'circle-opacity': [
                'interpolate',
                ['linear'],
                ['zoom'],
                9,
                0.35,
                12,
                ['case', ['==', ['get', 'estimated'], 1], 0.55, 0.85],
                13.5,
                ['case', ['==', ['get', 'estimated'], 1], 0.75, 1],
              ],
              'circle-stroke-color': colours.halo,
              'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 12, 0, 13.5, 1],
              'circle-stroke-opacity': 0.8,
            },
          }
        : layer,
    );
}

/** How many stations an area has, where single dots would only be a cloud: a figure below its name, where there is room. */
export function stationFigures(from: From): MapLayer {
  return (colours) =>
    counts(
      from,
      'stations',
    )(colours).flatMap((layer) =>
      layer.type === 'symbol'
        ? [
            {
              ...layer,
              layout: {
                ...layer.layout,
                'text-allow-overlap': false,
                'text-padding': 1,
                'text-offset': [0, 1.2],
              },
              paint: { ...layer.paint, 'text-halo-color': colours.halo, 'text-halo-width': 1.4 },
            },
          ]
        : [],
    );
}

/** How far the nearest other name is, in degrees: a name in a large cell has more room than one in a small. */
export function roomAround(
  at: { readonly lon: number; readonly lat: number },
  all: readonly { readonly lon: number; readonly lat: number }[],
): number {
  const squares = all
    .filter((other) => other !== at)
    .map(({ lon, lat }) => (lon - at.lon) ** 2 + (lat - at.lat) ** 2);
  return Math.sqrt(Math.min(1, ...squares));
}
