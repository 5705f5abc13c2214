/** Coming in: password and code, demo account, one-time link. */

import type { Context } from '#server/endpoint/context.ts';
import { handle } from '#server/endpoint/handle.ts';
import { turns } from '#server/endpoint/turns.ts';
import type { ReplyOf } from '#shared/endpoint.ts';
import { type Actor, reachesOf } from '#shared/permission.ts';
import { accept, Refused, refuse } from '#shared/problem.ts';
import { accountOpened, grantGiven, inviteAccounts, sessionOpened } from './contract.ts';
import {
  beginEnrolment,
  finishEnrolment,
  listDemoAccounts,
  openDemoSession,
  signIn,
} from './endpoints-sign-in.ts';
import { decideGrant } from './granting.ts';
import { agencyOf, namesOfAreas } from './neighbours.ts';
import { DESK_IDLE_MS, DESK_LONGEST_MS, decidePassword, decideSignIn } from './rules.ts';
import { hashPassword, newToken, passwordFits, tokenHash, totpSecret, totpStep } from './secrets.ts';
import {
  claimInvitation,
  claimStep,
  findAccountByLogin,
  findGrantsNow,
  findOpenInvitation,
  type Invitation,
  insertAccount,
  insertGrant,
  listDemo,
} from './store.ts';
import { insertSession } from './store-sessions.ts';
import type { Throttle } from './throttle.ts';

// Stands in for the id of an unknown login, so that its code is computed as well.
const NOBODY = '00000000-0000-7000-8000-000000000000';

/** A password takes 19 MiB and tens of milliseconds: a few at a time, and never while a connection is held. */
const atTheLock = turns({ atOnce: 3, waiting: 200 });

type Tried = { readonly key: string; readonly passwordHash: string | null; readonly fits: boolean };

export const signingIn = (attempts: Throttle) =>
  handle(
    signIn,
    async (context, { body }, { key, passwordHash, fits }: Tried) => {
      const { tx, signer, now } = context;
      const account = await findAccountByLogin(tx, loginOf(body));
      const known = {
        exists: account !== undefined,
        // What was tried must still be what stands.
        passwordFits: fits && account?.passwordHash === passwordHash,
        step: totpStep(signer, account?.id ?? NOBODY, body.code, now),
        lastStep: account?.totpStep ?? -1,
      };
      const decided = decideSignIn(known);
      const isIn = account && 'step' in decided && (await claimStep(tx, account.id, decided.step));
      if (!isIn) throw new Refused(refuse('access.sign-in-refused'));
      context.afterCommit(() => attempts.succeeded(key));
      await openDesk(context, account);
      return {};
    },
    {
      prepare: async ({ db, now, caller }, { body }): Promise<Tried> => {
        const login = loginOf(body);
        const key = `${login} ${caller.address}`;
        attempts.enter(key, now);
        // Counted before it is tried, so that many at once cannot all be the first; a success forgets it.
        attempts.failed(key, now);
        const passwordHash = (await findAccountByLogin(db, login))?.passwordHash ?? null;
        return { key, passwordHash, fits: await atTheLock(() => passwordFits(passwordHash, body.password)) };
      },
    },
  );

const loginOf = ({ login }: { readonly login: string }) => login.trim().toLowerCase();

export const listingDemo = (sample: () => boolean) =>
  handle(listDemoAccounts, async (context) => {
    if (!sample()) return { sample: false, accounts: [] };
    const rows = await listDemo(context.tx);
    const accounts: ReplyOf<typeof listDemoAccounts>['accounts'] = [];
    for (const { login, name, agencyId, roles } of rows) {
      const agency = await agencyOf(context, agencyId);
      accounts.push({ login, name, roles, agency: agency && { short: agency.short, name: agency.name } });
    }
    const place = (one: (typeof accounts)[number]) => `${one.agency?.short ?? ''} ${one.login}`;
    accounts.sort((one, other) => place(one).localeCompare(place(other), 'id'));
    return { sample: true, accounts };
  });

export const openingDemo = (sample: () => boolean) =>
  handle(openDemoSession, async (context, { body }) => {
    const account = sample() ? await findAccountByLogin(context.tx, body.login) : undefined;
    if (!account?.demo) throw new Refused(refuse('not-found'));
    await openDesk(context, account);
    return {};
  });

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
      totpSecret: totpSecret(context.signer, found.accountId),
    };
  });

export const finishing = (sample: () => boolean) =>
  handle(
    finishEnrolment,
    async (context, { body }, passwordHash: string) => {
      const { tx, now, signer } = context;
      const found = await claimInvitation(tx, tokenHash(body.token), now);
      if (!found || !(await isStillGiven(context, found, sample())))
        throw new Refused(refuse('access.link-invalid'));
      const step = totpStep(signer, found.accountId, body.code, now);
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
      await openDesk(context, account);
      return {};
    },
    {
      // Nobody makes this server hash who holds no link.
      prepare: async ({ db, now }, { body }): Promise<string> => {
        if (!(await findOpenInvitation(db, tokenHash(body.token), now)))
          throw new Refused(refuse('access.link-invalid'));
        const weak = decidePassword(body.password, body.login);
        if (weak) throw new Refused(weak);
        return atTheLock(() => hashPassword(body.password));
      },
    },
  );

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

type Owner = { readonly id: string; readonly agencyId: string | null; readonly demo: boolean };

/** Opens a session at a desk; its token leaves this server only as a cookie that scripts cannot read. */
async function openDesk(context: Context, account: Owner): Promise<void> {
  const { now } = context;
  const token = newToken();
  const expiresAt = new Date(now.getTime() + DESK_LONGEST_MS);
  const session = {
    id: context.newId(),
    hash: tokenHash(token),
    owner: { accountId: account.id },
    demo: account.demo,
    deviceId: null,
    device: context.caller.userAgent.slice(0, 200),
    idleUntil: new Date(now.getTime() + DESK_IDLE_MS),
    expiresAt,
  };
  await insertSession(context.tx, session, now);
  await context.record(sessionOpened, {
    subject: account.id,
    after: { session: session.id, demo: account.demo },
    attributes: { agency: account.agencyId },
  });
  context.setSession(token, expiresAt);
}
