/** The erasure itself, once a second person has confirmed it. */
import type { Context } from '#server/endpoint/context.ts';
import { eraseItems } from '#server/erasure/erase.ts';
import { type BoundTwoPersons, bindTwoPersons, type Told } from '#server/two-persons.ts';
import { APART_ERASED } from '#shared/leaf.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { eraseAction, erasureDone } from './contract.ts';
import { countFiles, insertNamed } from './files-store.ts';
import { FILES, type Held, placeOf, stopIfHeld } from './seeking.ts';
import { itemsOf, lockErasure, markDone } from './store.ts';
import { toldTo, valuesOf } from './telling.ts';

/** @param afterErasing runs after the commit: the ledger outside the database is written there */
export function erasing(held: Held, afterErasing: () => void): BoundTwoPersons {
  return bindTwoPersons(eraseAction, {
    async look(ctx, { erasureId }) {
      await openErasure(ctx, erasureId, held);
      return {
        subject: erasureId,
        place: { operationId: null, area: null, agencyId: null },
        // Without a number: beside what somebody may open, it would tell them that there is more.
        summary: { id: 'Data pribadi satu orang', en: 'Personal data of one person' },
      };
    },
    async detail(ctx, { erasureId }) {
      const values = await valuesOf(ctx.tx, await itemsOf(ctx.tx, erasureId), held());
      return [...(await toldTo(ctx, values)), ...filesTold(await countFiles(ctx.tx, erasureId))];
    },
    async carryOut(ctx, { erasureId }) {
      const { items, basis, preparedBy } = await openErasure(ctx, erasureId, held);
      // A third person may have proposed what this one chose.
      if (preparedBy === ctx.actor.userId) throw new Refused(refuse('approvals.same-person'));
      const { values, apart, files } = await eraseItems(ctx.tx, items, held());
      await insertNamed(ctx.tx, erasureId, files);
      await markDone(ctx.tx, erasureId, ctx.actor.userId, ctx.now);
      await ctx.record(erasureDone, {
        subject: erasureId,
        after: { basis, values, fields: [...new Set(items.map(placeOf))], [APART_ERASED]: apart },
        attributes: {},
      });
      // Writes the ledger, and removes the files.
      ctx.afterCommit(afterErasing);
    },
  });
}

const filesTold = (total: number): readonly Told[] =>
  total === 0 ? [] : [{ title: FILES, total, fields: [], records: [] }];

async function openErasure(ctx: Context, erasureId: string, held: Held) {
  const found = await lockErasure(ctx.tx, erasureId);
  if (!found) throw new Refused(refuse('not-found'));
  if (found.doneAt !== null || found.discardedAt !== null) throw new Refused(refuse('erasure.done-already'));
  const items = await itemsOf(ctx.tx, erasureId);
  const fileCount = await countFiles(ctx.tx, erasureId);
  await stopIfHeld(ctx.tx, items, fileCount, held());
  return { items, fileCount, basis: found.basis, preparedBy: found.preparedBy };
}
