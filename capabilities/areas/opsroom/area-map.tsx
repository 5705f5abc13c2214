import { useMemo } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { useTexts } from '#web/i18n/index.ts';
import { choropleth, hatched, labels, MapFrame, serverTiles } from '#web/map/index.ts';
import { EmptyState } from '#web/ui/index.ts';
import type { readMap } from '../contract.ts';
import { words } from './words.ts';

const from = (id: string) => ({ id, source: 'areas', tileLayer: 'areas' });
const LAYERS = [
  choropleth(from('area-fill'), 'level', {}),
  hatched({ ...from('area-cell'), filter: ['==', ['get', 'approximate'], 1] }),
  labels(from('area-name'), 'name'),
];

/** The area and what lies around it; cells are hatched, because they are no boundaries. */
export function AreaMap(props: { map: ReplyOf<typeof readMap>; code: string; name: string }) {
  const { map, code, name } = props;
  const t = useTexts(words);
  const sources = useMemo(
    () => ({ areas: serverTiles(`/api/tiles/areas/{z}/{x}/{y}?v=${map.version}`, { key: 'code' }) }),
    [map.version],
  );
  const [west, south, east, north] = map.bounds ?? [];
  if (west === undefined || south === undefined || east === undefined || north === undefined)
    return <EmptyState icon="map" title={t('outline.none')} />;
  const loaded = map.sources.map((one) => `${one.source} (${one.licence})`);
  return (
    <div className="area-map">
      <MapFrame
        label={t('mapLabel', { name })}
        sources={sources}
        layers={LAYERS}
        bounds={[west, south, east, north]}
        selected={{ source: 'areas', tileLayer: 'areas', id: code }}
        attribution={[...loaded, ...(map.cells > 0 ? [t('approximateNote')] : [])].join(' · ')}
      />
    </div>
  );
}
