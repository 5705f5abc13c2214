import { both } from '#web/i18n/index.ts';
import type { RoomScreens } from '#web/shell/index.ts';
import { words } from './words.ts';

export const screens: RoomScreens = {
  key: 'deployment',
  routes: [
    {
      path: 'ploting',
      title: both(words, 'title'),
      permission: 'deployment.read',
      load: async () => (await import('./need-page.tsx')).NeedPage,
    },
  ],
  navigation: [
    {
      path: 'ploting',
      icon: 'deployment',
      title: both(words, 'title'),
      letter: 'P',
      order: 60,
      permission: 'deployment.read',
    },
  ],
};
