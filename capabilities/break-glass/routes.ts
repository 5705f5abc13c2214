import { sql } from 'kysely';
import { personNames } from '#rooms/access/contract.ts';
import { agencyNames } from '#rooms/agencies/contract.ts';
import { operationSummary } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleList } from '#server/endpoint/handle.ts';
import { actsOf } from '#server/journal/acts.ts';
import type { EventType } from '#shared/event.ts';
import { Refused, refuse } from '#shared/problem.ts';
import {
  endOpening,
  listOpenings,
  opened,
  openingKind,
  readOpening,
  readOwn,
  reviewableKind,
  reviewed,
  reviewOpening,
  takeOpening,
} from './contract.ts';
import { attributesOf, endOne } from './ending.ts';
import { DAY_MS, decideReason, decideReview, decideTaking, endOf, isBeyond, OPEN_MS } from './rules.ts';
import {
  countSince,
  findOpening,
  findOpenOfPerson,
  insertOpening,
  listReads,
  lockOpenings,
  markReviewed,
  type ReadLine,
} from './store.ts';
import { thingsOf } from './things.ts';

const COLUMNS = {
  operation: sql.ref('g.operation_id'),
  agency: sql.ref('g.opened_as'),
  opener: sql.ref('g.opened_by'),
};

const dayBefore = ({ now }: Context) => new Date(now.getTime() - DAY_MS);

/** @param demandProof stops unless whoever sits here has just proved who they are */
export const taking = (demandProof: (context: Context) => Promise<void>) =>
  handle(takeOpening, async (context, { body }) => {
    const { tx, actor, now } = context;
    const operation = await context.ask(operationSummary, { id: body.operationId });
    if (!operation) throw new Refused(refuse('not-found'));
    const taken = decideTaking(actor, operation);
    if ('refused' in taken) throw new Refused(taken);
    await demandProof(context);
    const short = decideReason(body.reason);
    if (short) throw new Refused(short);
    const earlier = await findOpening(tx, body.id, sql`true`);
    if (earlier) return takenBefore(context, earlier.openedBy === actor.userId ? earlier : null);
    await endOwnLapsed(context);
    const made = {
      ...{ id: body.id, operationId: body.operationId, cause: body.cause, reason: body.reason.trim() },
      ...{ openedBy: actor.userId, openedAs: actor.agencyId ?? '', openedName: await ownName(context) },
      ...{ sessionId: actor.sessionId, areas: operation.areas, ownAreas: taken.ownAreas },
      ordinal: (await countSince(tx, actor.userId, dayBefore(context))) + 1,
      openedAt: now,
      until: new Date(now.getTime() + OPEN_MS),
    };
    if (!(await insertOpening(tx, made))) throw new Refused(refuse('break-glass.already-open'));
    const { cause, reason, ordinal } = made;
    const until = made.until.toISOString();
    await context.record(opened, {
      subject: made.id,
      operation: made.operationId,
      after: { cause, reason, areas: [...made.areas], ownAreas: [...made.ownAreas], until, ordinal },
      attributes: { operation: made.operationId, agency: made.openedAs, opener: made.openedBy },
    });
    return { id: made.id, until, now: now.toISOString() };
  });

/** The answer got lost: the same person says the same again. It prolongs nothing. */
function takenBefore(context: Context, earlier: { readonly id: string; readonly until: Date } | null) {
  if (!earlier) throw new Refused(refuse('break-glass.id-taken'));
  context.unchanged();
  return { id: earlier.id, until: earlier.until.toISOString(), now: context.now.toISOString() };
}

async function endOwnLapsed(context: Context): Promise<void> {
  const { tx, actor, now } = context;
  const mine = sql<boolean>`g.opened_by = ${actor.userId} and g.ended_at is null and g.until <= ${now}`;
  for (const opening of await lockOpenings(tx, mine)) await endOne(context, opening);
}

export const ending = handle(endOpening, async (context, { params }) => {
  const { tx, actor } = context;
  const own = sql<boolean>`g.id = ${params.openingId} and g.opened_by = ${actor.userId}`;
  const [opening] = await lockOpenings(tx, own);
  if (!opening) throw new Refused(refuse('not-found'));
  if (opening.endedAt !== null) {
    context.unchanged();
    return { endedAt: opening.endedAt.toISOString() };
  }
  return { endedAt: (await endOne(context, opening)).toISOString() };
});

export const readingOwn = handle(readOwn, async (context, { query }) => {
  const { tx, actor, now } = context;
  const open = actor.kind === 'person' ? await findOpenOfPerson(tx, actor.userId, now) : undefined;
  return {
    now: now.toISOString(),
    open: open
      ? {
          ...{ id: open.id, operationId: open.operationId, until: open.until.toISOString() },
          here: open.sessionId === actor.sessionId,
        }
      : null,
    offer: query.operationId === undefined ? null : await offerIn(context, query.operationId),
  };
});

async function offerIn(context: Context, id: string) {
  if (context.actor.kind !== 'person') return null;
  const operation = await context.ask(operationSummary, { id });
  if (!operation) return null;
  const taken = decideTaking(context.actor, operation);
  if ('refused' in taken) return null;
  const lately = await countSince(context.tx, context.actor.userId, dayBefore(context));
  return { ownAreas: [...taken.ownAreas], areas: [...operation.areas], lately };
}

