/** Questions to a browser, each good once and for minutes. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database, Tx } from '#server/database/connect.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { newToken, tokenHash } from './secrets.ts';

type Purpose = 'passkey-add' | 'passkey-sign-in' | 'passkey-confirm' | 'provider' | 'provider-bind';
type Question = { readonly purpose: Purpose; readonly sessionId: string | null };

const TICKET_MS = 5 * 60_000;

/** A secret that only the page which asked holds; what it is asked is derived from it. The database keeps its hash. */
export async function openTicket(tx: Tx, question: Question, now: Date): Promise<string> {
  const ticket = newToken();
  await sql`delete from account_ticket where hash in (
    select hash from account_ticket where expires_at < ${now} limit 100 for update skip locked)`.execute(tx);
  await sql`
    insert into account_ticket (hash, purpose, session_id, expires_at)
    values (${tokenHash(ticket)}, ${question.purpose}, ${question.sessionId},
            ${new Date(now.getTime() + TICKET_MS)})`.execute(tx);
  return ticket;
}

const isIt = (ticket: string, question: Question, now: Date) => sql`
  hash = ${tokenHash(ticket)} and purpose = ${question.purpose} and expires_at > ${now}
  and session_id is not distinct from ${question.sessionId}::uuid`;

/**
 * The same as `claimTicket` before anything is asked of somebody else on its behalf; it is not used up by that.
 * @throws Refused
 */
export async function demandTicket(
  db: Database,
  ticket: string,
  question: Question,
  now: Date,
): Promise<void> {
  const found = await sql`select 1 from account_ticket where ${isIt(ticket, question, now)}`.execute(db);
  if (found.rows.length === 0) throw new Refused(refuse('access.question-over'));
}

/** @throws Refused unless this very question was asked of this very session, lately, and not answered yet */
export async function claimTicket(tx: Tx, ticket: string, question: Question, now: Date): Promise<void> {
  const found = await sql`
    delete from account_ticket where ${isIt(ticket, question, now)} returning 1`.execute(tx);
  if (found.rows.length === 0) throw new Refused(refuse('access.question-over'));
}

/** What is asked by a ticket, for one use of it: 32 bytes, base64url. */
export function derivedFrom(ticket: string, use: 'challenge' | 'state' | 'nonce' | 'verifier'): string {
  return createHash('sha256').update(`rakor ${use} ${ticket}`).digest('base64url');
}
