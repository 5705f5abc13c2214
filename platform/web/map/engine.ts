import 'maplibre-gl/dist/maplibre-gl.css';
import {
  Map as MapLibreMap,
  type SourceSpecification,
  type StyleSpecification,
  setWorkerUrl,
} from 'maplibre-gl';
// Under Vite the worker is found only by its own address, and the map stays blank without it.
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import type { MapColours } from './colours.ts';
import { drawImage } from './images.ts';
import type { MapLayer } from './layers.ts';

setWorkerUrl(workerUrl);

/** West, south, east, north in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

const NARROW_PX = 620;

/** Leaves room for what lies over the map: layers above, zoom on the right, on a phone the legend below. */
export function fitOf({ clientWidth }: HTMLElement) {
  const sides =
    clientWidth < NARROW_PX
      ? { top: 52, right: 20, bottom: 62, left: 12 }
      : { top: 58, right: 48, bottom: 28, left: 24 };
  return { padding: sides, animate: false };
}

/** @throws when the browser has no WebGL */
export function startMap(container: HTMLElement, style: StyleSpecification, bounds: Bounds): MapLibreMap {
  const map = new MapLibreMap({
    container,
    style,
    bounds: [...bounds],
    fitBoundsOptions: fitOf(container),
    attributionControl: false,
    localIdeographFontFamily: '"Inter Variable", sans-serif',
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxPitch: 0,
    // Fading costs a redraw per frame, which a machine without a graphics card feels.
    fadeDuration: 0,
    renderWorldCopies: false,
    minZoom: 3,
    maxZoom: 18,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.setMissingStyleImageResolver((name) => {
    const drawn = drawImage(name);
    if (drawn) map.addImage(name, drawn.image, { pixelRatio: drawn.pixelRatio });
  });
  return map;
}

export function styleOf(
  sources: Readonly<Record<string, SourceSpecification>>,
  layers: readonly MapLayer[],
  colours: MapColours,
): StyleSpecification {
  return {
    version: 8,
    sources: { ...sources },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': colours.ground } },
      ...layers.flatMap((layer) => layer(colours)),
    ],
  };
}
