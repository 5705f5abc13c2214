import { both } from '#web/i18n/index.ts';
import type { RoomScreens } from '#web/shell/index.ts';
import { words } from './words.ts';

export const screens: RoomScreens = {
  key: 'holdings',
  routes: [
    {
      path: 'siapa-melihat',
      title: both(words, 'whoTitle'),
      scope: 'house',
      load: async () => (await import('./who-sees-page.tsx')).WhoSeesPage,
    },
    {
      path: 'tidak-disimpan',
      title: both(words, 'notTitle'),
      scope: 'house',
      load: async () => (await import('./not-held-page.tsx')).NotHeldPage,
    },
    {
      path: 'tentang-data',
      title: both(words, 'notTitle'),
      scope: 'open',
      load: async () => (await import('./public-page.tsx')).PublicPage,
    },
  ],
  navigation: [
    {
      path: 'siapa-melihat',
      icon: 'eye',
      title: both(words, 'short'),
      letter: 'D',
      order: 98,
      scope: 'house',
    },
  ],
  commands: [
    {
      id: 'holdings.not-held',
      title: both(words, 'notTitle'),
      icon: 'shield',
      path: 'tidak-disimpan',
      scope: 'house',
    },
  ],
  atTheDoor: async () => (await import('./door-link.tsx')).DoorLink,
};
