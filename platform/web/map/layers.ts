import type {
  ExpressionSpecification,
  FilterSpecification,
  GeoJSONSourceSpecification,
  LayerSpecification,
  VectorSourceSpecification,
} from 'maplibre-gl';
import type { Shape, Tone } from '../ui/index.ts';
import type { MapColours } from './colours.ts';
import { hatchName, markName } from './images.ts';

/** Part of a map, made anew for each theme. */
export type MapLayer = (colours: MapColours) => readonly LayerSpecification[];

/** Where a layer takes its features from. `tileLayer`: name inside the vector tile; none for GeoJSON. */
export type From = {
  readonly id: string;
  readonly source: string;
  readonly tileLayer?: string;
  readonly filter?: FilterSpecification;
};

/** Vector tiles of our own server: `/api/tiles/areas/{z}/{x}/{y}.mvt`. `key`: the property that names a feature. */
export function serverTiles(
  path: string,
  options: { key?: string; minZoom?: number; maxZoom?: number } = {},
): VectorSourceSpecification {
  return {
    type: 'vector',
    tiles: [`${window.location.origin}${path}`],
    minzoom: options.minZoom ?? 0,
    maxzoom: options.maxZoom ?? 14,
    ...(options.key === undefined ? {} : { promoteId: options.key }),
  };
}

/** A few features that the screen holds already. Never for what the server has as tiles. */
export function features(data: GeoJSONSourceSpecification['data'], key?: string): GeoJSONSourceSpecification {
  return { type: 'geojson', data, ...(key === undefined ? {} : { promoteId: key }) };
}

/** Areas filled by the value of a property; what has no listed value keeps the lowest tone. */
export function choropleth(from: From, property: string, tones: Readonly<Record<string, Tone>>): MapLayer {
  return (colours) => [
    {
      ...placeOf(from),
      id: from.id,
      type: 'fill',
      paint: { 'fill-color': chosen(property, tones, colours['class-0'], colours), 'fill-antialias': false },
    },
    {
      ...placeOf(from),
      id: `${from.id}-line`,
      type: 'line',
      paint: {
        'line-color': [
          'case',
          ['boolean', ['feature-state', 'selected'], false],
          colours.accent,
          colours.line,
        ],
        'line-width': ['case', ['boolean', ['feature-state', 'selected'], false], 3, 1],
      },
    },
  ];
}

/** The value that `tinted` areas take from `states`: 0 to 3, the four tones of the scale; without one, no data. */
export const TONE = 'tone';

/** Areas filled by what the screen knows of them (`states` of the map), where the tiles carry only their codes. */
export function tinted(from: From): MapLayer {
  return (colours) => {
    const scale = [colours['class-0'], colours['class-1'], colours['class-2'], colours['class-3']];
    const chosenTone: ExpressionSpecification = ['coalesce', ['feature-state', TONE], -1];
    return [
      {
        ...placeOf(from),
        id: from.id,
        type: 'fill',
        paint: {
          'fill-color': [
            'match',
            chosenTone,
            0,
            scale[0] ?? '',
            1,
            scale[1] ?? '',
            2,
            scale[2] ?? '',
            3,
            scale[3] ?? '',
            colours.surface,
          ],
          'fill-antialias': false,
        },
      },
      {
        ...placeOf(from),
        id: `${from.id}-line`,
        type: 'line',
        paint: { 'line-color': colours.line, 'line-width': 1.2 },
      },
    ];
  };
}

/** The line around what was chosen, above everything that is filled. */
export function outlined(from: From): MapLayer {
  return (colours) => [
    {
      ...placeOf(from),
      id: from.id,
      type: 'line',
      layout: { 'line-join': 'round' },
      paint: { 'line-color': colours.accent, 'line-width': 3 },
    },
  ];
}

/** A ring around the one point that was chosen. */
export function ringed(from: From): MapLayer {
  return (colours) => [
    {
      ...placeOf(from),
      id: from.id,
      type: 'circle',
      paint: {
        'circle-radius': 10,
        'circle-opacity': 0,
        'circle-stroke-color': colours.text,
        'circle-stroke-width': 2.5,
      },
    },
  ];
}

/** Areas filled by a number, in equal steps of the four tones. `upTo`: where each of the first three tones ends. */
export function stepped(from: From, property: string, upTo: readonly [number, number, number]): MapLayer {
  return (colours) => {
    const [fill, line] = choropleth(from, property, {})(colours);
    const steps: ExpressionSpecification = [
      'step',
      ['coalesce', ['get', property], 0],
      colours['class-0'],
      upTo[0],
      colours['class-1'],
      upTo[1],
      colours['class-2'],
      upTo[2],
      colours['class-3'],
    ];
    return [
      ...(fill?.type === 'fill' ? [{ ...fill, paint: { ...fill.paint, 'fill-color': steps } }] : []),
      ...(line ? [line] : []),
    ];
  };
}

