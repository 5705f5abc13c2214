import { sql } from 'kysely';
import { personNames } from '#rooms/access/contract.ts';
import { operationSummary } from '#rooms/operations/contract.ts';
import type { Tx } from '#server/database/connect.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleList, type Mounted } from '#server/endpoint/handle.ts';
import { findRecord, findText, MOST_FOUND } from '#server/erasure/find.ts';
import { belongsToAny } from '#server/erasure/held.ts';
import type { Item } from '#server/erasure/item.ts';
import { type Place, personalPlaces } from '#server/erasure/places.ts';
import type { Holdings } from '#shared/holding.ts';
import { reachesOf } from '#shared/permission.ts';
import { Refused, refuse } from '#shared/problem.ts';
import {
  discard,
  erasureDiscarded,
  erasurePrepare,
  erasurePrepared,
  type Field,
  holdLifted,
  holdPlace,
  holdPlaced,
  liftHold,
  listErasures,
  listHolds,
  placeHold,
  prepare,
  seek,
  textSought,
} from './contract.ts';
import { erasureKind, holdKind } from './rights.ts';
import {
  insertErasure,
  insertHold,
  itemsOf,
  liftHoldRow,
  lockErasure,
  lockHold,
  markDiscarded,
  standingHolds,
} from './store.ts';

/** What rooms and platform say they hold; known once the house stands. */
export type Held = () => readonly Holdings[];

export function privacyRoutes(held: Held): readonly Mounted[] {
  return [seeking(held), preparing(held), discarding, listing, holding, lifting, holds];
}

const seeking = (held: Held) =>
  handle(seek, async (ctx, { body }) => {
    ctx.demandEverywhere(erasurePrepare);
    const found = await findAll(ctx.tx, held(), body.text);
    const fields = fieldsOf(found, held());
    await ctx.record(textSought, {
      subject: ctx.newId(),
      after: { found: found.length, fields: fields.map(({ place }) => place) },
      attributes: {},
    });
    return { total: found.length, fields: [...fields] };
  });

const preparing = (held: Held) =>
  handle(prepare, async (ctx, { body }) => {
    ctx.demandEverywhere(erasurePrepare);
    const { id, basis, reason } = body;
    const chosen = new Set(body.places);
    const items = (await findAll(ctx.tx, held(), body.text)).filter((item) => chosen.has(placeOf(item)));
    if (items.length === 0) throw new Refused(refuse('erasure.nothing-found'));
    await stopIfHeld(ctx.tx, items);
    const made = { id, basis, reason, by: ctx.actor.userId, name: await ownName(ctx), at: ctx.now };
    if (!(await insertErasure(ctx.tx, made, items))) return preparedBefore(ctx, id);
    await ctx.record(erasurePrepared, {
      subject: id,
      after: { basis, values: items.length, fields: [...new Set(items.map(placeOf))], reason },
      attributes: {},
    });
    return { id, values: items.length };
  });

/** The answer got lost: the same person asks again. */
async function preparedBefore(ctx: Context, id: string) {
  const earlier = await lockErasure(ctx.tx, id);
  const isSame = earlier?.preparedBy === ctx.actor.userId && earlier.doneAt === null;
  if (!isSame || earlier.discardedAt !== null) throw new Refused(refuse('erasure.id-taken'));
  ctx.unchanged();
  return { id, values: (await itemsOf(ctx.tx, id)).length };
}

const discarding = handle(discard, async (ctx, { params }) => {
  ctx.demandEverywhere(erasurePrepare);
  const found = await lockErasure(ctx.tx, params.erasureId);
  if (!found) throw new Refused(refuse('not-found'));
  if (found.doneAt !== null || found.discardedAt !== null) throw new Refused(refuse('erasure.done-already'));
  await markDiscarded(ctx.tx, params.erasureId, ctx.now);
  const fact = { before: { state: 'prepared' }, after: { state: 'discarded' } };
  await ctx.record(erasureDiscarded, { subject: params.erasureId, ...fact, attributes: {} });
  return { state: 'discarded' as const };
});

