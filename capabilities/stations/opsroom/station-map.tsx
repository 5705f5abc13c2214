import { useMemo } from 'react';
import { call } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { choropleth, features, labels, MapFrame, points, serverTiles } from '#web/map/index.ts';
import { useHref, useOperation } from '#web/shell/index.ts';
import { EmptyState, useGo } from '#web/ui/index.ts';
import { readFeature, type SchemeView } from '../contract.ts';
import type { StationCard } from '../register.ts';
import { STATION_SOURCE, stationLayers, stationPickable, stationSource } from './map-layer.ts';
import { words } from './words.ts';

const AROUND_DEGREES = 0.006;
const areas = (id: string) => ({ id, source: 'areas', tileLayer: 'areas' });

/** The station among its neighbours; a click opens another one. */
export function StationMap(props: { station: StationCard; version: string; classes: SchemeView['classes'] }) {
  const { station, version, classes } = props;
  const t = useTexts(words);
  const go = useGo();
  const href = useHref();
  const { id: operationId } = useOperation();
  const { lon, lat } = station;
  const sources = useMemo(
    () => ({
      areas: serverTiles('/api/tiles/areas/{z}/{x}/{y}', { key: 'code' }),
      [STATION_SOURCE]: stationSource(operationId, version),
      here: features(pointAt(lon, lat)),
    }),
    [operationId, version, lon, lat],
  );
  const layers = useMemo(
    () => [
      choropleth(areas('area-fill'), 'level', {}),
      labels(areas('area-name'), 'name'),
      ...stationLayers(classes),
      points({ id: 'here', source: 'here' }, 'kind', {
        here: { shape: 'ring', tone: 'accent', hollow: true },
      }),
    ],
    [classes],
  );
  if (lon === null || lat === null) return <EmptyState icon="pin" title={t('placeNone')} />;
  const openFeature = async (feature: string | number | null) => {
    if (typeof feature !== 'number') return;
    const hit = await call(readFeature, { params: { operationId, feature } });
    go(href(`tps/${hit.id}`));
  };
  return (
    <div className="tps-map">
      <MapFrame
        label={t('mapLabel', { name: station.name })}
        sources={sources}
        layers={layers}
        bounds={[lon - AROUND_DEGREES, lat - AROUND_DEGREES, lon + AROUND_DEGREES, lat + AROUND_DEGREES]}
        pickable={stationPickable.slice(0, 2)}
        onPick={(feature) => void openFeature(feature?.id ?? null)}
        attribution={t('attribution')}
      />
    </div>
  );
}

function pointAt(lon: number | null, lat: number | null) {
  if (lon === null || lat === null) return { type: 'FeatureCollection' as const, features: [] };
  const geometry = { type: 'Point' as const, coordinates: [lon, lat] };
  return { type: 'Feature' as const, geometry, properties: { kind: 'here' } };
}
