/** Doors of an account that two officers of its agency let back in. */

import { command, list } from '#shared/endpoint.ts';
import { Id, Instant, line, nullable, object, oneOf, Type } from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { Code, Password, Token } from './endpoints-sign-in.ts';
import { ofAccount } from './event-of.ts';
import { sessionOpened } from './events.ts';
import { restoreAccount } from './rights.ts';

export const recoveryLinkMade = ofAccount(
  'account.recovery-link-made.v1',
  { link: 'open', expiresAt: 'open' },
  {
    id: 'Dua petugas membuat tautan pemulihan akun',
    en: 'Two officers made a recovery link for an account',
  },
);
export const accountRecovered = ofAccount(
  'account.recovered.v1',
  { link: 'open', generation: 'open' },
  {
    id: 'Akun dipulihkan dengan tautan; semua cara masuk yang lama mati',
    en: 'Account recovered by a link; every earlier way in ends',
  },
  { changesRights: true },
);

/** The people of one's own agency, for whoever may help them back in. */
export const listColleagues = list({
  name: 'access.listColleagues',
  path: '/api/colleagues',
  summary: { id: 'Akun instansi sendiri yang dapat dipulihkan', en: "Accounts of one's own agency" },
  access: restoreAccount,
  row: object({
    id: Id,
    name: Type.String(),
    roles: nullable(Type.String()),
    link: oneOf(['none', 'open']),
    linkUntil: nullable(Instant),
  }),
  columns: columns({
    id: { title: { id: 'ID', en: 'Id' }, type: 'id', hidden: true },
    name: { title: { id: 'Nama', en: 'Name' }, type: 'text' },
    roles: { title: { id: 'Peran', en: 'Roles' }, type: 'text' },
    link: {
      title: { id: 'Tautan pemulihan', en: 'Recovery link' },
      type: 'choice',
      choices: { none: { id: 'tidak ada', en: 'none' }, open: { id: 'terbuka', en: 'open' } },
    },
    linkUntil: { title: { id: 'Berlaku sampai', en: 'Valid until' }, type: 'instant' },
  }),
});

const DOOR = { perMinute: 60 };
const Share = line(20);

/** Asked by POST so that the token stays out of addresses and logs. */
export const beginRecovery = command({
  name: 'access.beginRecovery',
  path: '/api/account-recovery',
  summary: { id: 'Buka tautan pemulihan akun', en: 'Open a recovery link' },
  access: 'public',
  /** `share`: what the first of the two officers was handed; the link alone tells and opens nothing. */
  body: object({ token: Token, share: Type.Optional(Share) }),
  reply: object({
    login: Type.String(),
    name: Type.String(),
    /** Base32, for those who cannot scan. */
    totpSecret: Type.String(),
    expiresAt: Instant,
  }),
  records: [],
  refusals: ['access.link-invalid', 'access.share-wrong', 'rate.limited'],
  rateLimit: DOOR,
  resend: 'refused-by-rule',
});

export const finishRecovery = command({
  name: 'access.finishRecovery',
  path: '/api/account-recovery/finish',
  summary: { id: 'Pulihkan akun dengan tautan', en: 'Recover an account by its link' },
  access: 'public',
  body: object({ token: Token, share: Type.Optional(Share), password: Password, code: Code }),
  reply: object({}),
  records: [accountRecovered, sessionOpened],
  refusals: [
    'access.link-invalid',
    'access.share-wrong',
    'access.code-wrong',
    'access.password-weak',
    'rate.limited',
  ],
  rateLimit: DOOR,
  resend: 'refused-by-rule',
});
