import { both } from '#web/i18n/index.ts';
import type { RoomScreens } from '#web/shell/index.ts';
import { words } from './words.ts';

export const screens: RoomScreens = {
  key: 'situation',
  routes: [
    {
      path: 'laphar',
      title: both(words, 'lapharTitle'),
      permission: 'daily-report.read',
      load: async () => (await import('./reports-page.tsx')).ReportsPage,
    },
    {
      path: 'laphar/konsep',
      title: both(words, 'draft'),
      permission: 'daily-report.issue',
      load: async () => (await import('./draft-page.tsx')).DraftPage,
    },
    {
      path: 'laphar/$reportId',
      title: both(words, 'lapharOne'),
      permission: 'daily-report.read',
      load: async () => (await import('./report-page.tsx')).ReportPage,
    },
  ],
  navigation: [
    {
      path: 'laphar',
      icon: 'file',
      title: both(words, 'laphar'),
      letter: 'R',
      order: 80,
      permission: 'daily-report.read',
    },
  ],
  commands: [
    {
      id: 'situation.draft',
      title: both(words, 'makeDraft'),
      icon: 'edit',
      permission: 'daily-report.issue',
      path: 'laphar/konsep',
    },
  ],
  home: [
    {
      key: 'situation.house',
      order: 1,
      permission: 'account.read',
      scope: 'house',
      load: async () => (await import('./house-card.tsx')).HouseCard,
    },
    {
      key: 'situation.totals',
      order: 1,
      permission: 'situation.totals',
      load: async () => (await import('./totals-card.tsx')).TotalsCard,
    },
    {
      key: 'situation.field',
      order: 2,
      permission: 'field-report.submit',
      load: async () => (await import('./field-card.tsx')).FieldCard,
    },
    {
      key: 'situation.figures',
      order: 1,
      permission: 'situation.read',
      load: async () => (await import('./home-cards.tsx')).FiguresCard,
    },
    {
      key: 'situation.waiting',
      order: 5,
      permission: 'situation.read',
      load: async () => (await import('./home-cards.tsx')).WaitingCard,
    },
    {
      key: 'situation.stages',
      order: 8,
      permission: 'situation.read',
      load: async () => (await import('./home-cards.tsx')).StagesCard,
    },
    {
      key: 'situation.short',
      order: 6,
      permission: 'situation.read',
      load: async () => (await import('./home-cards.tsx')).ShortCard,
    },
  ],
};
