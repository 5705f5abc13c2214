import { call } from '#web/api/index.ts';
import { both } from '#web/i18n/index.ts';
import type { RoomScreens } from '#web/shell/index.ts';
import { listTasks } from '../doors-reading.ts';
import { WaitingBadge } from './waiting.tsx';
import { words } from './words.ts';

export const screens: RoomScreens = {
  key: 'tasks',
  routes: [
    {
      path: 'tugas',
      title: both(words, 'title'),
      permission: 'task.read',
      load: async () => (await import('./tasks-page.tsx')).TasksPage,
    },
    {
      path: 'tugas/$taskId',
      title: both(words, 'title'),
      permission: 'task.read',
      load: async () => (await import('./task-page.tsx')).TaskPage,
    },
  ],
  navigation: [
    {
      path: 'tugas',
      icon: 'tasks',
      title: both(words, 'title'),
      letter: 'N',
      order: 38,
      permission: 'task.read',
      Badge: WaitingBadge,
    },
  ],
  commands: [
    {
      id: 'tasks.new',
      title: both(words, 'newTask'),
      icon: 'plus',
      permission: 'task.work',
      path: 'tugas?new=yes',
    },
  ],
  search: async (text, operationId, signal) => {
    if (!operationId) return [];
    const asked = { params: { operationId }, query: { q: text, limit: 5 } };
    const { rows } = await call(listTasks, asked, { signal });
    return rows.map((row) => ({
      id: `task-${row.id}`,
      title: row.title,
      note: [row.code, row.owner].join(' · '),
      icon: 'tasks',
      path: `tugas/${row.id}`,
    }));
  },
};
