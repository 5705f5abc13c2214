import { call } from '#web/api/index.ts';
import { both } from '#web/i18n/index.ts';
import type { RoomScreens } from '#web/shell/index.ts';
import { searchStations } from '../contract.ts';
import { words } from './words.ts';

export const screens: RoomScreens = {
  key: 'stations',
  routes: [
    {
      path: 'tps',
      title: both(words, 'title'),
      permission: 'station.read',
      load: async () => (await import('./station-list.tsx')).StationList,
    },
    {
      path: 'tps/$stationId',
      title: both(words, 'one'),
      permission: 'station.read',
      load: async () => (await import('./station-card-page.tsx')).StationCardPage,
    },
    {
      path: 'muat-tps',
      title: both(words, 'import'),
      permission: 'station.keep',
      load: async () => (await import('./import-page.tsx')).ImportPage,
    },
  ],
  navigation: [
    {
      path: 'tps',
      icon: 'station',
      title: both(words, 'title'),
      letter: 'T',
      order: 50,
      permission: 'station.read',
    },
  ],
  commands: [
    {
      id: 'stations.import',
      title: both(words, 'import'),
      icon: 'upload',
      permission: 'station.keep',
      path: 'muat-tps',
    },
  ],
  search: async (text, operationId, signal) => {
    if (!operationId) return [];
    const { hits } = await call(searchStations, { query: { q: text, operationId, limit: 6 } }, { signal });
    return hits.map((hit) => ({
      id: `station-${hit.id}`,
      title: `${hit.name}, ${hit.village}`,
      note: `${hit.code} · ${hit.district}`,
      icon: 'station' as const,
      path: `tps/${hit.id}`,
    }));
  },
  mapLayers: [
    {
      key: 'stations',
      order: 20,
      title: both(words, 'mapPoints'),
      permission: 'station.read',
      load: async () => (await import('./station-layer.ts')).useStationLayer,
    },
  ],
};
