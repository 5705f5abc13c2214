/** Commands of this room: permit, load, decide, save. */
import type { Context } from '#server/endpoint/context.ts';
import { handle } from '#server/endpoint/handle.ts';
import { Refused, refuse } from '#shared/problem.ts';
import {
  addReturned,
  addTransfer,
  correctGrant,
  enterGrant,
  grantKind,
  grantWrite,
  reportAbsorbed,
  withdrawEntry,
} from './contract.ts';
import type { Law } from './due.ts';
import { correct, enter } from './entering.ts';
import { strike, writeMoney } from './moving.ts';
import { writerIn } from './operation.ts';
import { sideOf } from './rules.ts';
import { attributeColumns, lockGrant } from './store.ts';

export function commandRoutes(law: () => Law) {
  return [
    handle(enterGrant, async (context, { body }) => {
      context.demand(grantWrite, { operationId: body.operationId });
      await enter(context, law(), body);
      return { id: body.id };
    }),
    handle(correctGrant, async (context, { params, body }) => {
      const { grant } = await ours(context, params.grantId);
      const { reason, ...terms } = body;
      await correct(context, law(), { grant, terms, reason });
      return { id: grant.id };
    }),
    handle(addTransfer, async (context, { params, body }) => {
      const { trancheId, ...money } = body;
      await writeMoney(context, await ours(context, params.grantId), { kind: 'transfer', money, trancheId });
      return { id: body.id };
    }),
    handle(reportAbsorbed, async (context, { params, body }) => {
      const at = await ours(context, params.grantId);
      await writeMoney(context, at, { kind: 'absorbed', money: body, trancheId: null });
      return { id: body.id };
    }),
    handle(addReturned, async (context, { params, body }) => {
      const at = await ours(context, params.grantId);
      await writeMoney(context, at, { kind: 'returned', money: body, trancheId: null });
      return { id: body.id };
    }),
    handle(withdrawEntry, async (context, { params, body }) => {
      const { grant } = await ours(context, params.grantId);
      await strike(context, grant, body);
      return { id: body.entryId };
    }),
  ];
}

/** A grant that whoever acts sees, locked, and their side of it. @throws Refused where it is not theirs to write */
async function ours(context: Context, id: string) {
  const grant = await lockGrant(context.tx, id, context.visible(grantKind, attributeColumns));
  if (!grant) throw new Refused(refuse('not-found'));
  context.demand(grantWrite, { operationId: grant.operationId });
  const side = sideOf(await writerIn(context, grant.operationId, [grant.government]), grant);
  if (side === null) throw new Refused(refuse('grant.not-yours'));
  return { grant, side };
}
