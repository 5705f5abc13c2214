/** What nobody does alone here: taking an auditor away, and letting somebody back in without e-mail. */
import { Id, object, Type } from '#shared/schema.ts';
import { twoPersons } from '#shared/two-persons.ts';
import { accountClosed, grantRevoked, invitationRevoked } from './events.ts';
import { agreeToRevoking, inviteAccounts } from './rights.ts';

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
