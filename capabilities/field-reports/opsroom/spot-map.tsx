import { useMemo } from 'react';
import { choropleth, features, labels, MapFrame, points, serverTiles } from '#web/map/index.ts';

// Degrees on each side: about a kilometre.
const AROUND = 0.01;
const AREAS = (id: string) => ({ id, source: 'areas', tileLayer: 'areas' });
const LAYERS = [
  choropleth(AREAS('spot-areas'), 'level', {}),
  labels(AREAS('spot-names'), 'name'),
  points({ id: 'spot', source: 'spot' }, 'is', { spot: { shape: 'circle', tone: 'alarm' } }),
];

/** Where one thing is, with the areas around it. */
export function SpotMap(props: { label: string; note: string; lon: number; lat: number }) {
  const { lon, lat } = props;
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
    <div className="spot-map">
      <MapFrame
        label={props.label}
        sources={sources}
        layers={LAYERS}
        bounds={[lon - AROUND, lat - AROUND, lon + AROUND, lat + AROUND]}
        attribution={props.note}
      />
    </div>
  );
}
