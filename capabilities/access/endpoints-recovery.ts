/** The way back in when nobody is left who administers: a link made on the console of the machine, never over HTTP. */

import { command } from '#shared/endpoint.ts';
import { permission } from '#shared/permission.ts';
import { Instant, object, Type } from '#shared/schema.ts';
import { ofAccount } from './event-of.ts';

export const recoverAccess = permission('account.recover', ['system'], {
  id: 'Membuat tautan administrator di konsol server',
  en: "Make an administrator's link on the console of the server",
});

export const consoleLinkMade = ofAccount(
  'account.console-link-made.v1',
  { role: 'open', expiresAt: 'open' },
  {
    id: 'Operator server membuat tautan administrator di konsol',
    en: "The server operator made an administrator's link on the console",
  },
);

export const makeConsoleLink = command({
  name: 'access.makeConsoleLink',
  path: '/api/console-link',
  summary: {
    id: 'Tautan administrator dari konsol server; hanya untuk server sendiri',
    en: "An administrator's link from the console; for the server itself alone",
  },
  access: recoverAccess,
  body: object({}),
  reply: object({ path: Type.String(), expiresAt: Instant }),
  records: [consoleLinkMade],
  resend: 'refused-by-rule',
});
