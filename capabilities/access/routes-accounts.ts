/** What an administrator does: accounts, invitations, roles. */
import { type RawBuilder, sql } from 'kysely';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleList } from '#server/endpoint/handle.ts';
import { reachesOf } from '#shared/permission.ts';
import { accept, Refused, refuse } from '#shared/problem.ts';
import { accountInvited, accountKind, grantGiven, inviteAccounts } from './contract.ts';
import { demandConfirmed } from './desk.ts';
import {
  closeAccounts,
  giveGrant,
  type Invite,
  invite,
  listAccounts,
  listGrants,
  listInvitations,
  revokeGrants,
  revokeInvitations,
} from './endpoints-accounts.ts';
import { decideGrant, type Wanted } from './granting.ts';
import { agencyOf, agencyTable } from './neighbours.ts';
import { CONSOLE } from './recovery.ts';
import { decideTaking, INVITATION_MS } from './rules.ts';
import { invitationToken, tokenHash } from './secrets.ts';
import {
  findAccount,
  findInvitation,
  grantsOf,
  type Invitation,
  insertGrant,
  insertInvitation,
  lockAccounts,
  lockGrants,
  lockInvitations,
  queueForRemoval,
} from './store.ts';
import { grantFact, grantValues, takeAccounts, takeGrants, takeInvitations } from './taking.ts';

const visibleBy = (context: Context, agency: RawBuilder<unknown>) => context.visible(accountKind, { agency });

export const listingAccounts = handleList(listAccounts, async (context) => ({
  name: 'akun',
  from: sql`account a left join ${await agencyTable(context)} on agency.id = a.agency_id`,
  where: visibleBy(context, sql`a.agency_id`),
  fields: {
    id: sql`a.id`,
    name: sql`a.name`,
    login: sql`a.login`,
    agency: sql`agency.short`,
    agencyId: sql`a.agency_id`,
    roles: sql`(select string_agg(distinct g.role, ', ' order by g.role) from account_grant g
      where g.account_id = a.id and g.revoked_at is null and (g.valid_until is null or g.valid_until > ${context.now}))`,
    status: sql`case when a.closed_at is null then 'open' else 'closed' end`,
    demo: sql`case when a.demo then 'yes' else 'no' end`,
    openedAt: sql`a.opened_at`,
    seenAt: sql`(select max(s.seen_at) from account_session s where s.account_id = a.id)`,
  },
  tieBreak: sql`a.id`,
  defaultSort: 'agency,name',
}));

export const listingInvitations = handleList(listInvitations, async (context) => ({
  name: 'undangan',
  from: sql`account_invitation i left join ${await agencyTable(context)} on agency.id = i.agency_id`,
  // What the operator of the server did on its console concerns every administrator.
  where: sql`i.purpose = 'invitation' and (i.invited_by = ${CONSOLE} or ${visibleBy(context, sql`i.agency_id`)})`,
  fields: {
    id: sql`i.id`,
    name: sql`i.name`,
    agency: sql`agency.short`,
    role: sql`i.role`,
    status: sql`case when i.used_at is not null then 'used' when i.revoked_at is not null then 'revoked'
      when i.expires_at <= ${context.now} then 'expired' else 'waiting' end`,
    invitedAt: sql`i.invited_at`,
    expiresAt: sql`i.expires_at`,
  },
  tieBreak: sql`i.id`,
  defaultSort: '-invitedAt',
}));

export const listingGrants = handleList(listGrants, async (context) => ({
  name: 'peran',
  from: sql`account_grant g join account a on a.id = g.account_id
    left join ${await agencyTable(context)} on agency.id = a.agency_id`,
  where: visibleBy(context, sql`a.agency_id`),
  fields: {
    id: sql`g.id`,
    accountId: sql`g.account_id`,
    name: sql`a.name`,
    agency: sql`agency.short`,
    role: sql`g.role`,
    areas: sql`array_to_string(g.areas, ', ')`,
    operationId: sql`g.operation_id`,
    status: sql`case when g.revoked_at is not null or a.closed_at is not null then 'revoked'
      when g.valid_until <= ${context.now} then 'over' else 'valid' end`,
    givenAt: sql`g.given_at`,
    validUntil: sql`g.valid_until`,
  },
  tieBreak: sql`g.id`,
  defaultSort: 'name,role',
}));

