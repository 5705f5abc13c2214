/** Sessions of whoever is signed in: who am I, which devices, out. */
import { sql } from 'kysely';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleList } from '#server/endpoint/handle.ts';
import { asGiven, holds, type Permission } from '#shared/permission.ts';
import { Refused, refuse } from '#shared/problem.ts';
import {
  accountChanged,
  accountKind,
  cardKind,
  cardLeft,
  changeLanguage,
  readSession,
  roles,
  type SessionView,
  sessionRevoked,
  signOut,
} from './contract.ts';
import { listSessions, revokeSessions } from './endpoints-sessions.ts';
import { agencyOf } from './neighbours.ts';
import { CARD_LATE_MS } from './rules.ts';
import { findAccount, saveLanguage } from './store.ts';
import { lateSince } from './store-cards.ts';
import { findOwnSession, lockSessions, revokeSessionRows, type SessionRow } from './store-sessions.ts';

export type SessionOptions = {
  readonly sample: () => boolean;
  /** Every permission of the house, so that a session can tell which of them it holds. */
  readonly permissions: () => readonly Permission[];
};

export const readingSession = (options: SessionOptions) =>
  handle(readSession, async (context) => {
    const { actor } = context;
    const found = await findOwnSession(context.tx, actor.sessionId);
    if (!found) throw new Refused(refuse('session.required'));
    const held = options.permissions().filter((permission) => holds(actor, permission));
    const { cardId, stationId, stationName, area, shift } = found;
    const post = stationId && stationName && area && shift;
    const view: SessionView = {
      userId: actor.userId,
      kind: cardId === null ? 'person' : 'card',
      name: found.name,
      agency: await agencyView(context, actor.agencyId),
      grants: asGiven(actor).grants.flatMap(({ role, agencyId, areas, operationId }) => {
        const known = roles.find((each) => each === role);
        return known ? [{ role: known, agencyId, areas: [...areas], operationId }] : [];
      }),
      permissions: held.map((permission) => permission.name),
      sample: options.sample(),
      language: found.language,
      demo: found.demo,
      station: post ? { id: stationId, name: stationName, area, shift } : null,
      expiresAt: found.expiresAt.toISOString(),
    };
    return view;
  });

async function agencyView(context: Context, id: string | null): Promise<SessionView['agency']> {
  const agency = await agencyOf(context, id);
  return agency && { id: agency.id, short: agency.short, name: agency.name, kind: agency.kind };
}

export const signingOut = handle(signOut, async (context) => {
  const { tx, actor } = context;
  const own = await lockSessions(tx, [actor.sessionId], sql`true`);
  if (own.length === 0) throw new Refused(refuse('session.required'));
  await end(context, own);
  context.setSession(null);
  return {};
});

export const changingLanguage = handle(changeLanguage, async (context, { body }) => {
  const account = await findAccount(context.tx, context.actor.userId);
  if (!account) throw new Refused(refuse('not-found'));
  await saveLanguage(context.tx, account.id, body.language);
  await context.record(accountChanged, {
    subject: account.id,
    before: { language: account.language },
    after: { language: body.language },
    attributes: { agency: account.agencyId },
  });
  return {};
});

/** Whose sessions: one's own, those of accounts that one may see, those of cards that one may revoke. */
function mayEnd(context: Context) {
  const own = sql`coalesce(s.account_id, s.bearer_id)::text = ${context.actor.userId}`;
  const ofAccounts = context.visible(accountKind, { agency: sql`a.agency_id` });
  const ofCards = context.visible(cardKind, {
    operation: sql`c.operation_id`,
    area: sql`c.area`,
    agency: sql`c.agency_id`,
  });
  const accounts = sql`(a.id is not null and ${ofAccounts})`;
  const cards = sql`(c.id is not null and ${ofCards})`;
  return { mine: own, accounts, cards, any: sql`(${own} or ${accounts} or ${cards})` };
}

/** A desk until it idles out or its week is over; a card for the late week too, unless it was revoked. */
const isOpen = (now: Date) => sql`
  s.revoked_at is null and case when c.id is null then s.idle_until > ${now} and s.expires_at > ${now}
    else c.revoked_at is null and c.valid_until > ${lateSince(now)} end`;

export const listingSessions = handleList(listSessions, async (context, { query }) => {
  const { now, actor } = context;
  const { userId, sessionId } = actor;
  const yesNo = (condition: ReturnType<typeof sql>) => sql`case when ${condition} then 'yes' else 'no' end`;
  const operation = query.operation ?? null;
  return {
    name: 'sesi',
    from: sql`account_session s
      left join account a on a.id = s.account_id
      left join post_card_bearer b on b.id = s.bearer_id
      left join post_card c on c.id = b.card_id`,
    where: sql`${isOpen(now)} and ${mayEnd(context)[query.whose ?? 'any']}
      and (${operation}::uuid is null or c.operation_id = ${operation}::uuid)`,
    fields: {
      id: sql`s.id`,
      name: sql`coalesce(a.name, nullif(b.name, ''), c.station_name)`,
      post: sql`c.station_name`,
      device: sql`s.device`,
      state: sql`case when c.valid_until <= ${now} then 'late' else 'open' end`,
      mine: yesNo(sql`coalesce(s.account_id, s.bearer_id)::text = ${userId}`),
      current: yesNo(sql`s.id::text = ${sessionId}`),
      openedAt: sql`s.opened_at`,
      seenAt: sql`s.seen_at`,
      expiresAt: sql`case when c.id is null then least(s.idle_until, s.expires_at)
        when c.valid_until > ${now} then c.valid_until else c.valid_until + ${CARD_LATE_MS} * interval '1 millisecond' end`,
    },
    tieBreak: sql`s.id`,
    defaultSort: '-seenAt',
  };
});

export const revokingSessions = handle(revokeSessions, async (context, { body }) => {
  const found = await lockSessions(context.tx, body.ids, mayEnd(context).any);
  if (found.length < body.ids.length) throw new Refused(refuse('not-found'));
  const open = found.filter((session) => session.wasOpen);
  if (open.length === 0) throw new Refused(refuse('access.already-done'));
  await end(context, open);
  return { revoked: open.length };
});

async function end(context: Context, sessions: readonly SessionRow[]): Promise<void> {
  await revokeSessionRows(
    context.tx,
    sessions.map((session) => session.id),
    context.now,
  );
  for (const { id, accountId, agencyId: agency, cardId, operationId: operation, area } of sessions) {
    if (cardId !== null) {
      const attributes = { operation, area, agency };
      await context.record(cardLeft, {
        subject: cardId,
        operation,
        area,
        after: { session: id },
        attributes,
      });
      continue;
    }
    await context.record(sessionRevoked, {
      subject: accountId ?? id,
      before: { revoked: false },
      after: { session: id, revoked: true },
      attributes: { agency },
    });
  }
}
