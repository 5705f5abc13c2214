/** What is recorded. Names and logins of people are personal. */
import { ofAccount, ofCard } from './event-of.ts';

export const accountInvited = ofAccount(
  'account.invited.v1',
  {
    name: 'personal',
    role: 'open',
    agency: 'open',
    areas: 'open',
    operation: 'open',
    validUntil: 'open',
  },
  { id: 'Undangan dibuat', en: 'Invitation made' },
  { beforeAdmission: true },
);
export const invitationRevoked = ofAccount(
  'account.invitation-revoked.v1',
  { revoked: 'open' },
  { id: 'Undangan dibatalkan', en: 'Invitation revoked' },
  { beforeAdmission: true },
);
export const accountOpened = ofAccount(
  'account.opened.v1',
  { name: 'personal', login: 'personal', agency: 'open', demo: 'open' },
  { id: 'Akun dibuka', en: 'Account opened' },
  { beforeAdmission: true },
);
export const accountClosed = ofAccount(
  'account.closed.v1',
  { closed: 'open' },
  { id: 'Akun ditutup', en: 'Account closed' },
  { changesRights: true },
);
export const accountChanged = ofAccount(
  'account.changed.v1',
  { language: 'open' },
  { id: 'Setelan akun diubah', en: 'Account settings changed' },
);
export const sessionOpened = ofAccount(
  'session.opened.v1',
  { session: 'open', demo: 'open', way: 'open' },
  { id: 'Masuk', en: 'Signed in' },
);
export const sessionRevoked = ofAccount(
  'session.revoked.v1',
  { session: 'open', revoked: 'open' },
  { id: 'Sesi diakhiri', en: 'Session ended' },
  { changesRights: true },
);
const grantFields = {
  grant: 'open',
  role: 'open',
  areas: 'open',
  operation: 'open',
  validUntil: 'open',
} as const;
export const grantGiven = ofAccount(
  'grant.given.v1',
  grantFields,
  { id: 'Peran diberikan', en: 'Role given' },
  { changesRights: true, beforeAdmission: true },
);
export const grantRevoked = ofAccount(
  'grant.revoked.v1',
  grantFields,
  { id: 'Peran dicabut', en: 'Role revoked' },
  { changesRights: true, beforeAdmission: true },
);
export const cardIssued = ofCard(
  'card.issued.v1',
  { station: 'open', agency: 'open', shift: 'open', validFrom: 'open', validUntil: 'open' },
  { id: 'Kartu pos diterbitkan', en: 'Post card issued' },
);
export const cardUsed = ofCard(
  'card.used.v1',
  { session: 'open', bearer: 'open', name: 'personal' },
  { id: 'Kartu pos dipakai masuk', en: 'Signed in by post card' },
);
export const cardLeft = ofCard(
  'card.left.v1',
  { session: 'open' },
  { id: 'Keluar dari kartu pos', en: 'Signed out of a post card' },
  { changesRights: true },
);
export const cardRevoked = ofCard(
  'card.revoked.v1',
  { revoked: 'open' },
  { id: 'Kartu pos dicabut', en: 'Post card revoked' },
  { changesRights: true },
);
