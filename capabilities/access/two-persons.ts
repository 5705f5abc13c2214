/** What nobody does alone here: taking an auditor away, letting somebody back in, and binding their account. */
import { Id, object, Type } from '#shared/schema.ts';
import { twoPersons } from '#shared/two-persons.ts';
import { Key, Subject } from './endpoints-providers.ts';
import { accountClosed, grantRevoked, invitationRevoked } from './events.ts';
import { providerBound } from './events-security.ts';
import { agreeToRevoking, inviteAccounts, restoreAccount } from './rights.ts';
import { recoveryLinkMade } from './two-persons-doors.ts';

/** The supervisor must not be shut out by one hand: somebody of the auditor's own agency has to agree. */
export const revokeAuditor = twoPersons({
  name: 'access.revoke-auditor',
  text: { id: 'Pencabutan auditor', en: 'Revocation of an auditor' },
  effect: {
    id: 'Peran auditor, akunnya, atau undangannya langsung dicabut. Orang ini tidak lagi membaca jurnal dan jumlah.',
    en: 'The auditor role, the account or the invitation is revoked at once. This person reads journal and totals no more.',
  },
  input: Type.Union([object({ grantId: Id }), object({ accountId: Id }), object({ invitationId: Id })]),
  propose: inviteAccounts,
  confirm: agreeToRevoking,
  second: 'agency-of-matter',
  lapsesAfterH: 72,
  records: [grantRevoked, accountClosed, invitationRevoked],
});

/**
 * The way back for whoever lost phone and codes: two officers of the agency, who know them, vouch for them; for who is
 * of no agency, two administrators of the whole server. Each of the two is handed one half.
 */
export const recoverAccount = twoPersons({
  name: 'access.recover-account',
  text: { id: 'Pemulihan akun', en: 'Recovery of an account' },
  effect: {
    id: 'Anda menerima tautan sekali pakai, yang mengajukan menerima kodenya; keduanya berlaku 30 menit. Pemilik akun memerlukan keduanya, jadi tidak seorang pun dari Anda dapat masuk sendirian. Serahkan tautan langsung kepadanya setelah yakin itu dia. Saat dipakai, kata sandi dan kodenya diganti; sesi, passkey, kode pemulihan, dan ikatan penyedianya mati.',
    en: 'You get a one-time link, whoever proposed it gets its code; both are good for 30 minutes. The owner needs both, so that neither of you can come in alone. Hand the link over in person once you are sure it is the owner. When it is used, password and codes are replaced; earlier sessions, passkeys, recovery codes and the binding to a provider end.',
  },
  input: object({ accountId: Id }),
  propose: restoreAccount,
  confirm: restoreAccount,
  second: 'agency-of-matter',
  lapsesAfterH: 24,
  firstGetsForMin: 30,
  records: [recoveryLinkMade],
});

/** Whoever chooses who an account is at a provider can come in as its person: its owner does it, or two others. */
export const bindAccount = twoPersons({
  name: 'access.bind-account',
  text: { id: 'Pengikatan akun dengan penyedia', en: 'Binding of an account to a provider' },
  effect: {
    id: 'Orang yang disebut lalu dapat masuk ke akun ini lewat penyedia instansinya, tanpa kata sandi Rakor. Periksa nomornya pada daftar pegawai sendiri sebelum menyetujui. Pemilik akun diberi tahu saat masuk berikutnya.',
    en: 'The person named can then come into this account by the provider of the agency, without a Rakor password. Compare the number with your own list of staff before you agree. The owner of the account is told at their next sign-in.',
  },
  input: object({ accountId: Id, provider: Key, subject: Subject }),
  propose: inviteAccounts,
  confirm: restoreAccount,
  second: 'agency-of-matter',
  lapsesAfterH: 24,
  records: [providerBound],
});