const listing = handleList(listErasures, async (ctx) => ({
  from: sql`erasure e`,
  where: ctx.visible(erasureKind, {}),
  fields: {
    id: sql.ref('e.id'),
    state: sql`case when e.discarded_at is not null then 'discarded' when e.purged_at is not null then 'purged'
                    when e.done_at is not null then 'done' else 'prepared' end`,
    basis: sql.ref('e.basis'),
    reason: sql.ref('e.reason'),
    values: sql`(select count(*) from erasure_item i where i.erasure_id = e.id)`,
    fields: sql`(select string_agg(distinct i.table_name || '.' || i.column_name, ', ')
                 from erasure_item i where i.erasure_id = e.id)`,
    preparedName: sql.ref('e.prepared_name'),
    preparedAt: sql.ref('e.prepared_at'),
    doneAt: sql.ref('e.done_at'),
    purgedAt: sql.ref('e.purged_at'),
  },
  tieBreak: sql.ref('e.id'),
  defaultSort: '-preparedAt',
  name: 'penghapusan',
}));

const holding = handle(placeHold, async (ctx, { body }) => {
  if (body.operationId === null) ctx.demandEverywhere(holdPlace);
  else ctx.demand(holdPlace, { operationId: body.operationId });
  const { id, operationId, reason } = body;
  if (operationId !== null && (await ctx.ask(operationSummary, { id: operationId })) === null)
    throw new Refused(refuse('not-found'));
  const made = { id, operationId, reason, by: ctx.actor.userId, name: await ownName(ctx), at: ctx.now };
  if (!(await insertHold(ctx.tx, made))) throw new Refused(refuse('erasure.id-taken'));
  const after = { operation: operationId, reason };
  await ctx.record(holdPlaced, { subject: id, operation: operationId, after, attributes: {} });
  return { id };
});

const lifting = handle(liftHold, async (ctx, { params }) => {
  ctx.demand(holdPlace);
  const hold = await lockHold(ctx.tx, params.holdId);
  if (hold && !mayLift(ctx, hold)) throw new Refused(refuse('erasure.hold-of-another'));
  const lifted = await liftHoldRow(ctx.tx, params.holdId, ctx.actor.userId, ctx.now);
  if (!lifted) throw new Refused(refuse('not-found'));
  const fact = { before: { state: 'standing' }, after: { state: 'lifted' } };
  const { operation } = lifted;
  await ctx.record(holdLifted, { subject: params.holdId, operation, ...fact, attributes: {} });
  return {};
});

/** Otherwise whoever wants something erased would only have to lift the auditor's hold first. */
const mayLift = ({ actor }: Context, { by }: { readonly by: string }) =>
  by === actor.userId || reachesOf(actor, holdPlace).some(({ role }) => role === 'auditor');

const holds = handleList(listHolds, async (ctx) => ({
  from: sql`legal_hold h`,
  where: ctx.visible(holdKind, {}),
  fields: {
    id: sql.ref('h.id'),
    operationId: sql.ref('h.operation_id'),
    state: sql`case when h.lifted_at is null then 'standing' else 'lifted' end`,
    reason: sql.ref('h.reason'),
    placedName: sql.ref('h.placed_name'),
    placedAt: sql.ref('h.placed_at'),
    liftedAt: sql.ref('h.lifted_at'),
  },
  tieBreak: sql.ref('h.id'),
  defaultSort: '-placedAt',
  name: 'penahanan',
}));

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

async function findAll(tx: Tx, holdings: readonly Holdings[], text: string): Promise<readonly Item[]> {
  const places: readonly Place[] = await personalPlaces(tx, holdings);
  const sought = text.trim();
  const found = UUID.test(sought)
    ? await findRecord(tx, places, sought.toLowerCase())
    : await findText(tx, places, sought);
  if (found.length > MOST_FOUND) throw new Refused(refuse('erasure.too-many', { limit: MOST_FOUND }));
  return found;
}

/** @throws Refused while somebody holds what is to be erased */
export async function stopIfHeld(tx: Tx, items: readonly Item[]): Promise<void> {
  const { everything, operations } = await standingHolds(tx);
  if (everything || (await belongsToAny(tx, items, operations))) throw new Refused(refuse('erasure.held'));
}

export const placeOf = ({ table, column }: Item) => `${table}.${column}`;

function fieldsOf(items: readonly Item[], holdings: readonly Holdings[]): readonly Field[] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(placeOf(item), (counts.get(placeOf(item)) ?? 0) + 1);
  return [...counts].map(([place, count]) => {
    const [table = '', column = ''] = place.split('.');
    const declared = holdings.flatMap((held) => held[table]?.columns[column] ?? [])[0];
    return { what: declared?.what ?? { id: place, en: place }, place, count };
  });
}

export async function ownName(ctx: Context): Promise<string> {
  const [me] = await ctx.ask(personNames, { ids: [ctx.actor.userId] });
  return me?.name ?? '';
}
