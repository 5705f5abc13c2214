/** Post cards: print, sign in, revoke. */
import { sql } from 'kysely';
import { stationCard } from '#rooms/stations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleList } from '#server/endpoint/handle.ts';
import type { RateLimiter } from '#server/http/rate-limit.ts';
import { reachesOf } from '#shared/permission.ts';
import { accept, Refused, refuse } from '#shared/problem.ts';
import { cardIssued, cardKind, cardRevoked, cardUsed, issueCard, openCardSession } from './contract.ts';
import { type IssueCards, issueCards, listCards, type PrintedCard, revokeCards } from './endpoints-cards.ts';
import { agencyOf, agencyTable, namesOfAreas } from './neighbours.ts';
import { decideCardAgain, decideCardPeriod, mayIssueFor, nameKey, spokenFrom } from './rules.ts';
import { cardCode, cardCodeHash, cardSecret, keptPhone, newToken, tokenHash } from './secrets.ts';
import {
  bearerOf,
  type Card,
  findBearer,
  findCards,
  findOpenCard,
  insertCard,
  lockCards,
  type Phone,
  revokeCardRows,
} from './store-cards.ts';
import { findLockOf } from './store-phones.ts';
import { insertSession } from './store-sessions.ts';

export const issuing = handle(issueCards, async (context, { body }) => {
  const { now } = context;
  const refused = decideCardPeriod(new Date(body.validFrom), new Date(body.validUntil), now);
  if (refused) throw new Refused(refused);
  const agency = await agencyOf(context, body.agencyId);
  if (!agency) throw new Refused(refuse('not-found'));
  const ids = body.cards.map((card) => card.id);
  const earlier = new Map((await findCards(context.tx, ids)).map((card) => [card.id, card]));
  const cards: Printed[] = [];
  for (const { id, stationId } of body.cards) {
    const wanted = await cardFor(context, body, id, stationId);
    const issued = earlier.get(id);
    if (issued) accept(decideCardAgain(issued, wanted, context.actor.userId, now));
    cards.push(await print(context, wanted, issued === undefined));
    earlier.set(id, wanted);
  }
  const { shift, validFrom, validUntil } = body;
  const names = await namesOfAreas(
    context,
    cards.map((card) => card.area),
  );
  const named = cards.map((card) => ({ ...card, areaName: names.get(card.area) ?? card.area }));
  return { agency: agency.name, shift, validFrom, validUntil, cards: named };
});

type Printed = Omit<PrintedCard, 'areaName'>;

async function cardFor(context: Context, body: IssueCards, id: string, stationId: string): Promise<Card> {
  const { operationId, agencyId, shift } = body;
  const station = await context.ask(stationCard, { stationId });
  if (station?.operationId !== operationId) throw new Refused(refuse('not-found'));
  const { area, name: stationName } = station;
  const reaches = reachesOf(context.actor, issueCard);
  if (!mayIssueFor(reaches, { agencyId, operationId, area })) throw new Refused(refuse('not-found'));
  return {
    id,
    operationId,
    stationId,
    stationName,
    area,
    agencyId,
    shift,
    validFrom: new Date(body.validFrom),
    validUntil: new Date(body.validUntil),
    issuedBy: context.actor.userId,
    issuedAt: context.now,
    revokedAt: null,
  };
}

/** The card as it is printed. Written down each time, because its secret leaves the server each time. */
async function print(context: Context, card: Card, isNew: boolean): Promise<Printed> {
  const { tx, signer } = context;
  const { id, stationId, stationName, area, operationId, agencyId, shift, validFrom, validUntil } = card;
  const secret = cardSecret(signer, id);
  const code = cardCode(signer, id);
  if (isNew) {
    await insertCard(tx, { ...card, secretHash: tokenHash(secret), codeHash: cardCodeHash(signer, code) });
  }
  await context.record(cardIssued, {
    subject: id,
    operation: operationId,
    area,
    after: {
      station: stationId,
      agency: agencyId,
      shift,
      validFrom: validFrom.toISOString(),
      validUntil: validUntil.toISOString(),
    },
    attributes: { operation: operationId, area, agency: agencyId },
  });
  return { id, stationId, stationName, area, code, link: `${context.caller.origin}/lapor/#kartu=${secret}` };
}

// A post has a handful of people; one card that is copied around must not fill the register.
const PEOPLE_PER_MINUTE = 20;
// By address and in the memory of this process: 49 bits last for ages also against several processes and a restart.
const WRONG_PER_MINUTE = 20;

/**
 * A right card passes, so that nobody can shut a guard out by guessing from the same address; only wrong ones
 * slow down, and 49 bits against the limit of the door leave nothing to guess.
 */
