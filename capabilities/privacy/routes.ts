import { sql } from 'kysely';
import { personNames } from '#rooms/access/contract.ts';
import { operationSummary } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleList, type Mounted } from '#server/endpoint/handle.ts';
import type { FileFound } from '#server/files/search.ts';
import { reachesOf } from '#shared/permission.ts';
import { Refused, refuse } from '#shared/problem.ts';
import {
  discard,
  erasureDiscarded,
  erasurePrepare,
  erasurePrepared,
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
import { countFiles, insertSought } from './files-store.ts';
import { erasureKind, holdKind } from './rights.ts';
import {
  fieldsWith,
  fileFields,
  filePlaces,
  filesWith,
  type Held,
  itemsWith,
  placeOf,
  stopIfHeld,
} from './seeking.ts';
import {
  insertErasure,
  insertHold,
  itemsOf,
  liftHoldRow,
  lockErasure,
  lockHold,
  markDiscarded,
} from './store.ts';

export function privacyRoutes(held: Held): readonly Mounted[] {
  return [seeking(held), preparing(held), discarding, listing, holding, lifting, holds];
}

const seeking = (held: Held) =>
  handle(
    seek,
    async (ctx, { body }, files: readonly FileFound[]) => {
      ctx.demandEverywhere(erasurePrepare);
      const fields = [...(await fieldsWith(ctx.tx, held(), body.text)), ...fileFields(files)];
      const total = fields.reduce((sum, { count }) => sum + count, 0);
      await ctx.record(textSought, {
        subject: ctx.newId(),
        after: { found: total, fields: fields.map(({ place }) => place) },
        attributes: {},
      });
      return { total, fields };
    },
    { prepare: ({ files }, { body }) => filesWith(files, body.text) },
  );

const preparing = (held: Held) =>
  handle(
    prepare,
    async (ctx, { body }, found: readonly FileFound[]) => {
      ctx.demandEverywhere(erasurePrepare);
      const { id, basis, reason } = body;
      const chosen = new Set(body.places);
      const items = await itemsWith(ctx.tx, held(), body.text, chosen);
      const files = found.filter(({ kind }) => chosen.has(filePlaces[kind]));
      const values = items.length + files.length;
      if (values === 0) throw new Refused(refuse('erasure.nothing-found'));
      await stopIfHeld(ctx.tx, items, files.length, held());
      const made = { id, basis, reason, by: ctx.actor.userId, name: await ownName(ctx), at: ctx.now };
      if (!(await insertErasure(ctx.tx, made, items))) return preparedBefore(ctx, id);
      await insertSought(ctx.tx, id, files);
      const fields = [...items.map(placeOf), ...files.map(({ kind }) => filePlaces[kind])];
      await ctx.record(erasurePrepared, {
        subject: id,
        after: { basis, values, fields: [...new Set(fields)], reason },
        attributes: {},
      });
      return { id, values };
    },
    { prepare: ({ files }, { body }) => filesWith(files, body.text) },
  );

/** The answer got lost: the same person asks again. */
async function preparedBefore(ctx: Context, id: string) {
  const earlier = await lockErasure(ctx.tx, id);
  const isSame = earlier?.preparedBy === ctx.actor.userId && earlier.doneAt === null;
  if (!isSame || earlier.discardedAt !== null) throw new Refused(refuse('erasure.id-taken'));
  ctx.unchanged();
  return { id, values: (await itemsOf(ctx.tx, id)).length + (await countFiles(ctx.tx, id)) };
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
    values: sql`(select count(*) from erasure_item i where i.erasure_id = e.id)
      + (select count(*) from erasure_file f where f.erasure_id = e.id and f.sought)`,
    fields: sql`(select string_agg(distinct place, ', ' order by place) from (
      select i.table_name || '.' || i.column_name as place from erasure_item i where i.erasure_id = e.id
      union all select case f.kind when 'file' then ${filePlaces.file} else ${filePlaces.upload} end
        from erasure_file f where f.erasure_id = e.id and f.sought) named)`,
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

export async function ownName(ctx: Context): Promise<string> {
  const [me] = await ctx.ask(personNames, { ids: [ctx.actor.userId] });
  return me?.name ?? '';
}
