import { call } from '#web/api/index.ts';
import { both, localized } from '#web/i18n/index.ts';
import type { RoomScreens } from '#web/shell/index.ts';
import { listGrants } from '../doors-reading.ts';
import { recipientWords } from '../grant.ts';
import { words } from './words.ts';

const permission = 'grant.read';

export const screens: RoomScreens = {
  key: 'grants',
  routes: [
    {
      path: 'hibah',
      title: both(words, 'title'),
      permission,
      load: async () => (await import('./grants-page.tsx')).GrantsPage,
    },
    {
      path: 'hibah/garis-waktu',
      title: both(words, 'timeline'),
      permission,
      load: async () => (await import('./timeline-page.tsx')).TimelinePage,
    },
    {
      path: 'hibah/angka-terbit',
      title: both(words, 'published'),
      permission,
      load: async () => (await import('./published-page.tsx')).PublishedPage,
    },
    {
      path: 'hibah/$grantId',
      title: both(words, 'title'),
      permission,
      load: async () => (await import('./grant-page.tsx')).GrantPage,
    },
  ],
  navigation: [
    { path: 'hibah', icon: 'wallet', title: both(words, 'nav'), letter: 'X', order: 64, permission },
  ],
  commands: [
    {
      id: 'grants.timeline',
      title: both(words, 'timelineCommand'),
      icon: 'wallet',
      permission,
      path: 'hibah/garis-waktu',
    },
  ],
  search: async (text, operationId, signal) => {
    if (!operationId) return [];
    const asked = { params: { operationId }, query: { q: text, limit: 5 } };
    const { rows } = await call(listGrants, asked, { signal });
    return rows.map((row) => ({
      id: `grant-${row.id}`,
      title: `${row.areaName} → ${localized(recipientWords[row.recipient])}`,
      note: row.number ?? row.recipientName,
      icon: 'wallet',
      path: `hibah/${row.id}`,
    }));
  },
};
