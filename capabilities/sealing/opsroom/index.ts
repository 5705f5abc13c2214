import { both } from '#web/i18n/index.ts';
import type { RoomScreens } from '#web/shell/index.ts';
import { words } from './words.ts';

export const screens: RoomScreens = {
  key: 'sealing',
  routes: [
    {
      path: 'tersegel',
      title: both(words, 'title'),
      permission: 'sealed-note.read',
      load: async () => (await import('./notes-page.tsx')).NotesPage,
    },
    {
      path: 'tersegel/kunci',
      title: both(words, 'keys'),
      permission: 'seal.keep-keys',
      load: async () => (await import('./keys-page.tsx')).KeysPage,
    },
    {
      path: 'tersegel/$noteId',
      title: both(words, 'note'),
      permission: 'sealed-note.read',
      load: async () => (await import('./note-page.tsx')).NotePage,
    },
  ],
  navigation: [
    {
      path: 'tersegel',
      icon: 'lock',
      title: both(words, 'title'),
      letter: 'B',
      order: 48,
      permission: 'sealed-note.read',
    },
  ],
  commands: [
    {
      id: 'sealing-keys',
      title: both(words, 'keys'),
      icon: 'key',
      permission: 'seal.keep-keys',
      path: 'tersegel/kunci',
    },
  ],
};
