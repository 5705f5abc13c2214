import { sql } from 'kysely';
import { handle } from '#server/endpoint/handle.ts';
import { consoleLinkMade, makeConsoleLink } from './endpoints-recovery.ts';
import { newToken, tokenHash } from './secrets.ts';
import { insertInvitation } from './store.ts';

/** Who invited, for a link that the operator of the server made. Every administrator sees such invitations. */
export const CONSOLE = 'console';
const CONSOLE_LINK_MS = 30 * 60_000;

/**
 * A one-time link for a new administrator of everything. Whoever can make it owns the machine already; it takes nothing
 * from them, and tells everybody. An earlier one that was not used ends.
 */
export const makingConsoleLink = handle(makeConsoleLink, async (context) => {
  const { tx, now } = context;
  await sql`
    update account_invitation set revoked_at = ${now}
    where invited_by = ${CONSOLE} and used_at is null and revoked_at is null`.execute(tx);
  const token = newToken();
  const [id, accountId] = [context.newId(), context.newId()];
  const expiresAt = new Date(now.getTime() + CONSOLE_LINK_MS);
  const reach = { role: 'administrator' as const, agencyId: null, areas: [''], operationId: null };
  const made = { id, accountId, name: 'Konsol server / server console', ...reach, grantValidUntil: null };
  await insertInvitation(tx, { ...made, invitedBy: CONSOLE, expiresAt, hash: tokenHash(token) }, now);
  await context.record(consoleLinkMade, {
    subject: id,
    after: { role: reach.role, expiresAt: expiresAt.toISOString() },
    attributes: { agency: null },
  });
  return { path: `/undangan#${token}`, expiresAt: expiresAt.toISOString() };
});
