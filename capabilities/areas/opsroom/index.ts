import { call } from '#web/api/index.ts';
import { both } from '#web/i18n/index.ts';
import type { RoomScreens } from '#web/shell/index.ts';
import { listAreas } from '../contract.ts';
import { words } from './words.ts';

export const screens: RoomScreens = {
  key: 'areas',
  routes: [
    {
      path: 'wilayah',
      title: both(words, 'title'),
      scope: 'house',
      permission: 'area.read',
      load: async () => (await import('./area-list.tsx')).AreaList,
    },
    {
      path: 'wilayah/$code',
      title: both(words, 'one'),
      scope: 'house',
      permission: 'area.read',
      load: async () => (await import('./area-card-page.tsx')).AreaCardPage,
    },
    {
      path: 'muat-wilayah',
      title: both(words, 'import'),
      scope: 'house',
      permission: 'area.manage',
      load: async () => (await import('./import-page.tsx')).ImportPage,
    },
  ],
  navigation: [
    {
      path: 'wilayah',
      icon: 'layers',
      title: both(words, 'title'),
      letter: 'W',
      order: 90,
      permission: 'area.read',
      scope: 'house',
    },
  ],
  commands: [
    {
      id: 'areas.import',
      title: both(words, 'import'),
      icon: 'upload',
      permission: 'area.manage',
      path: 'muat-wilayah',
      scope: 'house',
    },
  ],
  search: async (text, _operationId, signal) => {
    const { rows } = await call(listAreas, { query: { q: text, limit: 6 } }, { signal });
    return rows.map((row) => ({
      id: `area-${row.code}`,
      title: row.name,
      note: row.parentName ? `${row.code} · ${row.parentName}` : row.code,
      icon: 'layers' as const,
      path: `wilayah/${row.code}`,
      scope: 'house' as const,
    }));
  },
};
