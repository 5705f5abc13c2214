import { both } from '#web/i18n/index.ts';
import type { RoomScreens } from '#web/shell/index.ts';
import { words as operatorWords } from './operator-words.ts';
import { words } from './words.ts';

export const screens: RoomScreens = {
  key: 'operations',
  routes: [
    {
      path: 'tahapan',
      title: both(words, 'stages'),
      permission: 'operation.read',
      load: async () => (await import('./stages-page.tsx')).StagesPage,
    },
    {
      path: 'operasi',
      title: both(words, 'operation'),
      permission: 'operation.read',
      load: async () => (await import('./operation-page.tsx')).OperationPage,
    },
    {
      path: 'kegiatan',
      title: both(words, 'activities'),
      permission: 'activity.read',
      load: async () => (await import('./activities-page.tsx')).ActivitiesPage,
    },
    {
      path: 'operasi-baru',
      title: both(words, 'openOperation'),
      permission: 'operation.open',
      scope: 'house',
      load: async () => (await import('./open-operation-page.tsx')).OpenOperationPage,
    },
    {
      path: 'pengelola',
      title: both(operatorWords, 'title'),
      permission: 'server-operator.read',
      scope: 'house',
      load: async () => (await import('./operator-page.tsx')).OperatorPage,
    },
  ],
  navigation: [
    {
      path: 'operasi',
      icon: 'flag',
      title: both(words, 'operation'),
      letter: 'O',
      order: 15,
      permission: 'operation.read',
    },
    {
      path: 'tahapan',
      icon: 'clock',
      title: both(words, 'stages'),
      letter: 'H',
      order: 20,
      permission: 'operation.read',
    },
    {
      path: 'kegiatan',
      icon: 'calendar',
      title: both(words, 'activities'),
      letter: 'E',
      order: 30,
      permission: 'activity.read',
    },
    {
      path: 'pengelola',
      icon: 'server',
      title: both(operatorWords, 'short'),
      letter: 'G',
      order: 94,
      permission: 'server-operator.state',
      scope: 'house',
    },
  ],
  commands: [
    {
      id: 'operations.open',
      title: both(words, 'openOperation'),
      icon: 'plus',
      permission: 'operation.open',
      path: 'operasi-baru',
      scope: 'house',
    },
  ],
  home: [
    {
      key: 'operations.admission',
      order: 0,
      permission: 'operation.read',
      load: async () => (await import('./admission-card.tsx')).AdmissionCard,
    },
    {
      key: 'operations.today',
      order: 10,
      permission: 'activity.read',
      load: async () => (await import('./today-card.tsx')).TodayCard,
    },
  ],
  strip: async () => (await import('./stage-strip.tsx')).StageStrip,
};