/** Old or approximate data: a second channel over the colour. */
export function hatched(from: From, opacity = 0.55): MapLayer {
  return (colours) => [
    {
      ...placeOf(from),
      id: from.id,
      type: 'fill',
      paint: { 'fill-pattern': hatchName(colours.quiet), 'fill-opacity': opacity },
    },
  ];
}

/** Many small points that need no shape of their own. Paler where `uncertain`, a property, is 1. */
export function dots(from: From, radiusPx = 1.3, uncertain = 'uncertain'): MapLayer {
  return (colours) => [
    {
      ...placeOf(from),
      id: from.id,
      type: 'circle',
      paint: {
        'circle-color': colours.dot,
        'circle-opacity': ['case', ['==', ['get', uncertain], 1], 0.6, 0.95],
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 10, radiusPx, 15, radiusPx * 3],
      },
    },
  ];
}

/** How many stand in an area, as a disc with its figure: for zooms at which single points would only be a cloud. */
export function counts(from: From, property: string): MapLayer {
  return (colours) => [
    {
      ...placeOf(from),
      id: from.id,
      type: 'circle',
      paint: {
        'circle-color': colours.surface,
        'circle-stroke-color': colours.accent,
        'circle-stroke-width': 1.5,
        'circle-radius': ['interpolate', ['linear'], ['sqrt', ['get', property]], 1, 9, 100, 20],
      },
    },
    {
      ...placeOf(from),
      id: `${from.id}-figure`,
      type: 'symbol',
      layout: {
        'text-field': ['number-format', ['get', property], { locale: document.documentElement.lang }],
        'text-font': ['Inter Variable'],
        'text-size': 11.5,
        'text-allow-overlap': true,
      },
      paint: { 'text-color': colours.text },
    },
  ];
}

export type PointMark = { readonly shape: Shape; readonly tone: Tone; readonly hollow?: boolean };

/** Points whose shape says their class. */
export function points(from: From, property: string, marks: Readonly<Record<string, PointMark>>): MapLayer {
  return (colours) => {
    const other = markName('circle', colours.quiet, colours.halo);
    const images = Object.entries(marks).flatMap(([value, mark]) => [value, imageOf(mark, colours)]);
    return [
      {
        ...placeOf(from),
        id: from.id,
        type: 'symbol',
        layout: {
          'icon-image': matching(property, images, other),
          'icon-allow-overlap': true,
          'icon-size': 1,
        },
      },
    ];
  };
}

/** Names, drawn here: no glyph server. */
export function labels(
  from: From,
  property: string,
  options: { minZoom?: number; maxZoom?: number; sizePx?: number } = {},
): MapLayer {
  return (colours) => [
    {
      ...placeOf(from),
      id: from.id,
      type: 'symbol',
      minzoom: options.minZoom ?? 0,
      maxzoom: options.maxZoom ?? 24,
      layout: {
        'text-field': ['to-string', ['get', property]],
        'text-font': ['Inter Variable'],
        'text-size': options.sizePx ?? 11.5,
        'text-max-width': 9,
        'text-padding': 4,
      },
      paint: { 'text-color': colours.text, 'text-halo-color': colours.halo, 'text-halo-width': 1.4 },
    },
  ];
}

function placeOf({ source, tileLayer, filter }: From) {
  return {
    source,
    ...(tileLayer === undefined ? {} : { 'source-layer': tileLayer }),
    ...(filter === undefined ? {} : { filter }),
  };
}

function chosen(property: string, tones: Readonly<Record<string, Tone>>, other: string, colours: MapColours) {
  return matching(
    property,
    Object.entries(tones).flatMap(([value, tone]) => [value, colours[tone]]),
    other,
  );
}

/** `match` wants at least one case; without any, everything is `other`. */
function matching(
  property: string,
  cases: readonly string[],
  other: string,
): ExpressionSpecification | string {
  const [label, output, ...rest] = cases;
  if (label === undefined || output === undefined) return other;
  return ['match', ['to-string', ['get', property]], label, output, ...rest, other];
}

function imageOf({ shape, tone, hollow }: PointMark, colours: MapColours): string {
  return hollow
    ? markName(shape, colours.surface, colours.text)
    : markName(shape, colours[tone], colours.halo);
}
