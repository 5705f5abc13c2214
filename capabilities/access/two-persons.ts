/** What nobody does alone here: taking an auditor away, and letting somebody back in without e-mail. */
import { Id, object, Type } from '#shared/schema.ts';
import { twoPersons } from '#shared/two-persons.ts';
import { accountClosed, grantRevoked, invitationRevoked } from './events.ts';
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

/** The way back for whoever lost phone and codes: two officers of the agency, who know them, vouch for them. */
export const recoverAccount = twoPersons({
  name: 'access.recover-account',
  text: { id: 'Pemulihan akun', en: 'Recovery of an account' },
  effect: {
    id: 'Anda menerima tautan sekali pakai, berlaku 30 menit. Serahkan langsung kepada pemilik akun setelah yakin itu dia. Saat tautan dipakai, kata sandi dan kodenya diganti; sesi, passkey, dan kode pemulihan lamanya mati.',
    en: 'You get a one-time link, good for 30 minutes. Hand it over in person once you are sure it is the owner. When it is used, password and codes are replaced; earlier sessions, passkeys and recovery codes end.',
  },
  input: object({ accountId: Id }),
  propose: restoreAccount,
  confirm: restoreAccount,
  second: 'agency-of-matter',
  lapsesAfterH: 24,
  records: [recoveryLinkMade],
});
