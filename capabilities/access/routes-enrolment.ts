/** Opening an account by a one-time link. */
import type { Context } from '#server/endpoint/context.ts';
import { handle } from '#server/endpoint/handle.ts';
import { type Actor, reachesOf } from '#shared/permission.ts';
import { accept, Refused, refuse } from '#shared/problem.ts';
import { accountOpened, grantGiven, inviteAccounts } from './contract.ts';
import { openDesk } from './desk.ts';
import { beginEnrolment, finishEnrolment } from './endpoints-sign-in.ts';
import { decideGrant } from './granting.ts';
import { makeHash } from './lock.ts';
import { agencyOf, namesOfAreas } from './neighbours.ts';
import { decidePassword } from './rules.ts';
import { tokenHash, totpSecret, totpStep } from './secrets.ts';
import {
  claimInvitation,
  findGrantsNow,
  findOpenInvitation,
  type Invitation,
  insertAccount,
  insertGrant,
} from './store.ts';

const HOUR_MS = 3_600_000;

export const beginning = (sample: () => boolean) =>
  handle(beginEnrolment, async (context, { body }) => {
    const found = await findOpenInvitation(context.tx, tokenHash(body.token), context.now);
    if (!found || !(await isStillGiven(context, found, sample())))
      throw new Refused(refuse('access.link-invalid'));
    const agency = await agencyOf(context, found.agencyId);
    const names = await namesOfAreas(context, found.areas);
    return {
      purpose: found.purpose,
      name: found.name,
      agency: agency && { short: agency.short, name: agency.name },
      role: found.role,
      areas: [...found.areas],
      areaNames: found.areas.map((code) => names.get(code) ?? code),
      operationId: found.operationId,
      totpSecret: totpSecret(context.signer, firstOf(found)),
    };
  });

export const finishing = (sample: () => boolean, settlingH: number) =>
  handle(
    finishEnrolment,
    async (context, { body }, passwordHash: string) => {
      const { tx, now, signer } = context;
      const found = await claimInvitation(tx, tokenHash(body.token), now);
      if (!found || !(await isStillGiven(context, found, sample())))
        throw new Refused(refuse('access.link-invalid'));
      const step = totpStep(signer, firstOf(found), body.code, now);
      if (step === null) throw new Refused(refuse('access.code-wrong'));
      const account = {
        id: found.accountId,
        login: body.login,
        name: body.name.trim(),
        agencyId: found.agencyId,
        passwordHash,
        totpStep: step,
        language: 'id' as const,
        demo: false,
        openedBy: found.invitedBy,
        settledAt: new Date(now.getTime() + settlingH * HOUR_MS),
      };
      if (!(await insertAccount(tx, account, now))) {
        throw new Refused(refuse('access.login-taken', { login: body.login }));
      }
      await context.record(accountOpened, {
        subject: account.id,
        after: { name: account.name, login: account.login, agency: account.agencyId },
        attributes: { agency: account.agencyId },
      });
      await giveInvited(context, found);
      await openDesk(context, account, 'link');
      return {};
    },
    {
      // Nobody makes this server hash who holds no link.
      prepare: async ({ db, now }, { body }): Promise<string> => {
        if (!(await findOpenInvitation(db, tokenHash(body.token), now)))
          throw new Refused(refuse('access.link-invalid'));
        const weak = decidePassword(body.password, body.login);
        if (weak) throw new Refused(weak);
        return makeHash(body.password);
      },
    },
  );

const firstOf = ({ accountId }: Invitation) => ({ accountId, generation: 0 });

/** Whether whoever invited could do so still: a link does not outlive the right to send it. */
async function isStillGiven({ tx, now }: Context, invited: Invitation, sample: boolean): Promise<boolean> {
  const { invitedBy: userId } = invited;
  const grants = await findGrantsNow(tx, userId, { now, sample });
  // The link for the first administrator comes from the server itself.
  if (grants === null) return true;
  const inviter: Actor = { kind: 'person', userId, sessionId: '', agencyId: null, grants };
  return !('refused' in decideGrant(reachesOf(inviter, inviteAccounts), invited));
}

async function giveInvited(context: Context, invited: Invitation): Promise<void> {
  const { accountId, role, agencyId, areas, operationId, grantValidUntil: validUntil } = invited;
  const grant = { id: context.newId(), accountId, role, agencyId, areas, operationId, validUntil };
  accept((await insertGrant(context.tx, grant, invited.invitedBy, context.now)) || refuse('access.id-taken'));
  await context.record(grantGiven, {
    subject: accountId,
    operation: operationId,
    after: {
      grant: grant.id,
      role,
      areas: [...areas],
      operation: operationId,
      validUntil: validUntil?.toISOString() ?? null,
    },
    attributes: { agency: agencyId },
  });
}
