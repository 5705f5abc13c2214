/** The peer: geojson-vt cuts, vt-pbf encodes. */
import GeoJSONVT from 'geojson-vt';
import { fromGeojsonVt } from 'vt-pbf';
import type { Points, Tile } from './points-generator.ts';

/** Turning the arrays into GeoJSON is part of the peer's work: it takes nothing else. */
export function buildPeer(points: Points): GeoJSONVT {
  const features = Array.from(points.lon, (lon, row) => ({
    type: 'Feature' as const,
    id: points.ids[row] ?? 0,
    geometry: { type: 'Point' as const, coordinates: [lon, points.lat[row] ?? 0] },
    properties: { class: points.risk[row], voters: points.voters[row], village: points.village[row] },
  }));
  return new GeoJSONVT({ type: 'FeatureCollection', features }, { maxZoom: 14, buffer: 0, tolerance: 0 });
}

export function encodePeerTile(peer: GeoJSONVT, { z, x, y }: Tile): Uint8Array {
  const tile = peer.getTile(z, x, y);
  if (tile === null) return new Uint8Array(0);
  return fromGeojsonVt({ stations: tile }, { version: 2, extent: 4096 });
}
