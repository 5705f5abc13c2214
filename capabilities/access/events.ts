/** What is recorded. Names and logins of people are personal. */
import { eventType } from '#shared/event.ts';
import { accountKind, cardKind } from './rights.ts';

export const accountInvited = eventType({
  name: 'account.invited.v1',
  of: accountKind,
  fields: {
    name: 'personal',
    role: 'open',
    agency: 'open',
    areas: 'open',
    operation: 'open',
    validUntil: 'open',
  },
  text: { id: 'Undangan dibuat', en: 'Invitation made' },
  beforeAdmission: true,
});
export const invitationRevoked = eventType({
  name: 'account.invitation-revoked.v1',
  of: accountKind,
  fields: { revoked: 'open' },
  text: { id: 'Undangan dibatalkan', en: 'Invitation revoked' },
  beforeAdmission: true,
});
export const accountOpened = eventType({
  name: 'account.opened.v1',
  of: accountKind,
  fields: { name: 'personal', login: 'personal', agency: 'open', demo: 'open' },
  text: { id: 'Akun dibuka', en: 'Account opened' },
  beforeAdmission: true,
});
export const accountClosed = eventType({
  name: 'account.closed.v1',
  of: accountKind,
  fields: { closed: 'open' },
  text: { id: 'Akun ditutup', en: 'Account closed' },
  changesRights: true,
});
export const accountChanged = eventType({
  name: 'account.changed.v1',
  of: accountKind,
  fields: { language: 'open' },
  text: { id: 'Setelan akun diubah', en: 'Account settings changed' },
});
export const sessionOpened = eventType({
  name: 'session.opened.v1',
  of: accountKind,
  fields: { session: 'open', demo: 'open', way: 'open' },
  text: { id: 'Masuk', en: 'Signed in' },
});
export const sessionRevoked = eventType({
  name: 'session.revoked.v1',
  of: accountKind,
  fields: { session: 'open', revoked: 'open' },
  text: { id: 'Sesi diakhiri', en: 'Session ended' },
  changesRights: true,
});
const grantFields = {
  grant: 'open',
  role: 'open',
  areas: 'open',
  operation: 'open',
  validUntil: 'open',
} as const;
export const grantGiven = eventType({
  name: 'grant.given.v1',
  of: accountKind,
  fields: grantFields,
  text: { id: 'Peran diberikan', en: 'Role given' },
  changesRights: true,
  beforeAdmission: true,
});
export const grantRevoked = eventType({
  name: 'grant.revoked.v1',
  of: accountKind,
  fields: grantFields,
  text: { id: 'Peran dicabut', en: 'Role revoked' },
  changesRights: true,
  beforeAdmission: true,
});
export const cardIssued = eventType({
  name: 'card.issued.v1',
  of: cardKind,
  fields: { station: 'open', agency: 'open', shift: 'open', validFrom: 'open', validUntil: 'open' },
  text: { id: 'Kartu pos diterbitkan', en: 'Post card issued' },
});
export const cardUsed = eventType({
  name: 'card.used.v1',
  of: cardKind,
  fields: { session: 'open', bearer: 'open', name: 'personal' },
  text: { id: 'Kartu pos dipakai masuk', en: 'Signed in by post card' },
});
export const cardLeft = eventType({
  name: 'card.left.v1',
  of: cardKind,
  fields: { session: 'open' },
  text: { id: 'Keluar dari kartu pos', en: 'Signed out of a post card' },
  changesRights: true,
});
export const cardRevoked = eventType({
  name: 'card.revoked.v1',
  of: cardKind,
  fields: { revoked: 'open' },
  text: { id: 'Kartu pos dicabut', en: 'Post card revoked' },
  changesRights: true,
});
