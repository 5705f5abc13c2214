import { call } from '#web/api/index.ts';
import { both } from '#web/i18n/index.ts';
import type { RoomScreens } from '#web/shell/index.ts';
import { listIncidents } from '../contract.ts';
import { WaitingBadge } from './waiting.tsx';
import { words } from './words.ts';

export const screens: RoomScreens = {
  key: 'incidents',
  routes: [
    {
      path: 'kejadian',
      title: both(words, 'title'),
      permission: 'incident.content',
      load: async () => (await import('./incidents-page.tsx')).IncidentsPage,
    },
    {
      path: 'kejadian/$incidentId',
      title: both(words, 'title'),
      permission: 'incident.content',
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
      permission: 'incident.content',
      onPhone: true,
      Badge: WaitingBadge,
    },
  ],
  search: async (text, operationId, signal) => {
    if (!operationId) return [];
    const asked = { params: { operationId }, query: { q: text, limit: 5 } };
    const { rows } = await call(listIncidents, asked, { signal });
    return rows.map((row) => ({
      id: `incident-${row.id}`,
      title: row.title,
      note: row.code,
      icon: 'triangle',
      path: `kejadian/${row.id}`,
    }));
  },
};