export const inviting = handle(invite, async (context, { body }) => {
  const { tx, now, signer, actor } = context;
  accept(decideGrant(reachesOf(actor, inviteAccounts), body));
  await demandConfirmed(context);
  if (body.agencyId !== null && !(await agencyOf(context, body.agencyId))) {
    throw new Refused(refuse('not-found'));
  }
  const token = invitationToken(signer, body.id);
  const link = `${context.caller.origin}/undangan#${token}`;
  const earlier = await findInvitation(tx, body.id, now);
  if (earlier && !isSameInvitation(earlier, body, actor.userId)) throw new Refused(refuse('access.id-taken'));
  const expiresAt = earlier?.expiresAt ?? new Date(now.getTime() + INVITATION_MS);
  if (!earlier) {
    const { id, name, agencyId, role, areas, operationId } = body;
    const grantValidUntil = body.validUntil === null ? null : new Date(body.validUntil);
    const made = { id, name, agencyId, role, areas, operationId, grantValidUntil, expiresAt };
    const accountId = context.newId();
    await insertInvitation(tx, { ...made, accountId, invitedBy: actor.userId, hash: tokenHash(token) }, now);
  }
  // A resend is written down as well: the link left the server once more.
  await context.record(accountInvited, {
    subject: body.id,
    operation: body.operationId,
    after: {
      name: body.name,
      role: body.role,
      agency: body.agencyId,
      areas: body.areas,
      operation: body.operationId,
      validUntil: body.validUntil,
    },
    attributes: { agency: body.agencyId },
  });
  return { id: body.id, link, expiresAt: expiresAt.toISOString() };
});

function isSameInvitation(earlier: Invitation, wanted: Invite, by: string): boolean {
  return (
    earlier.open &&
    earlier.invitedBy === by &&
    earlier.name === wanted.name &&
    earlier.role === wanted.role &&
    earlier.agencyId === wanted.agencyId &&
    earlier.operationId === wanted.operationId &&
    earlier.areas.join() === wanted.areas.join() &&
    (earlier.grantValidUntil?.getTime() ?? null) ===
      (wanted.validUntil === null ? null : Date.parse(wanted.validUntil))
  );
}

export const revokingInvitations = handle(revokeInvitations, async (context, { body }) => {
  const found = await lockInvitations(context.tx, body.ids, visibleBy(context, sql`agency_id`));
  const open = openOf(found, body.ids);
  demandTaking(context, open);
  await takeInvitations(context, open);
  return { revoked: open.length };
});

export const closingAccounts = handle(closeAccounts, async (context, { body }) => {
  const { tx } = context;
  await queueForRemoval(tx);
  const found = await lockAccounts(tx, body.ids, visibleBy(context, sql`agency_id`));
  const open = openOf(found, body.ids);
  const held = await grantsOf(tx, idsOf(open));
  demandTaking(context, [...held, ...open.map((one) => ({ ...one, role: '' }))]);
  await takeAccounts(context, open, held);
  return { revoked: open.length };
});

export const givingGrant = handle(giveGrant, async (context, { body }) => {
  const { tx, now, actor } = context;
  const account = await findAccount(tx, body.accountId);
  const isSeen = account && context.may(inviteAccounts, { agencyId: account.agencyId });
  if (!isSeen) throw new Refused(refuse('not-found'));
  if (account.id === actor.userId) throw new Refused(refuse('access.own-rights'));
  // Anybody may sign in as one: it must never hold more than its sample.
  if (account.demo) throw new Refused(refuse('access.demo-account'));
  const wanted: Wanted = { ...body, agencyId: account.agencyId };
  accept(decideGrant(reachesOf(actor, inviteAccounts), wanted));
  await demandConfirmed(context);
  const validUntil = body.validUntil === null ? null : new Date(body.validUntil);
  const grant = { ...wanted, id: body.id, accountId: account.id, validUntil };
  if (!(await insertGrant(tx, grant, actor.userId, now))) throw new Refused(refuse('access.id-taken'));
  await context.record(grantGiven, { ...grantFact(grant), after: grantValues(grant) });
  return { id: body.id };
});

export const revokingGrants = handle(revokeGrants, async (context, { body }) => {
  await queueForRemoval(context.tx);
  const found = await lockGrants(context.tx, body.ids, visibleBy(context, sql`a.agency_id`));
  const open = openOf(found, body.ids);
  demandTaking(context, open);
  await takeGrants(context, open);
  return { revoked: open.length };
});

const idsOf = (rows: readonly { id: string }[]) => rows.map((row) => row.id);

/** Those that are still open. Stops when one does not exist for the caller, or when nothing is left to do. */
function openOf<T extends { id: string; wasOpen: boolean }>(
  found: readonly T[],
  asked: readonly string[],
): readonly T[] {
  if (found.length < asked.length) throw new Refused(refuse('not-found'));
  const open = found.filter((row) => row.wasOpen);
  if (open.length === 0) throw new Refused(refuse('access.already-done'));
  return open;
}

function demandTaking(
  context: Context,
  held: readonly { accountId: string; role: string; agencyId: string | null }[],
): void {
  const { actor } = context;
  const refused = decideTaking({ userId: actor.userId, reaches: reachesOf(actor, inviteAccounts) }, held);
  if (refused) throw new Refused(refused);
}
