import { useMemo } from 'react';
import { useAsk } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { useOperation } from '#web/shell/index.ts';
import { readSchemes, readStationMap } from '../contract.ts';
import { STATION_SOURCE, stationLayers, stationLegend, stationPickable, stationSource } from './map-layer.ts';
import { words } from './words.ts';

/** Sources, layers and legend of the open operation's stations, renewed when the register changes. */
export function useStationLayer() {
  const t = useTexts(words);
  const { number } = useFormat();
  const localized = useLocalized();
  const { id: operationId } = useOperation();
  const params = { operationId };
  const map = useAsk(readStationMap, { params }, { keep: true });
  const schemes = useAsk(readSchemes, { params }, { keep: true });
  useLive(['station', 'station-scheme'], [readStationMap, readSchemes]);
  const version = map.state === 'ready' ? map.data.version : null;
  const known = schemes.state === 'ready' ? schemes.data : null;
  const scheme = known?.schemes.find(({ current }) => current) ?? null;
  const sources = useMemo(
    () => (version === null ? {} : { [STATION_SOURCE]: stationSource(operationId, version) }),
    [operationId, version],
  );
  const layers = useMemo(
    () => (version === null ? [] : stationLayers(scheme?.classes ?? [])),
    [version, scheme?.classes],
  );
  const say = { className: localized, none: t('unclassed'), number };
  return {
    sources,
    layers,
    legend: stationLegend(scheme, { unclassed: known?.unclassed ?? 0 }, say),
    pickable: stationPickable,
    attribution: t('attribution'),
    bounds: map.state === 'ready' ? map.data.bounds : null,
  };
}
