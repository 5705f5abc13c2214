import { both } from '#web/i18n/index.ts';
import { offerProof } from '#web/identity/index.ts';
import type { RoomScreens } from '#web/shell/index.ts';
import { words } from './words.ts';
import { words as phoneWords } from './words-phones.ts';
import { words as securityWords } from './words-security.ts';
import { words as twoWords } from './words-two-persons.ts';

offerProof(async () => (await import('./proof-form.tsx')).ProofForm);

export const screens: RoomScreens = {
  key: 'access',
  routes: [
    {
      path: 'masuk',
      title: both(words, 'signIn'),
      scope: 'open',
      load: async () => (await import('./sign-in-page.tsx')).SignInPage,
    },
    {
      path: 'masuk/penyedia',
      title: both(words, 'signIn'),
      scope: 'open',
      load: async () => (await import('./provider-page.tsx')).ProviderPage,
    },
    {
      path: 'pertama',
      title: both(words, 'firstTitle'),
      scope: 'open',
      load: async () => (await import('./enrolment-page.tsx')).EnrolmentPage,
    },
    {
      path: 'undangan',
      title: both(words, 'inviteTitle'),
      scope: 'open',
      load: async () => (await import('./enrolment-page.tsx')).EnrolmentPage,
    },
    {
      path: 'akun',
      title: both(words, 'accounts'),
      scope: 'house',
      permission: 'account.read',
      load: async () => (await import('./accounts-page.tsx')).AccountsPage,
    },
    {
      path: 'pemulihan',
      title: both(twoWords, 'recoverTitle'),
      scope: 'open',
      load: async () => (await import('./account-recovery-page.tsx')).AccountRecoveryPage,
    },
    {
      path: 'rekan',
      title: both(twoWords, 'colleagues'),
      scope: 'house',
      permission: 'account.restore',
      load: async () => (await import('./colleagues-page.tsx')).ColleaguesPage,
    },
    {
      path: 'perangkat',
      title: both(words, 'devices'),
      scope: 'house',
      load: async () => (await import('./devices-page.tsx')).DevicesPage,
    },
    {
      path: 'hp',
      title: both(phoneWords, 'title'),
      permission: 'card.read',
      load: async () => (await import('./phones-page.tsx')).PhonesPage,
    },
    {
      path: 'cara-masuk',
      title: both(securityWords, 'title'),
      scope: 'house',
      load: async () => (await import('./security-page.tsx')).SecurityPage,
    },
    {
      path: 'kartu',
      title: both(words, 'cards'),
      permission: 'card.read',
      load: async () => (await import('./cards-page.tsx')).CardsPage,
    },
  ],
  navigation: [
    {
      path: 'kartu',
      icon: 'key',
      title: both(words, 'cards'),
      letter: 'K',
      order: 84,
      permission: 'card.read',
    },
    {
      path: 'hp',
      icon: 'phone',
      title: both(phoneWords, 'title'),
      letter: 'F',
      order: 85,
      permission: 'card.read',
    },
    {
      path: 'akun',
      icon: 'user',
      title: both(words, 'accounts'),
      letter: 'U',
      order: 95,
      permission: 'account.read',
      scope: 'house',
    },
  ],
  commands: [
    {
      id: 'access.colleagues',
      title: both(twoWords, 'colleagues'),
      icon: 'key',
      path: 'rekan',
      permission: 'account.restore',
      scope: 'house',
    },
  ],
  personal: [
    { path: 'cara-masuk', title: both(securityWords, 'title'), icon: 'key', scope: 'house' },
    { path: 'perangkat', title: both(words, 'devices'), icon: 'lock', scope: 'house' },
  ],
  signInAgain: async () => (await import('./sign-in-again.tsx')).SignInAgain,
};
