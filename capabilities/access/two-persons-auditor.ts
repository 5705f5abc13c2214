/** Taking an auditor away, once somebody of the auditor's own agency has agreed. */
import { sql } from 'kysely';
import type { Context } from '#server/endpoint/context.ts';
import { bindTwoPersons } from '#server/two-persons.ts';
import { Refused, refuse } from '#shared/problem.ts';
import type { Localized, Static } from '#shared/schema.ts';
import { inviteAccounts } from './contract.ts';
import { agencyOf } from './neighbours.ts';
import { isAuditor } from './rules.ts';
import {
  agencyOfHeld,
  findAccount,
  findInvitation,
  grantsOf,
  lockAccounts,
  lockGrants,
  lockInvitations,
  queueForRemoval,
} from './store.ts';
import { takeAccounts, takeGrants, takeInvitations } from './taking.ts';
import { revokeAuditor } from './two-persons.ts';

type Input = Static<typeof revokeAuditor.input>;

/** What is to be taken, locked: whose it is, and how it is done. */
type Found = {
  readonly id: string;
  readonly agencyId: string | null;
  readonly name: string;
  readonly what: Localized;
  readonly wasOpen: boolean;
  take(): Promise<void>;
};

export const revokingAuditor = bindTwoPersons(revokeAuditor, {
  async place({ tx }, input) {
    const agencyId = await agencyOfHeld(tx, {
      grantId: 'grantId' in input ? input.grantId : null,
      accountId: 'accountId' in input ? input.accountId : null,
      invitationId: 'invitationId' in input ? input.invitationId : null,
    });
    if (agencyId === undefined) throw new Refused(refuse('not-found'));
    return { operationId: null, area: null, agencyId };
  },
  async look(context, input) {
    const { id, agencyId, name, what } = await open(context, input);
    const agency = (await agencyOf(context, agencyId))?.short ?? '';
    return {
      subject: id,
      place: { operationId: null, area: null, agencyId },
      summary: { id: `${what.id}: ${name}, ${agency}`, en: `${what.en}: ${name}, ${agency}` },
    };
  },
  async carryOut(context, input) {
    await (await open(context, input)).take();
  },
});

/** @throws Refused for what is no auditor's, or was taken already, or is none of this person's business */
async function open(context: Context, input: Input): Promise<Found> {
  await queueForRemoval(context.tx);
  const found = await find(context, input);
  if (!found) throw new Refused(refuse('not-found'));
  // Both persons are of the auditor's agency. Whoever administers everything sees the account, and is told why not.
  if (context.actor.agencyId !== found.agencyId) {
    const isSeen = context.may(inviteAccounts, { agencyId: found.agencyId });
    throw new Refused(refuse(isSeen ? 'access.auditor-protected' : 'not-found'));
  }
  if (!found.wasOpen) throw new Refused(refuse('access.already-done'));
  return found;
}

const EVERY = sql`true`;

async function find(context: Context, input: Input): Promise<Found | null> {
  if ('grantId' in input) return findGrant(context, input.grantId);
  return 'accountId' in input
    ? findWhole(context, input.accountId)
    : findOffered(context, input.invitationId);
}

async function findGrant(context: Context, id: string): Promise<Found | null> {
  const [grant] = await lockGrants(context.tx, [id], EVERY);
  const account = grant && (await findAccount(context.tx, grant.accountId));
  if (!grant || !account || !isAuditor(grant)) return null;
  const what = { id: 'Peran auditor', en: 'Auditor role' };
  const take = () => takeGrants(context, [grant]);
  return { ...grant, name: account.name, what, wasOpen: grant.wasOpen && !account.closed, take };
}

async function findWhole(context: Context, id: string): Promise<Found | null> {
  const [row] = await lockAccounts(context.tx, [id], EVERY);
  const account = row && (await findAccount(context.tx, id));
  const held = await grantsOf(context.tx, [id]);
  if (!account || !held.some(isAuditor)) return null;
  const what = { id: 'Akun auditor', en: 'Account of an auditor' };
  return { ...row, name: account.name, what, take: () => takeAccounts(context, [row], held) };
}

async function findOffered(context: Context, id: string): Promise<Found | null> {
  const [row] = await lockInvitations(context.tx, [id], EVERY);
  const offered = row && (await findInvitation(context.tx, id, context.now));
  if (!offered || !isAuditor(offered)) return null;
  const what = { id: 'Undangan auditor', en: 'Invitation of an auditor' };
  return { ...row, name: offered.name, what, take: () => takeInvitations(context, [row]) };
}
