import { OWN_JOBS_PATH } from '#shared/jobs.ts';
import { both } from '#web/i18n/index.ts';
import type { RoomScreens } from '#web/shell/index.ts';
import { manageBackups, manageFollowUps } from '../contract.ts';
import { FollowUpBadge } from './parked.tsx';
import { words } from './words.ts';

const permission = manageFollowUps.name;

export const screens: RoomScreens = {
  key: 'upkeep',
  routes: [
    {
      path: 'perawatan',
      title: both(words, 'title'),
      scope: 'house',
      permission,
      load: async () => (await import('./upkeep-page.tsx')).UpkeepPage,
    },
    {
      path: OWN_JOBS_PATH,
      title: both(words, 'own'),
      scope: 'house',
      load: async () => (await import('./own-jobs-page.tsx')).OwnJobsPage,
    },
  ],
  commands: [
    {
      id: 'upkeep.own-jobs',
      title: both(words, 'own'),
      icon: 'refresh',
      path: OWN_JOBS_PATH,
      scope: 'house',
    },
  ],
  navigation: [
    {
      path: 'perawatan',
      icon: 'refresh',
      title: both(words, 'short'),
      letter: 'V',
      order: 96,
      permission,
      scope: 'house',
      Badge: FollowUpBadge,
    },
  ],
  home: [
    {
      key: 'upkeep.parked',
      order: 0,
      permission,
      scope: 'house',
      load: async () => (await import('./parked.tsx')).ParkedCard,
    },
    {
      key: 'upkeep.backups',
      order: 1,
      permission: manageBackups.name,
      scope: 'house',
      load: async () => (await import('./backup-card.tsx')).BackupCard,
    },
  ],
};
