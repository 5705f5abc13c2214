/** Phones at the posts: what is known of each, and locking or wiping one that was lost. */
import { sql } from 'kysely';
import { reportsFrom } from '#rooms/field-reports/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleList } from '#server/endpoint/handle.ts';
import type { BodyOf } from '#shared/endpoint.ts';
import type { EventType } from '#shared/event.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { cardKind, cardLeft, issueCard } from './contract.ts';
import { askPhoneState, confirmWiped, tellWaiting } from './endpoints-own-phone.ts';
import { listPhones, lockPhones, readPhone, unlockPhones, wipePhones } from './endpoints-phones.ts';
import { phoneLocked, phoneTold, phoneUnlocked, phoneWiped, phoneWipeOrdered } from './events-phones.ts';
import { agencyOf, agencyTable } from './neighbours.ts';
import { decideLock } from './rules.ts';
import { tokenHash } from './secrets.ts';
import { lateSince } from './store-cards.ts';
import {
  endSessionsOf,
  findPhone,
  type Lock,
  lockPhoneOf,
  lockPhoneRows,
  type Phone,
  saveLock,
  saveTold,
  saveWaiting,
  saveWiped,
} from './store-phones.ts';
import { namesOf } from './store-sessions.ts';

const visibleBy = (context: Context) =>
  context.visible(cardKind, {
    operation: sql`c.operation_id`,
    area: sql`c.area`,
    agency: sql`c.agency_id`,
  });

export const listingPhones = handleList(listPhones, async (context, { query }) => {
  const { now } = context;
  const operation = query.operation ?? null;
  return {
    name: 'hp-pos',
    from: sql`post_card_bearer b join post_card c on c.id = b.card_id
      left join ${await agencyTable(context)} on agency.id = c.agency_id
      left join lateral (
        select max(s.seen_at) as seen_at, (array_agg(s.device order by s.opened_at desc, s.id))[1] as device,
               bool_or(s.revoked_at is null) as is_in
        from account_session s where s.bearer_id = b.id) s on true`,
    where: sql`${visibleBy(context)} and (${operation}::uuid is null or c.operation_id = ${operation}::uuid)`,
    fields: {
      id: sql`b.id`,
      name: sql`coalesce(nullif(b.name, ''), c.station_name)`,
      post: sql`c.station_name`,
      stationId: sql`c.station_id`,
      area: sql`c.area`,
      agency: sql`agency.short`,
      shift: sql`c.shift`,
      device: sql`s.device`,
      state: sql`case when b.lock <> 'open' then b.lock
        when c.revoked_at is not null or s.is_in is not true or c.valid_until <= ${lateSince(now)} then 'out'
        when c.valid_until <= ${now} then 'late' else 'open' end`,
      reached: sql`case when b.lock = 'open' then null when b.lock_told_at is null then 'no' else 'yes' end`,
      firstAt: sql`b.first_seen_at`,
      contactAt: sql`greatest(b.first_seen_at, s.seen_at, b.waiting_at, b.lock_told_at)`,
      waiting: sql`b.waiting`,
      waitingAt: sql`b.waiting_at`,
    },
    tieBreak: sql`b.id`,
    defaultSort: '-contactAt',
  };
});

export const readingPhone = handle(readPhone, async (context, { params }) => {
  const [phone, ...others] = await findPhone(context.tx, params.phoneId, visibleBy(context));
  if (!phone) throw new Refused(refuse('not-found'));
  const [reports] = await context.ask(reportsFrom, { reporters: [phone.id] });
  const { lockAt, toldAt } = phone;
  return {
    operationId: phone.operationId,
    reports: { received: reports?.received ?? 0, lastAt: reports?.lastAt.toISOString() ?? null },
    order: lockAt && {
      by: await nameOf(context, phone.lockBy),
      at: lockAt.toISOString(),
      toldAt: toldAt?.toISOString() ?? null,
    },
    sharedWith: others.map(({ name }) => name),
  };
});

