import { call } from '#web/api/index.ts';
import { both } from '#web/i18n/index.ts';
import type { RoomScreens } from '#web/shell/index.ts';
import { listOutreach } from '../doors-reading.ts';
import { words } from './words.ts';

const permission = 'outreach.read';

export const screens: RoomScreens = {
  key: 'outreach',
  routes: [
    {
      path: 'sosialisasi',
      title: both(words, 'title'),
      permission,
      load: async () => (await import('./outreach-page.tsx')).OutreachPage,
    },
    {
      path: 'sosialisasi/$outreachId',
      title: both(words, 'title'),
      permission,
      load: async () => (await import('./outreach-page.tsx')).OpenedOutreach,
    },
    {
      path: 'jangkauan-sosialisasi',
      title: both(words, 'coverage'),
      permission,
      load: async () => (await import('./coverage-page.tsx')).CoveragePage,
    },
  ],
  navigation: [
    {
      path: 'sosialisasi',
      icon: 'message',
      title: both(words, 'nav'),
      letter: 'Y',
      order: 46,
      permission,
    },
  ],
  commands: [
    {
      id: 'outreach.coverage',
      title: both(words, 'coverage'),
      icon: 'map',
      permission,
      path: 'jangkauan-sosialisasi',
    },
  ],
  search: async (text, operationId, signal) => {
    if (!operationId) return [];
    const asked = { params: { operationId }, query: { q: text, limit: 5 } };
    const { rows } = await call(listOutreach, asked, { signal });
    return rows.map((row) => ({
      id: `outreach-${row.id}`,
      title: row.title,
      note: [row.code, row.areaName].join(' · '),
      icon: 'message',
      path: `sosialisasi/${row.id}`,
    }));
  },
};