export const listing = handleList(listOpenings, async (context, { params }) => {
  const { now, actor } = context;
  const mayReview = context.visible(reviewableKind, COLUMNS);
  const agencies = await context.ask(agencyNames, {});
  const over = sql`coalesce(g.ended_at, case when g.until <= ${now} then g.until end)`;
  const hours = sql`${DAY_MS} * interval '1 millisecond'`;
  return {
    from: sql`break_glass g left join unnest(${agencies.map(({ id }) => id)}::uuid[], ${agencies.map(({ short }) => short)}::text[])
      as agency_name (id, short) on agency_name.id = g.opened_as`,
    where: sql`g.operation_id = ${params.operationId} and ${context.visible(openingKind, COLUMNS)}`,
    fields: {
      id: sql.ref('g.id'),
      state: sql`case when g.verdict is not null then g.verdict when ${over} is null then 'open'
        when ${over} + ${hours} <= ${now} then 'overdue' else 'waiting' end`,
      mine: sql`case when g.opened_by = ${actor.userId} then 'own'
        when g.verdict is null and ${over} is not null and ${mayReview} then 'review' else 'watch' end`,
      openedName: sql.ref('g.opened_name'),
      agency: sql.ref('agency_name.short'),
      cause: sql.ref('g.cause'),
      reason: sql.ref('g.reason'),
      openedAt: sql.ref('g.opened_at'),
      until: sql.ref('g.until'),
      endedAt: over,
      endedHow: sql`coalesce(g.ended_how, case when g.until <= ${now} then 'time' end)`,
      ordinal: sql.ref('g.ordinal'),
      reads: sql`(select count(*)::int from break_glass_read r where r.opening_id = g.id)`,
      ownAreas: sql`array_to_string(g.own_areas, ', ')`,
      reviewedName: sql.ref('g.reviewed_name'),
      reviewedAt: sql.ref('g.reviewed_at'),
      reviewNote: sql.ref('g.review_note'),
      operationId: sql.ref('g.operation_id'),
    },
    tieBreak: sql.ref('g.id'),
    defaultSort: '-openedAt',
    name: 'akses-darurat',
  };
});

/** @param events of all rooms, so that what was done is told in words */
export const reading = (events: () => readonly EventType[]) =>
  handle(readOpening, async (context, { params }) => {
    const { tx, now, actor } = context;
    const opening = await findOpening(tx, params.openingId, context.visible(openingKind, COLUMNS));
    if (!opening) throw new Refused(refuse('not-found'));
    const { openedBy: user, operationId, openedAt: from, ownAreas } = opening;
    const to = endOf(opening, now) ?? now;
    const acts = await actsOf(tx, { user, operationId, from, to, except: openingKind.name });
    // Others may be kept from what it was about, and count what they are not told: they see the sums alone.
    const reviews = await findOpening(tx, opening.id, context.visible(reviewableKind, COLUMNS));
    const words = new Map(events().map(({ name, text }) => [name, text]));
    return {
      // What is about the asker's own people stays hidden from them here as in its own room.
      acts: acts
        .filter(({ about }) => about === null || about !== actor.agencyId)
        .map(({ leafId, event, at, area }) => ({
          ...{ leafId, at: at.toISOString(), area, beyond: isBeyond(area, ownAreas) },
          what: { id: words.get(event)?.id ?? event, en: words.get(event)?.en ?? event },
        })),
      reads: await inOrder(await listReads(tx, opening.id), async (line) => ({
        ...readIn(line),
        ...(reviews ? await thingsOf(context, line, operationId) : null),
      })),
    };
  });

const readIn = ({ door, summaryId, summaryEn, times, beyond, firstAt, lastAt }: ReadLine) => ({
  ...{ door, what: { id: summaryId, en: summaryEn }, times, beyond },
  ...{ firstAt: firstAt.toISOString(), lastAt: lastAt.toISOString() },
});

/** One after the other: they share a transaction. */
async function inOrder<T, U>(all: readonly T[], work: (one: T) => Promise<U>): Promise<U[]> {
  const done: U[] = [];
  for (const one of all) done.push(await work(one));
  return done;
}

export const reviewing = handle(reviewOpening, async (context, { params, body }) => {
  const { tx, actor, now } = context;
  const seen = sql<boolean>`g.id = ${params.openingId} and ${context.visible(openingKind, COLUMNS)}`;
  const [opening] = await lockOpenings(tx, seen);
  if (!opening) throw new Refused(refuse('not-found'));
  const refusal = decideReview(opening, actor.userId, now);
  if (refusal) throw new Refused(refusal);
  const may = await findOpening(tx, opening.id, context.visible(reviewableKind, COLUMNS));
  if (!may) throw new Refused(refuse('not-found'));
  if (opening.endedAt === null) await endOne(context, opening);
  const { verdict, note } = body;
  const name = await ownName(context);
  await markReviewed(tx, opening.id, { verdict, note, by: actor.userId, name, at: now });
  await context.record(reviewed, {
    subject: opening.id,
    operation: opening.operationId,
    after: { verdict, note },
    attributes: attributesOf(opening),
  });
  return { verdict };
});

/** As it stands that day: who took it must be readable when the account is long closed. */
async function ownName(context: Context): Promise<string> {
  const { userId } = context.actor;
  const [person] = await context.ask(personNames, { ids: [userId] });
  return person?.name ?? userId;
}
