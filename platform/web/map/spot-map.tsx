import { type CSSProperties, useMemo } from 'react';
import type { Shape } from '../ui/index.ts';
import { choropleth, features, labels, points, serverTiles } from './layers.ts';
import { MapFrame } from './map-frame.tsx';

// Degrees on each side: about a kilometre.
const AROUND = 0.01;
const TILES = '/api/tiles/areas/{z}/{x}/{y}';
/** The first zoom whose tiles hold villages. */
const VILLAGE_ZOOM = 11;
const AREAS = (id: string) => ({ id, source: 'areas', tileLayer: 'areas' });
const FRAME: CSSProperties = {
  display: 'flex',
  height: 200,
  overflow: 'hidden',
  border: '1px solid var(--line)',
  borderRadius: 'var(--radius)',
};

type SpotMapProps = {
  readonly label: string;
  /** How the place is known; stands where other maps name their source. */
  readonly note: string;
  readonly lon: number;
  readonly lat: number;
  readonly shape: Shape;
};

/** Where one thing is, with the areas around it. */
export function SpotMap({ label, note, lon, lat, shape }: SpotMapProps) {
  const layers = useMemo(
    () => [
      choropleth(AREAS('spot-areas'), 'level', {}),
      labels({ ...AREAS('spot-names'), source: 'names' }, 'name'),
      points({ id: 'spot', source: 'spot' }, 'is', { spot: { shape, tone: 'alarm' } }),
    ],
    [shape],
  );
  const sources = useMemo(
    () => ({
      areas: serverTiles(TILES, { key: 'code' }),
      // Each tile names its own piece of an area: in the large tiles an area is rarely cut, and named once.
      names: serverTiles(TILES, { key: 'code', maxZoom: VILLAGE_ZOOM }),
      spot: features({
        type: 'Feature',
        geometry: { type: 'Point', coordinates: [lon, lat] },
        properties: { is: 'spot' },
      }),
    }),
    [lon, lat],
  );
  return (
    <div style={FRAME}>
      <MapFrame
        label={label}
        sources={sources}
        layers={layers}
        bounds={[lon - AROUND, lat - AROUND, lon + AROUND, lat + AROUND]}
        attribution={note}
      />
    </div>
  );
}
