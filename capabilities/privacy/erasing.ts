/** The erasure itself, once a second person has confirmed it. */
import type { Context } from '#server/endpoint/context.ts';
import { eraseItems } from '#server/erasure/erase.ts';
import { type BoundTwoPersons, bindTwoPersons } from '#server/two-persons.ts';
import { APART_ERASED } from '#shared/leaf.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { eraseAction, erasureDone } from './contract.ts';
import { type Held, placeOf, stopIfHeld } from './routes.ts';
import { itemsOf, lockErasure, markDone } from './store.ts';

/** @param afterErasing runs after the commit: the ledger outside the database is written there */
export function erasing(held: Held, afterErasing: () => void): BoundTwoPersons {
  return bindTwoPersons(eraseAction, {
    async look(ctx, { erasureId }) {
      const { items } = await openErasure(ctx, erasureId);
      const fields = new Set(items.map(placeOf)).size;
      return {
        subject: erasureId,
        place: { operationId: null, area: null, agencyId: null },
        summary: {
          id: `${items.length} nilai pribadi di ${fields} isian`,
          en: `${items.length} personal values in ${fields} fields`,
        },
      };
    },
    async carryOut(ctx, { erasureId }) {
      const { items, basis, preparedBy } = await openErasure(ctx, erasureId);
      // A third person may have proposed what this one chose.
      if (preparedBy === ctx.actor.userId) throw new Refused(refuse('approvals.same-person'));
      const { values, apart, files } = await eraseItems(ctx.tx, items, held());
      await markDone(ctx.tx, erasureId, ctx.actor.userId, ctx.now);
      await ctx.record(erasureDone, {
        subject: erasureId,
        after: { basis, values, fields: [...new Set(items.map(placeOf))], [APART_ERASED]: apart },
        attributes: {},
      });
      ctx.afterCommit(() => {
        // What cannot be removed now is named by no row any more, and is collected like any other orphan.
        for (const hash of files) ctx.files.removeUntouched(hash, ctx.now).catch(() => {});
        afterErasing();
      });
    },
  });
}

async function openErasure(ctx: Context, erasureId: string) {
  const found = await lockErasure(ctx.tx, erasureId);
  if (!found) throw new Refused(refuse('not-found'));
  if (found.doneAt !== null || found.discardedAt !== null) throw new Refused(refuse('erasure.done-already'));
  const items = await itemsOf(ctx.tx, erasureId);
  await stopIfHeld(ctx.tx, items);
  return { items, basis: found.basis, preparedBy: found.preparedBy };
}