export const openingCard = (wrongOnes: RateLimiter, perCard: RateLimiter) =>
  handle(openCardSession, async (context, { body }) => {
    const { tx, now, signer, caller } = context;
    const typed = body.card.trim();
    const hashes = { secret: tokenHash(typed), code: cardCodeHash(signer, spokenFrom(typed) ?? '') };
    const card = await findOpenCard(tx, hashes, now);
    if (!card) {
      const waitS = wrongOnes.take(caller.address, WRONG_PER_MINUTE, now.getTime());
      throw new Refused(
        waitS > 0 ? refuse('rate.limited', { seconds: waitS }) : refuse('access.card-refused'),
      );
    }
    const seconds = perCard.take(card.id, PEOPLE_PER_MINUTE, now.getTime());
    if (seconds > 0) throw new Refused(refuse('rate.limited', { seconds }));
    const name = (body.name ?? '').trim();
    const phone = phoneOf(context, body.deviceId);
    if (await findLockOf(tx, phone.kept)) throw new Refused(refuse('access.phone-locked'));
    const bearerId = await bearerFor(context, card, { name, phone });
    if (bearerId === null) throw new Refused(refuse('access.card-refused'));
    const token = newToken();
    const session = {
      id: body.id,
      hash: tokenHash(token),
      owner: { bearerId },
      demo: false,
      way: null,
      deviceId: phone.kept,
      device: caller.userAgent.slice(0, 200),
      idleUntil: card.validUntil,
      expiresAt: card.validUntil,
    };
    if (!(await insertSession(tx, session, now))) throw new Refused(refuse('access.id-taken'));
    const { id, operationId, stationId, stationName, area, agencyId, shift } = card;
    await context.record(cardUsed, {
      subject: id,
      operation: operationId,
      area,
      after: { session: body.id, bearer: bearerId, name: name || null },
      attributes: { operation: operationId, area, agency: agencyId },
    });
    return {
      token,
      userId: bearerId,
      name: name || stationName,
      station: { id: stationId, name: stationName, area, shift },
      operationId,
      agencyId,
      expiresAt: card.validUntil.toISOString(),
    };
  });

/** An app that names no phone is a phone of its own each time: ids of sessions are no secret to go by. */
function phoneOf({ signer, newId }: Context, named: string | undefined): Phone {
  return { named: named ?? null, kept: named === undefined ? newId() : keptPhone(signer, named) };
}

/** After its shift a card is only for those who were on it: nobody new comes in by one that was left behind. */
async function bearerFor(
  context: Context,
  card: Card,
  who: { readonly name: string; readonly phone: Phone },
): Promise<string | null> {
  const { tx, now } = context;
  const bearer = { cardId: card.id, phone: who.phone, key: nameKey(who.name) };
  if (card.validUntil.getTime() <= now.getTime()) return findBearer(tx, bearer);
  return bearerOf(tx, bearer, { id: context.newId(), name: who.name }, now);
}

const columnsOf = (prefix: string) => ({
  operation: sql.ref(`${prefix}operation_id`),
  area: sql.ref(`${prefix}area`),
  agency: sql.ref(`${prefix}agency_id`),
});

export const listingCards = handleList(listCards, async (context, { query }) => ({
  name: 'kartu-pos',
  from: sql`post_card c left join ${await agencyTable(context)} on agency.id = c.agency_id`,
  where: sql`${context.visible(cardKind, columnsOf('c.'))}
    and (${query.operation ?? null}::uuid is null or c.operation_id = ${query.operation ?? null}::uuid)`,
  fields: {
    id: sql`c.id`,
    operationId: sql`c.operation_id`,
    stationId: sql`c.station_id`,
    stationName: sql`c.station_name`,
    area: sql`c.area`,
    agency: sql`agency.short`,
    shift: sql`c.shift`,
    status: sql`case when c.revoked_at is not null then 'revoked' when c.valid_until <= ${context.now} then 'over'
      when c.valid_from > ${context.now} then 'later' else 'valid' end`,
    validFrom: sql`c.valid_from`,
    validUntil: sql`c.valid_until`,
    people: sql`(select count(*) from post_card_bearer b where b.card_id = c.id)`,
    issuedAt: sql`c.issued_at`,
  },
  tieBreak: sql`c.id`,
  defaultSort: 'area,stationName,validFrom',
}));

export const revokingCards = handle(revokeCards, async (context, { body }) => {
  const { tx, now } = context;
  const found = await lockCards(tx, body.ids, context.visible(cardKind, columnsOf('')));
  if (found.length < body.ids.length) throw new Refused(refuse('not-found'));
  const open = found.filter((card) => card.revokedAt === null);
  if (open.length === 0) throw new Refused(refuse('access.already-done'));
  await revokeCardRows(
    tx,
    open.map((card) => card.id),
    now,
  );
  for (const { id, operationId: operation, area, agencyId: agency } of open) {
    context.demand(issueCard, { operationId: operation, area });
    await context.record(cardRevoked, {
      subject: id,
      operation,
      area,
      before: { revoked: false },
      after: { revoked: true },
      attributes: { operation, area, agency },
    });
  }
  return { revoked: open.length };
});
