/** SQL of who an account is at the provider of its agency. */
import { sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';

export async function findBound(
  tx: Tx,
  at: { readonly provider: string; readonly subject: string; readonly agencyId: string },
): Promise<{ id: string; agencyId: string | null; demo: boolean } | undefined> {
  const found = await sql<{ id: string; agencyId: string | null; demo: boolean }>`
    select a.id, a.agency_id as "agencyId", a.demo
    from account_provider p join account a on a.id = p.account_id
    where p.provider = ${at.provider} and p.subject = ${at.subject} and a.agency_id = ${at.agencyId}
      and a.closed_at is null and not a.demo`.execute(tx);
  return found.rows[0];
}

export async function subjectOf(tx: Tx, accountId: string, provider: string): Promise<string | null> {
  const found = await sql<{ subject: string }>`
    select subject from account_provider where account_id = ${accountId} and provider = ${provider}
    for update`.execute(tx);
  return found.rows[0]?.subject ?? null;
}

type Binding = { readonly accountId: string; readonly provider: string };

/** @returns false when this person is bound to another account */
export async function saveBinding(
  tx: Tx,
  { accountId, provider }: Binding,
  to: { readonly subject: string; readonly by: string; readonly proposedBy: string | null },
  now: Date,
): Promise<boolean> {
  await dropBinding(tx, { accountId, provider });
  // Who left and came back has a new account; the old one opens nothing any more.
  await sql`
    delete from account_provider p using account a
    where a.id = p.account_id and a.closed_at is not null
      and p.provider = ${provider} and p.subject = ${to.subject}`.execute(tx);
  const done = await sql`
    insert into account_provider (account_id, provider, subject, set_by, set_at, proposed_by)
    values (${accountId}, ${provider}, ${to.subject}, ${to.by}, ${now}, ${to.proposedBy})
    on conflict do nothing returning 1`.execute(tx);
  return done.rows.length === 1;
}

/** Whether somebody else is this person at the provider already. A closed account is nobody. */
export async function isTaken(tx: Tx, { accountId, provider }: Binding, subject: string): Promise<boolean> {
  const found = await sql`
    select 1 from account_provider p join account a on a.id = p.account_id
    where p.provider = ${provider} and p.subject = ${subject} and p.account_id <> ${accountId}
      and a.closed_at is null`.execute(tx);
  return found.rows.length > 0;
}

/** To which providers an account is bound, and since when. */
export async function bindingsOf(
  tx: Tx,
  accountId: string,
): Promise<readonly { readonly provider: string; readonly at: Date }[]> {
  const found = await sql<{ provider: string; at: Date }>`
    select provider, set_at as at from account_provider where account_id = ${accountId}`.execute(tx);
  return found.rows;
}

/** What the owner is told, also when it was undone since. */
export async function insertNotice(
  tx: Tx,
  notice: {
    readonly id: string;
    readonly accountId: string;
    readonly what: string;
    /** Others than the owner who did it. */
    readonly hands: readonly string[];
  },
  now: Date,
): Promise<void> {
  await sql`
    insert into account_notice (id, account_id, what, at, hands)
    values (${notice.id}, ${notice.accountId}, ${notice.what}, ${now}, ${[...notice.hands]}::text[])`.execute(
    tx,
  );
}

export async function dropBinding(tx: Tx, { accountId, provider }: Binding): Promise<void> {
  await sql`
    delete from account_provider where account_id = ${accountId} and provider = ${provider}`.execute(tx);
}
