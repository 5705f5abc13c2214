/** Binding an account to a person at a provider, by whoever may: what is written, recorded and told to its owner. */
import type { Context } from '#server/endpoint/context.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { providerBound } from './events-security.ts';
import { dropBinding, insertNotice, saveBinding, subjectOf } from './store-providers.ts';

export type Bound = {
  readonly id: string;
  readonly agencyId: string | null;
};
type To = {
  readonly subject: string;
  /** Who asked for it where a second person agreed; null where the owner did it. */
  readonly proposedBy: string | null;
};

/** @param to null releases. @throws Refused when nothing would change, or the person is bound elsewhere */
export async function bind(context: Context, account: Bound, provider: string, to: To | null): Promise<void> {
  const { tx, now, actor } = context;
  const before = await subjectOf(tx, account.id, provider);
  if (before === (to?.subject ?? null)) throw new Refused(refuse('access.already-done'));
  const binding = { accountId: account.id, provider };
  if (to === null) await dropBinding(tx, binding);
  else if (!(await saveBinding(tx, binding, { ...to, by: actor.userId }, now)))
    throw new Refused(refuse('access.subject-taken'));
  const what = to === null ? 'provider-released' : 'provider-bound';
  const proposedBy = to?.proposedBy ?? null;
  const hands = proposedBy === null ? [] : [actor.userId, proposedBy];
  await insertNotice(tx, { id: context.newId(), accountId: account.id, what, hands }, now);
  await context.record(providerBound, {
    subject: account.id,
    before: { subject: before },
    after: { provider, subject: to?.subject ?? null },
    attributes: { agency: account.agencyId },
  });
}
