/** Making, listing and revoking calendar links, and the feed behind them. */
import { createHash, randomBytes } from 'node:crypto';
import { type SqlBool, sql } from 'kysely';
import { grantsNow } from '#rooms/access/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleBytes, handleList } from '#server/endpoint/handle.ts';
import { type Actor, asGiven, type Grant } from '#shared/permission.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { listActivityRows } from './activity-store.ts';
import { type FeedOperation, feedOf } from './calendar-feed.ts';
import {
  calendarLinkMade,
  calendarLinkRevoked,
  listCalendarLinks,
  makeCalendarLink,
  readCalendarFeed,
  revokeCalendarLink,
} from './calendar-links.ts';
import {
  type CalendarLink,
  countLinks,
  findLink,
  insertLink,
  linkExists,
  revokeLink,
} from './calendar-store.ts';
import { activityKind, calendarLinkKind, operationKind } from './contract.ts';
import { stagesOf } from './picture.ts';
import { listOperationRows } from './store.ts';

const MAX_LINKS = 10;
const hashOf = (token: string) => createHash('sha256').update(token).digest();

const links = handleList(listCalendarLinks, async (context) => ({
  name: 'tautan-kalender',
  from: sql`operation_calendar_link l`,
  where: context.visible(calendarLinkKind, { user: sql.ref('l.user_id') }),
  fields: { id: sql`l.id`, label: sql`l.label`, madeAt: sql`l.made_at`, revokedAt: sql`l.revoked_at` },
  tieBreak: sql`l.id`,
  defaultSort: '-madeAt',
}));

const making = handle(makeCalendarLink, async (context, { body }) => {
  const { tx, actor } = context;
  // A card belongs to a post and some days, a calendar to a person.
  if (actor.kind !== 'person') throw new Refused(refuse('not-found'));
  if (await linkExists(tx, body.id)) throw new Refused(refuse('calendar-link.shown-already'));
  if ((await countLinks(tx, actor.userId)) >= MAX_LINKS)
    throw new Refused(refuse('calendar-link.too-many', { limit: MAX_LINKS }));
  const token = randomBytes(32).toString('base64url');
  const link = { id: body.id, label: body.label, tokenHash: hashOf(token), madeAt: context.now };
  // A wider reach of an emergency stays in the session in which it was taken.
  await insertLink(tx, link, asGiven(actor));
  await context.record(calendarLinkMade, {
    subject: body.id,
    after: { label: body.label },
    attributes: { user: actor.userId },
  });
  return { id: body.id, address: `${context.caller.origin}/api/calendar/${token}.ics` };
});

const revoking = handle(revokeCalendarLink, async (context, { params }) => {
  const { userId } = context.actor;
  const link = await revokeLink(context.tx, { id: params.linkId, userId, at: context.now });
  if (!link) throw new Refused(refuse('not-found'));
  await context.record(calendarLinkRevoked, {
    subject: params.linkId,
    before: { revoked: !link.wasValid },
    after: { revoked: true },
    attributes: { user: userId },
  });
  return { id: params.linkId };
});

const feed = handleBytes(readCalendarFeed, async (context, { params }) => {
  const link = await findLink(context.tx, hashOf(params.token));
  if (!link) throw new Refused(refuse('not-found'));
  const operations = await listFor(context, await ownerOf(context, link));
  return {
    contentType: 'text/calendar; charset=utf-8',
    body: Buffer.from(feedOf(operations, context.now), 'utf8'),
    cacheControl: 'private, no-store',
  };
});

/** With the rights that the link was made with, as far as its owner still holds them. */
async function ownerOf(context: Context, link: CalendarLink): Promise<Actor> {
  const { userId, agencyId } = link;
  const held = await context.ask(grantsNow, { userId });
  const key = ({ role, agencyId: agency, areas, operationId }: Grant) =>
    JSON.stringify([role, agency, areas, operationId]);
  const left = held && new Set(held.map(key));
  const grants = link.grants.filter((grant) => left === null || left.has(key(grant)));
  return { kind: 'person', userId, sessionId: '', agencyId, grants };
}

async function listFor(context: Context, owner: Actor): Promise<readonly FeedOperation[]> {
  const { tx } = context;
  const seen = context.visible(operationKind, { operation: sql.ref('o.id') }, owner);
  const ofActivity = { operation: sql.ref('a.operation_id'), area: sql.ref('a.area') };
  const seenActivity = context.visible(activityKind, ofActivity, owner);
  const feeds: FeedOperation[] = [];
  for (const operation of await listOperationRows(tx, sql`${seen} order by o.id`)) {
    const { id, codeName, zone } = operation;
    const where = sql<SqlBool>`a.operation_id = ${id} and ${seenActivity}`;
    const activities = await listActivityRows(tx, where);
    feeds.push({ id, codeName, zone, stages: await stagesOf(tx, operation), activities });
  }
  return feeds;
}

export const calendarRoutes = [links, making, revoking, feed];
