import { both } from '#web/i18n/index.ts';
import type { RoomScreens } from '#web/shell/index.ts';
import { WaitingBadge } from './waiting.tsx';
import { words } from './words.ts';

export const screens: RoomScreens = {
  key: 'incidents',
  routes: [
    {
      path: 'kejadian',
      title: both(words, 'title'),
      permission: 'incident.read',
      load: async () => (await import('./incidents-page.tsx')).IncidentsPage,
    },
    {
      path: 'kejadian/$incidentId',
      title: both(words, 'title'),
      permission: 'incident.read',
      load: async () => (await import('./incident-page.tsx')).IncidentPage,
    },
  ],
  navigation: [
    {
      path: 'kejadian',
      icon: 'triangle',
      title: both(words, 'title'),
      letter: 'J',
      order: 45,
      permission: 'incident.read',
      onPhone: true,
      Badge: WaitingBadge,
    },
  ],
};
