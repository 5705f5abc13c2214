import { type CSSProperties, useMemo } from 'react';
import type { Shape } from '../ui/index.ts';
import { choropleth, features, labels, points, serverTiles } from './layers.ts';
import { MapFrame } from './map-frame.tsx';

// Degrees on each side: about a kilometre.
const AROUND = 0.01;
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
      labels(AREAS('spot-names'), 'name'),
      points({ id: 'spot', source: 'spot' }, 'is', { spot: { shape, tone: 'alarm' } }),
    ],
    [shape],
  );
  const sources = useMemo(
    () => ({
      areas: serverTiles('/api/tiles/areas/{z}/{x}/{y}', { key: 'code' }),
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