/** `Kabag Ops, Polres`: who gave an order, as a phone and its desk are told. */
async function nameOf(context: Context, userId: string | null): Promise<string | null> {
  const [person] = userId === null ? [] : await namesOf(context.tx, [userId]);
  if (!person) return null;
  const agency = await agencyOf(context, person.agencyId);
  return agency ? `${person.name}, ${agency.short}` : person.name;
}

type Ordered = { readonly to: Lock; readonly event: EventType };

/** Orders all phones, each with everybody on it; those where nothing changes are left out. */
async function order(
  context: Context,
  { ids }: BodyOf<typeof lockPhones>,
  { to, event }: Ordered,
): Promise<{ revoked: number }> {
  const { tx, actor, now } = context;
  const found = await lockPhoneRows(tx, ids, visibleBy(context));
  const known = new Set(found.map(({ id }) => id));
  if (ids.some((id) => !known.has(id))) throw new Refused(refuse('not-found'));
  for (const { operationId, area } of found) context.demand(issueCard, { operationId, area });
  const changed = found.filter(({ lock }) => decideLock(lock, to));
  if (changed.length === 0) throw new Refused(refuse('access.already-done'));
  const changedIds = changed.map(({ id }) => id);
  await saveLock(tx, changedIds, { lock: to, by: actor.userId }, now);
  for (const phone of changed) {
    const told = { before: { lock: phone.lock }, after: { bearer: phone.id, lock: to } };
    await context.record(event, { ...factOf(phone), ...told });
  }
  if (to !== 'open') await endThem(context, changed);
  return { revoked: changed.length };
}

async function endThem(context: Context, phones: readonly Phone[]): Promise<void> {
  const byId = new Map(phones.map((phone) => [phone.id, phone]));
  for (const { id, bearerId } of await endSessionsOf(context.tx, [...byId.keys()], context.now)) {
    const phone = byId.get(bearerId);
    if (phone) await context.record(cardLeft, { ...factOf(phone), after: { session: id } });
  }
}

const factOf = ({ cardId, operationId: operation, area, agencyId: agency }: Phone) => ({
  subject: cardId,
  operation,
  area,
  attributes: { operation, area, agency },
});

export const lockingPhones = handle(lockPhones, (context, { body }) =>
  order(context, body, { to: 'locked', event: phoneLocked }),
);
export const unlockingPhones = handle(unlockPhones, (context, { body }) =>
  order(context, body, { to: 'open', event: phoneUnlocked }),
);
export const wipingPhones = handle(wipePhones, (context, { body }) =>
  order(context, body, { to: 'wipe-ordered', event: phoneWipeOrdered }),
);

/** Nobody is told more than the phone that asks; a token that was never given out is that of a phone without orders. */
export const answeringPhone = handle(askPhoneState, async (context, { body }) => {
  const { tx, now } = context;
  const phone = await lockPhoneOf(tx, tokenHash(body.token));
  context.unchanged();
  if (!phone || phone.lock === 'open') return { state: 'open' as const, by: null, at: null };
  if (phone.toldAt === null) {
    await saveTold(tx, phone.id, now);
    await context.record(phoneTold, { ...factOf(phone), after: { bearer: phone.id, told: phone.lock } });
  }
  const by = await nameOf(context, phone.lockBy);
  return { state: phone.lock, by, at: phone.lockAt?.toISOString() ?? null };
});

export const confirmingWiped = handle(confirmWiped, async (context, { body }) => {
  const { tx, now } = context;
  const phone = await lockPhoneOf(tx, tokenHash(body.token));
  context.unchanged();
  if (!phone || !(await saveWiped(tx, phone.id, now))) return {};
  const told = { before: { lock: 'wipe-ordered' }, after: { bearer: phone.id, lock: 'wiped' } };
  await context.record(phoneWiped, { ...factOf(phone), ...told });
  return {};
});

export const hearingWaiting = handle(tellWaiting, async ({ tx, actor, now }, { body }) => {
  if (actor.kind !== 'card') throw new Refused(refuse('not-found'));
  await saveWaiting(tx, actor.userId, body.waiting, now);
  return {};
});
