import { call } from '#web/api/index.ts';
import { both } from '#web/i18n/index.ts';
import type { RoomScreens } from '#web/shell/index.ts';
import { listReports } from '../contract.ts';
import { WaitingBadge } from './waiting.tsx';
import { words } from './words.ts';

export const screens: RoomScreens = {
  key: 'field-reports',
  routes: [
    {
      path: 'laporan',
      title: both(words, 'title'),
      permission: 'field-report.content',
      load: async () => (await import('./reports-page.tsx')).ReportsPage,
    },
    {
      path: 'laporan/$reportId',
      title: both(words, 'title'),
      permission: 'field-report.content',
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
      permission: 'field-report.content',
      onPhone: true,
      Badge: WaitingBadge,
    },
  ],
  search: async (text, operationId, signal) => {
    if (!operationId) return [];
    const asked = { params: { operationId }, query: { q: text, limit: 5 } };
    const { rows } = await call(listReports, asked, { signal });
    return rows.map((row) => ({
      id: `report-${row.id}`,
      title: row.text.split('\n')[0] || row.kindName,
      note: [row.code, row.stationName ?? row.areaName].join(' · '),
      icon: 'inbox',
      path: `laporan/${row.id}`,
    }));
  },
};
