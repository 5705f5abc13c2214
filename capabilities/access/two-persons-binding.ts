/** Binding somebody else's account to a provider, once a second person of its agency has agreed. */
import type { Context } from '#server/endpoint/context.ts';
import { type BoundTwoPersons, bindTwoPersons } from '#server/two-persons.ts';
import { Refused, refuse } from '#shared/problem.ts';
import type { Static } from '#shared/schema.ts';
import { bind } from './binding.ts';
import { agencyOf } from './neighbours.ts';
import { type Provider, providerOf } from './providers.ts';
import { isAuditor } from './rules.ts';
import { type Account, findAccount, grantsOf } from './store.ts';
import { isTaken, subjectOf } from './store-providers.ts';
import { bindAccount } from './two-persons.ts';

type Input = Static<typeof bindAccount.input>;

export function bindingAccount(providers: readonly Provider[]): BoundTwoPersons {
  return bindTwoPersons(bindAccount, {
    async place({ tx }, { accountId }) {
      const account = await findAccount(tx, accountId);
      if (!account || account.closed) throw new Refused(refuse('not-found'));
      return { operationId: null, area: null, agencyId: account.agencyId };
    },
    async look(context, input) {
      const { account, provider } = await bindable(context, input, providers);
      const agency = (await agencyOf(context, account.agencyId))?.short ?? '';
      const who = `${account.name}, ${agency}`;
      const there = `${provider.name}: ${input.subject}`;
      return {
        subject: account.id,
        place: { operationId: null, area: null, agencyId: account.agencyId },
        summary: { id: `Akun: ${who}; di ${there}`, en: `Account: ${who}; at ${there}` },
      };
    },
    async carryOut(context, input, { proposedBy }) {
      const { account, provider } = await bindable(context, input, providers);
      await bind(context, account, provider.key, { subject: input.subject, proposedBy });
    },
  });
}

/** @throws Refused for what cannot be bound, and for its owner, who binds it alone */
async function bindable(
  context: Context,
  input: Input,
  providers: readonly Provider[],
): Promise<{ readonly account: Account; readonly provider: Provider }> {
  const { tx, actor } = context;
  const provider = providerOf(providers, input.provider);
  const account = await findAccount(tx, input.accountId);
  if (!account || account.closed || account.agencyId !== provider.agencyId)
    throw new Refused(refuse('not-found'));
  if (account.demo) throw new Refused(refuse('access.demo-account'));
  if (account.id === actor.userId) throw new Refused(refuse('access.own-binding'));
  const held = await grantsOf(tx, [account.id]);
  if (held.some(isAuditor) && actor.agencyId !== account.agencyId)
    throw new Refused(refuse('access.auditor-protected'));
  if ((await subjectOf(tx, account.id, provider.key)) === input.subject)
    throw new Refused(refuse('access.already-done'));
  const binding = { accountId: account.id, provider: provider.key };
  if (await isTaken(tx, binding, input.subject)) throw new Refused(refuse('access.subject-taken'));
  return { account, provider };
}
