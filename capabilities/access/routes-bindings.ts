/** Who an account is at the provider of its agency: its owner proves it there; an administrator only releases. */
import type { Context } from '#server/endpoint/context.ts';
import { handle } from '#server/endpoint/handle.ts';
import { reachesOf } from '#shared/permission.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { type Bound, bind } from './binding.ts';
import { inviteAccounts } from './contract.ts';
import { demandConfirmed, ownAccount } from './desk.ts';
import { beginOwnBinding, bindOwn, bindProvider, releaseOwn } from './endpoints-providers.ts';
import {
  type Connected,
  connect,
  type Outcome,
  type Provider,
  provedClaims,
  providerOf,
  redirectFor,
} from './providers.ts';
import { decideTaking } from './rules.ts';
import { findAccount, grantsOf } from './store.ts';
import { claimTicket, demandTicket, openTicket } from './tickets.ts';

const ofSession = (sessionId: string) => ({ purpose: 'provider-bind' as const, sessionId });

/** The owner's own account. @throws Refused where the provider is not that of its agency */
async function ownAt(context: Context, provider: Provider): Promise<Bound> {
  const account = await ownAccount(context);
  if (account.agencyId !== provider.agencyId) throw new Refused(refuse('not-found'));
  return account;
}

export const beginningOwnBinding = (providers: readonly Provider[]) =>
  handle(
    beginOwnBinding,
    async (context, { body }, connected: Connected) => {
      const { tx, actor, caller, now } = context;
      await ownAt(context, providerOf(providers, body.provider));
      await demandConfirmed(context);
      const ticket = await openTicket(tx, ofSession(actor.sessionId), now);
      return { ticket, url: await connected.addressFor(ticket, redirectFor(caller.origin)) };
    },
    { prepare: (_before, { body }) => connect(providerOf(providers, body.provider)) },
  );

export const bindingOwn = (providers: readonly Provider[]) =>
  handle(
    bindOwn,
    async (context, { body }, outcome: Outcome) => {
      const provider = providerOf(providers, body.provider);
      const account = await ownAt(context, provider);
      await demandConfirmed(context);
      await claimTicket(context.tx, body.ticket, ofSession(context.actor.sessionId), context.now);
      const { subject } = provedClaims(provider, outcome);
      await bind(context, account, provider.key, { subject, proposedBy: null });
      return {};
    },
    {
      prepare: async ({ db, actor, caller, now }, { body }): Promise<Outcome> => {
        const { ticket, search } = body;
        await demandTicket(db, ticket, ofSession(actor.sessionId), now);
        const connected = await connect(providerOf(providers, body.provider));
        return connected.claimsOf({ ticket, search, redirect: redirectFor(caller.origin) });
      },
    },
  );

export const releasingOwn = (providers: readonly Provider[]) =>
  handle(releaseOwn, async (context, { body }) => {
    const provider = providerOf(providers, body.provider);
    const account = await ownAt(context, provider);
    await demandConfirmed(context);
    await bind(context, account, provider.key, null);
    return {};
  });

/** Taking a way in away needs one person; giving one to somebody else needs two, as it lets whoever chose it come in. */
export const releasingProvider = (providers: readonly Provider[]) =>
  handle(bindProvider, async (context, { body }) => {
    const account = await findAccount(context.tx, body.accountId);
    const provider = providerOf(providers, body.provider);
    const isSeen = account && context.may(inviteAccounts, { agencyId: account.agencyId });
    if (!isSeen || account.closed || account.agencyId !== provider.agencyId)
      throw new Refused(refuse('not-found'));
    if (account.demo) throw new Refused(refuse('access.demo-account'));
    if (account.id === context.actor.userId) throw new Refused(refuse('access.own-binding'));
    if (body.subject !== null) throw new Refused(refuse('access.bind-needs-two'));
    await demandTaking(context, account);
    await demandConfirmed(context);
    await bind(context, account, provider.key, null);
    return {};
  });

async function demandTaking({ tx, actor }: Context, account: Bound): Promise<void> {
  const by = { userId: actor.userId, reaches: reachesOf(actor, inviteAccounts) };
  const refused = decideTaking(by, await grantsOf(tx, [account.id]));
  if (refused) throw new Refused(refused);
}
