import { both } from '#web/i18n/index.ts';
import type { RoomScreens } from '#web/shell/index.ts';
import { journalRead, sealRead } from '../contract.ts';
import { words } from './words.ts';

const permission = journalRead.name;

export const screens: RoomScreens = {
  key: 'audit',
  routes: [
    {
      path: 'jurnal',
      title: both(words, 'title'),
      permission,
      load: async () => (await import('./journal-page.tsx')).JournalPage,
    },
    {
      path: 'siapa-membaca',
      title: both(words, 'readsTitle'),
      permission,
      load: async () => (await import('./journal-page.tsx')).ReadsPage,
    },
    {
      path: 'pengesahan-jurnal',
      title: both(words, 'sealTitle'),
      permission: sealRead.name,
      load: async () => (await import('./seal-page.tsx')).SealPage,
    },
    {
      path: 'pengesahan',
      title: both(words, 'sealTitle'),
      scope: 'house',
      permission: sealRead.name,
      load: async () => (await import('./seal-page.tsx')).SealPage,
    },
  ],
  navigation: [
    {
      path: 'jurnal',
      icon: 'journal',
      title: both(words, 'title'),
      letter: 'A',
      order: 82,
      permission,
      onPhone: true,
    },
  ],
  commands: [
    {
      id: 'audit.reads',
      title: both(words, 'readsTitle'),
      icon: 'eye',
      permission,
      path: 'siapa-membaca',
    },
    {
      id: 'audit.seal',
      title: both(words, 'sealTitle'),
      icon: 'shield',
      permission: sealRead.name,
      path: 'pengesahan',
      scope: 'house',
    },
  ],
};
