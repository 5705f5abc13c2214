/** Tiles read back by an independent decoder (`@mapbox/vector-tile`). */
import { VectorTile, type VectorTileLayer } from '@mapbox/vector-tile';
import Pbf from 'pbf';

export type Decoded = Map<number, { readonly x: number; readonly y: number; readonly properties: string }>;

export function decodeLayers(bytes: Uint8Array): VectorTileLayer[] {
  return Object.values(new VectorTile(new Pbf(bytes)).layers);
}

/** Point features by id; fails on a repeated id or a feature that is not one point. */
export function decodePoints(bytes: Uint8Array): Decoded {
  const points: Decoded = new Map();
  for (const layer of decodeLayers(bytes)) {
    for (let i = 0; i < layer.length; i++) {
      const feature = layer.feature(i);
      const point = feature.loadGeometry()[0]?.[0];
      if (feature.type !== 1 || point === undefined) throw new Error(`feature ${feature.id} is no point`);
      if (points.has(feature.id)) throw new Error(`feature ${feature.id} occurs twice`);
      points.set(feature.id, { x: point.x, y: point.y, properties: JSON.stringify(feature.properties) });
    }
  }
  return points;
}
