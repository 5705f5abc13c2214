/** What is recorded of how somebody comes in. No secret, and no hash of one, ever stands in the journal. */
import { ofAccount } from './event-of.ts';

export const passkeyAdded = ofAccount(
  'passkey.added.v1',
  { passkey: 'open', name: 'personal', host: 'open' },
  { id: 'Passkey ditambahkan', en: 'Passkey added' },
);
export const passkeyRevoked = ofAccount(
  'passkey.revoked.v1',
  { passkey: 'open', revoked: 'open' },
  { id: 'Passkey dicabut', en: 'Passkey revoked' },
);
export const passkeySuspended = ofAccount(
  'passkey.suspended.v1',
  { passkey: 'open', counterKept: 'open', counterFound: 'open' },
  {
    id: 'Passkey ditahan: penghitungnya mundur, mungkin ada salinan',
    en: 'Passkey held back: its counter went back, there may be a copy',
  },
);
export const sessionConfirmed = ofAccount(
  'session.confirmed.v1',
  { session: 'open', way: 'open' },
  { id: 'Membuktikan diri lagi', en: 'Proved who they are again' },
);
export const passwordChanged = ofAccount(
  'account.password-changed.v1',
  { session: 'open' },
  { id: 'Kata sandi diganti', en: 'Password changed' },
  { changesRights: true },
);
export const authenticatorReplaced = ofAccount(
  'account.authenticator-replaced.v1',
  { generation: 'open' },
  { id: 'Aplikasi kode diganti', en: 'Authenticator app replaced' },
  { changesRights: true },
);
export const recoveryCodesMade = ofAccount(
  'account.recovery-codes-made.v1',
  { codes: 'open' },
  { id: 'Kode pemulihan dibuat; yang lama mati', en: 'Recovery codes made; earlier ones end' },
);
export const recoveryCodeUsed = ofAccount(
  'account.recovery-code-used.v1',
  { code: 'open', left: 'open' },
  { id: 'Masuk dengan kode pemulihan', en: 'Signed in by a recovery code' },
);
export const providerBound = ofAccount(
  'account.provider-bound.v1',
  { provider: 'open', subject: 'personal' },
  { id: 'Akun diikat dengan penyedia instansi', en: 'Account bound to the provider of its agency' },
);
