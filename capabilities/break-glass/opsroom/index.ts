import { both } from '#web/i18n/index.ts';
import type { RoomScreens } from '#web/shell/index.ts';
import { seeOpenings, takeReach } from '../rights.ts';
import { words } from './words.ts';

const permission = seeOpenings.name;

export const screens: RoomScreens = {
  key: 'break-glass',
  routes: [
    {
      path: 'darurat',
      title: both(words, 'title'),
      permission,
      load: async () => (await import('./openings-page.tsx')).OpeningsPage,
    },
  ],
  commands: [
    {
      id: 'break-glass.take',
      title: both(words, 'take'),
      icon: 'warning',
      path: 'darurat?buka=1',
      permission: takeReach.name,
    },
    { id: 'break-glass.list', title: both(words, 'title'), icon: 'warning', path: 'darurat', permission },
  ],
  personal: [{ path: 'darurat', title: both(words, 'title'), icon: 'warning', permission }],
  home: [
    {
      key: 'break-glass',
      order: -10,
      permission,
      load: async () => (await import('./home-card.tsx')).HomeCard,
    },
  ],
  alarm: async () => (await import('./alarm-bar.tsx')).AlarmBar,
  wayIn: async () => (await import('./way-in.tsx')).WayIn,
};
