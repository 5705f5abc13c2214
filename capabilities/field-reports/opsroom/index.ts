import { both } from '#web/i18n/index.ts';
import type { RoomScreens } from '#web/shell/index.ts';
import { WaitingBadge } from './waiting.tsx';
import { words } from './words.ts';

export const screens: RoomScreens = {
  key: 'field-reports',
  routes: [
    {
      path: 'laporan',
      title: both(words, 'title'),
      permission: 'field-report.read',
      load: async () => (await import('./reports-page.tsx')).ReportsPage,
    },
    {
      path: 'laporan/$reportId',
      title: both(words, 'title'),
      permission: 'field-report.read',
      load: async () => (await import('./report-page.tsx')).ReportPage,
    },
  ],
  navigation: [
    {
      path: 'laporan',
      icon: 'inbox',
      title: both(words, 'title'),
      letter: 'L',
      order: 40,
      permission: 'field-report.read',
      onPhone: true,
      Badge: WaitingBadge,
    },
  ],
};
