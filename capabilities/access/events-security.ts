/** What is recorded of how somebody comes in. No secret, and no hash of one, ever stands in the journal. */
import { eventType } from '#shared/event.ts';
import { accountKind } from './rights.ts';

export const passkeyAdded = eventType({
  name: 'passkey.added.v1',
  of: accountKind,
  fields: { passkey: 'open', name: 'personal', host: 'open' },
  text: { id: 'Passkey ditambahkan', en: 'Passkey added' },
});
export const passkeyRevoked = eventType({
  name: 'passkey.revoked.v1',
  of: accountKind,
  fields: { passkey: 'open', revoked: 'open' },
  text: { id: 'Passkey dicabut', en: 'Passkey revoked' },
});
export const passkeySuspended = eventType({
  name: 'passkey.suspended.v1',
  of: accountKind,
  fields: { passkey: 'open', counterKept: 'open', counterFound: 'open' },
  text: {
    id: 'Passkey ditahan: penghitungnya mundur, mungkin ada salinan',
    en: 'Passkey held back: its counter went back, there may be a copy',
  },
});
export const sessionConfirmed = eventType({
  name: 'session.confirmed.v1',
  of: accountKind,
  fields: { session: 'open', way: 'open' },
  text: { id: 'Membuktikan diri lagi', en: 'Proved who they are again' },
});
export const passwordChanged = eventType({
  name: 'account.password-changed.v1',
  of: accountKind,
  fields: { session: 'open' },
  text: { id: 'Kata sandi diganti', en: 'Password changed' },
  changesRights: true,
});
export const authenticatorReplaced = eventType({
  name: 'account.authenticator-replaced.v1',
  of: accountKind,
  fields: { generation: 'open' },
  text: { id: 'Aplikasi kode diganti', en: 'Authenticator app replaced' },
  changesRights: true,
});
export const recoveryCodesMade = eventType({
  name: 'account.recovery-codes-made.v1',
  of: accountKind,
  fields: { codes: 'open' },
  text: { id: 'Kode pemulihan dibuat; yang lama mati', en: 'Recovery codes made; earlier ones end' },
});
export const recoveryCodeUsed = eventType({
  name: 'account.recovery-code-used.v1',
  of: accountKind,
  fields: { code: 'open', left: 'open' },
  text: { id: 'Masuk dengan kode pemulihan', en: 'Signed in by a recovery code' },
});
export const providerBound = eventType({
  name: 'account.provider-bound.v1',
  of: accountKind,
  fields: { provider: 'open', subject: 'personal' },
  text: { id: 'Akun diikat dengan penyedia instansi', en: 'Account bound to the provider of its agency' },
});
