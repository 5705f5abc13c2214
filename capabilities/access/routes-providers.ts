/** Signing in by the provider of an agency. */
import { handle } from '#server/endpoint/handle.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { openDesk } from './desk.ts';
import { beginProviderSignIn, listProviders, providerSignIn } from './endpoints-providers.ts';
import {
  type Connected,
  connect,
  type Outcome,
  type Provider,
  provedClaims,
  providerOf,
  redirectFor,
} from './providers.ts';
import { findBound } from './store-providers.ts';
import { claimTicket, demandTicket, openTicket } from './tickets.ts';

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
      const { subject } = provedClaims(provider, outcome);
      const account = await findBound(tx, { provider: key, subject, agencyId });
      if (!account) throw new Refused(refuse('access.provider-unbound', { name }));
      await openDesk(context, account, 'provider');
      return {};
    },
    {
      prepare: async ({ db, caller, now }, { body }): Promise<Outcome> => {
        const { ticket, search } = body;
        // Nobody makes this server knock at a provider who was not sent there.
        await demandTicket(db, ticket, { purpose: 'provider', sessionId: null }, now);
        const connected = await connect(providerOf(providers, body.provider));
        return connected.claimsOf({ ticket, search, redirect: redirectFor(caller.origin) });
      },
    },
  );
