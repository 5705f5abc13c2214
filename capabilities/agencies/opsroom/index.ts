import { both } from '#web/i18n/index.ts';
import type { RoomScreens } from '#web/shell/index.ts';
import { words } from './words.ts';

export const screens: RoomScreens = {
  key: 'agencies',
  routes: [
    {
      path: 'instansi',
      title: both(words, 'title'),
      scope: 'house',
      permission: 'agency.read',
      load: async () => (await import('./agency-list.tsx')).AgencyList,
    },
    {
      path: 'instansi/$agencyId',
      title: both(words, 'one'),
      scope: 'house',
      permission: 'agency.read',
      load: async () => (await import('./agency-page.tsx')).AgencyPage,
    },
    {
      path: 'muat-wilayah-tugas',
      title: both(words, 'import'),
      scope: 'house',
      permission: 'agency.manage',
      load: async () => (await import('./import-page.tsx')).ImportPage,
    },
  ],
  commands: [
    {
      id: 'agencies.import',
      title: both(words, 'import'),
      icon: 'upload',
      permission: 'agency.manage',
      path: 'muat-wilayah-tugas',
      scope: 'house',
    },
  ],
  navigation: [
    {
      path: 'instansi',
      icon: 'building',
      title: both(words, 'title'),
      letter: 'I',
      order: 88,
      permission: 'agency.read',
      scope: 'house',
    },
  ],
};
