/** Opening a session at a desk, and asking its person again who they are. */
import { sql } from 'kysely';
import type { Context } from '#server/endpoint/context.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { sessionOpened } from './contract.ts';
import { DESK_IDLE_MS, DESK_LONGEST_MS, isConfirmed } from './rules.ts';
import { newToken, tokenHash } from './secrets.ts';
import { type Account, findAccount } from './store.ts';
import { endRecoveryLinks } from './store-recovery-links.ts';
import { insertSession, type Way } from './store-sessions.ts';

type Owner = { readonly id: string; readonly agencyId: string | null; readonly demo: boolean };

/** Opens a session at a desk; its token leaves this server only as a cookie that scripts cannot read. */
export async function openDesk(context: Context, account: Owner, way: Way): Promise<void> {
  const { now } = context;
  const token = newToken();
  const expiresAt = new Date(now.getTime() + DESK_LONGEST_MS);
  const session = {
    id: context.newId(),
    hash: tokenHash(token),
    owner: { accountId: account.id },
    demo: account.demo,
    way,
    deviceId: null,
    device: context.caller.userAgent.slice(0, 200),
    idleUntil: new Date(now.getTime() + DESK_IDLE_MS),
    expiresAt,
  };
  await insertSession(context.tx, session, now);
  await context.record(sessionOpened, {
    subject: account.id,
    after: { session: session.id, demo: account.demo, way },
    attributes: { agency: account.agencyId },
  });
  context.setSession(token, expiresAt);
}

/**
 * Stops unless whoever sits here proved in the last minutes who they are: an unlocked desk must not give roles or
 * change how somebody comes in. The system has nothing to prove with, nor has a demo account.
 */
export async function demandConfirmed(context: Context): Promise<void> {
  if (!(await isProved(context))) throw new Refused(refuse('access.confirm-first'));
}

/** The same as an answer. */
export async function isProved({ tx, actor, now }: Context): Promise<boolean> {
  if (actor.kind !== 'person') return true;
  const found = await sql<{ confirmedAt: Date | null; demo: boolean }>`
    select confirmed_at as "confirmedAt", demo from account_session where id = ${actor.sessionId}`.execute(
    tx,
  );
  const session = found.rows[0];
  return !session || session.demo || isConfirmed(session.confirmedAt, now);
}

export async function markConfirmed({ tx, actor, now }: Context): Promise<void> {
  await sql`update account_session set confirmed_at = ${now} where id = ${actor.sessionId}`.execute(tx);
}

/** The account of whoever asks. @throws Refused for a card, and for a demo account, which has no secrets */
export async function ownAccount({ tx, actor }: Context): Promise<Account> {
  const account = actor.kind === 'person' ? await findAccount(tx, actor.userId) : undefined;
  if (!account) throw new Refused(refuse('not-found'));
  if (account.demo) throw new Refused(refuse('access.demo-no-secrets'));
  return account;
}

/** Ends every other session of the account, what its browsers were remembered by, and a link that would recover it. */
export async function endOthers(context: Context, accountId: string): Promise<void> {
  const { tx, actor, now } = context;
  await sql`
    update account_session set revoked_at = ${now}
    where account_id = ${accountId} and id::text <> ${actor.sessionId} and revoked_at is null`.execute(tx);
  await sql`delete from account_browser where account_id = ${accountId}`.execute(tx);
  await endRecoveryLinks(tx, accountId, now);
}
