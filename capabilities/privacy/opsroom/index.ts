import { both } from '#web/i18n/index.ts';
import type { RoomScreens } from '#web/shell/index.ts';
import { erasureRead } from '../contract.ts';
import { words } from './words.ts';

const permission = erasureRead.name;

export const screens: RoomScreens = {
  key: 'privacy',
  routes: [
    {
      path: 'penghapusan',
      title: both(words, 'title'),
      scope: 'house',
      permission,
      load: async () => (await import('./privacy-page.tsx')).PrivacyPage,
    },
  ],
  navigation: [
    {
      path: 'penghapusan',
      icon: 'trash',
      title: both(words, 'short'),
      letter: 'Z',
      order: 93,
      permission,
      scope: 'house',
    },
  ],
};
