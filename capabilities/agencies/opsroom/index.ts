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
