import { both } from '#web/i18n/index.ts';
import type { RoomScreens } from '#web/shell/index.ts';
import { openApprovals } from '../rights.ts';
import { WaitingBadge, WaitingCard } from './waiting.tsx';
import { words } from './words.ts';

const permission = openApprovals.name;

export const screens: RoomScreens = {
  key: 'approvals',
  routes: [
    {
      path: 'persetujuan',
      title: both(words, 'title'),
      scope: 'house',
      permission,
      load: async () => (await import('./approvals-page.tsx')).ApprovalsPage,
    },
  ],
  navigation: [
    {
      path: 'persetujuan',
      icon: 'user-check',
      title: both(words, 'short'),
      letter: 'Q',
      order: 86,
      permission,
      scope: 'house',
      Badge: WaitingBadge,
    },
  ],
  home: [
    {
      key: 'approvals.waiting',
      order: 0,
      permission,
      scope: 'house',
      load: async () => WaitingCard,
    },
    { key: 'approvals.waiting-here', order: 0, permission, load: async () => WaitingCard },
  ],
};
