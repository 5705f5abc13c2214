/** Taking roles, accounts and invitations away, by one hand or by two: what is written, and what is recorded. */
import type { Context } from '#server/endpoint/context.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { accountClosed, grantRevoked, invitationRevoked } from './contract.ts';
import {
  closeAccountRows,
  countAdministrators,
  type GrantRow,
  revokeGrantRows,
  revokeInvitationRows,
  type Touched,
} from './store.ts';

type Row = Pick<Touched, 'id' | 'agencyId'>;

export async function takeInvitations(context: Context, open: readonly Row[]): Promise<void> {
  await revokeInvitationRows(context.tx, idsOf(open), context.now);
  for (const { id, agencyId } of open) {
    await context.record(invitationRevoked, {
      subject: id,
      before: { revoked: false },
      after: { revoked: true },
      attributes: { agency: agencyId },
    });
  }
}

/** @param held the roles of these accounts */
export async function takeAccounts(
  context: Context,
  open: readonly Row[],
  held: readonly GrantRow[],
): Promise<void> {
  await closeAccountRows(context.tx, idsOf(open), context.now);
  await demandAdministrator(context, held);
  for (const { id, agencyId } of open) {
    await context.record(accountClosed, {
      subject: id,
      before: { closed: false },
      after: { closed: true },
      attributes: { agency: agencyId },
    });
  }
}

export async function takeGrants(context: Context, open: readonly GrantRow[]): Promise<void> {
  await revokeGrantRows(context.tx, idsOf(open), context.now);
  await demandAdministrator(context, open);
  for (const grant of open) {
    await context.record(grantRevoked, { ...grantFact(grant), before: grantValues(grant) });
  }
}

type Grant = Omit<GrantRow, 'wasOpen'>;

export const grantFact = (grant: Grant) => ({
  subject: grant.accountId,
  operation: grant.operationId,
  attributes: { agency: grant.agencyId },
});

export const grantValues = (grant: Grant) => ({
  grant: grant.id,
  role: grant.role,
  areas: [...grant.areas],
  operation: grant.operationId,
  validUntil: grant.validUntil?.toISOString() ?? null,
});

const idsOf = (rows: readonly { id: string }[]) => rows.map((row) => row.id);

/** Stops when these were the last administrators. */
async function demandAdministrator(context: Context, taken: readonly { role: string }[]): Promise<void> {
  if (!taken.some((grant) => grant.role === 'administrator')) return;
  const left = await countAdministrators(context.tx, context.now);
  if (left === 0) throw new Refused(refuse('access.last-administrator'));
}
