/** Signing in by the provider of an agency. */
import type { Context } from '#server/endpoint/context.ts';
import { handle } from '#server/endpoint/handle.ts';
import { reachesOf } from '#shared/permission.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { inviteAccounts } from './contract.ts';
import { demandConfirmed, openDesk } from './desk.ts';
import { beginProviderSignIn, bindProvider, listProviders, providerSignIn } from './endpoints-providers.ts';
import { providerBound } from './events-security.ts';
import { type Connected, connectTo, type Outcome, type Provider } from './providers.ts';
import { decideTaking, isStrong } from './rules.ts';
import { findAccount, grantsOf } from './store.ts';
import { dropBinding, findBound, saveBinding, subjectOf } from './store-providers.ts';
import { claimTicket, openTicket } from './tickets.ts';

/** Where a provider sends the browser back to: a page of ours, which then asks by itself. */
const redirectFor = (origin: string) => `${origin}/masuk/penyedia`;

function providerOf(providers: readonly Provider[], key: string): Provider {
  const found = providers.find((each) => each.key === key);
  if (!found) throw new Refused(refuse('not-found'));
  return found;
}

async function connect(provider: Provider): Promise<Connected> {
  const connected = await connectTo(provider);
  if (!connected) throw new Refused(refuse('access.provider-silent', { name: provider.name }));
  return connected;
}

export const listingProviders = (providers: readonly Provider[]) =>
  handle(listProviders, async () => ({
    providers: providers.map(({ key, name, agencyId }) => ({ key, name, agencyId })),
  }));

export const beginningProvider = (providers: readonly Provider[]) =>
  handle(
    beginProviderSignIn,
    async ({ tx, caller, now }, _input, connected: Connected) => {
      const ticket = await openTicket(tx, { purpose: 'provider', sessionId: null }, now);
      return { ticket, url: await connected.addressFor(ticket, redirectFor(caller.origin)) };
    },
    { prepare: (_before, { body }) => connect(providerOf(providers, body.provider)) },
  );

export const signingInByProvider = (providers: readonly Provider[]) =>
  handle(
    providerSignIn,
    async (context, { body }, outcome: Outcome) => {
      const { tx, now } = context;
      const provider = providerOf(providers, body.provider);
      await claimTicket(tx, body.ticket, { purpose: 'provider', sessionId: null }, now);
      const { name, key, agencyId } = provider;
      if ('why' in outcome) throw new Refused(refuse(`access.provider-${outcome.why}`, { name }));
      const { claims } = outcome;
      if (!isStrong(claims, provider)) throw new Refused(refuse('access.provider-weak', { name }));
      const account = await findBound(tx, { provider: key, subject: claims.subject, agencyId });
      if (!account) throw new Refused(refuse('access.provider-unbound', { name }));
      await openDesk(context, account, 'provider');
      return {};
    },
    {
      prepare: async ({ caller }, { body }): Promise<Outcome> => {
        const connected = await connect(providerOf(providers, body.provider));
        const { ticket, search } = body;
        return connected.claimsOf({ ticket, search, redirect: redirectFor(caller.origin) });
      },
    },
  );

export const bindingProvider = (providers: readonly Provider[]) =>
  handle(bindProvider, async (context, { body }) => {
    const { tx, now, actor } = context;
    const account = await findAccount(tx, body.accountId);
    const provider = providerOf(providers, body.provider);
    const isSeen = account && context.may(inviteAccounts, { agencyId: account.agencyId });
    if (!isSeen || account.closed || account.agencyId !== provider.agencyId)
      throw new Refused(refuse('not-found'));
    if (account.demo) throw new Refused(refuse('access.demo-account'));
    // Whoever can bind an account can come in as its person, so that it is guarded like taking the account away.
    await demandTaking(context, account);
    await demandConfirmed(context);
    const before = await subjectOf(tx, account.id, provider.key);
    if (before === body.subject) throw new Refused(refuse('access.already-done'));
    const binding = { accountId: account.id, provider: provider.key };
    const to = body.subject === null ? null : { subject: body.subject, by: actor.userId };
    if (to === null) await dropBinding(tx, binding);
    else if (!(await saveBinding(tx, binding, to, now))) throw new Refused(refuse('access.subject-taken'));
    await context.record(providerBound, {
      subject: account.id,
      before: { subject: before },
      after: { provider: provider.key, subject: body.subject },
      attributes: { agency: account.agencyId },
    });
    return {};
  });

async function demandTaking(
  context: Context,
  account: { id: string; agencyId: string | null },
): Promise<void> {
  const { tx, actor } = context;
  const held = await grantsOf(tx, [account.id]);
  const own = { accountId: account.id, role: '', agencyId: account.agencyId };
  const by = { userId: actor.userId, reaches: reachesOf(actor, inviteAccounts) };
  const refused = decideTaking(by, [...held, own]);
  if (refused) throw new Refused(refused);
}
