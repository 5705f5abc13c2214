/** Taking an applied import of stations back. */
import type { Context } from '#server/endpoint/context.ts';
import { handle } from '#server/endpoint/handle.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { byVillage } from './classing.ts';
import { importUndone, undoImport } from './import-contract.ts';
import { forgetPersons, needsPersons, UNDO_DAYS } from './import-persons.ts';
import { getManaged, getReport } from './import-reading.ts';
import {
  countOverwritten,
  type ImportedRow,
  importedRows,
  moveImport,
  type StoredImport,
} from './import-store.ts';
import { deleteStations, touch, updateStations } from './store.ts';
import { writeClasses } from './store-classes.ts';

export const undoing = handle(undoImport, async (ctx, { params }) => {
  const made = await getManaged(ctx, params.importId);
  const { id, operationId } = made;
  await touch(ctx.tx, operationId, ctx.newId());
  if (!(await moveImport(ctx.tx, id, { from: 'applied', to: 'undone', at: ctx.now })))
    throw inOtherState(made);
  const overwritten = await countOverwritten(ctx.tx, id);
  if (overwritten > 0) throw new Refused(refuse('station.import-overwritten', { count: overwritten }));
  if (made.isForgotten && (await needsPersons(ctx.tx, id)))
    throw new Refused(refuse('station.import-erased', { days: UNDO_DAYS }));
  const rows = (await importedRows(ctx.tx, id)).filter(({ action }) => action !== 'same');
  await writeImportedClasses(
    ctx,
    made,
    rows.filter(({ action }) => action === 'change'),
    'before',
  );
  await updateStations(
    ctx.tx,
    rows.flatMap(({ before }) => before ?? []),
    { operationId, by: ctx.newId(), at: ctx.now },
  );
  await deleteStations(
    ctx.tx,
    rows.flatMap(({ before, after }) => (before ? [] : after.id)),
  );
  for (const [area, there] of byVillage(rows.map((row) => ({ area: row.after.area, ...row })))) {
    const removed = there.filter(({ action }) => action === 'add').length;
    await ctx.record(importUndone, {
      subject: id,
      operation: operationId,
      area,
      after: { fileSha256: made.fingerprint, removed, restored: there.length - removed },
      attributes: { operation: operationId, area },
    });
  }
  await forgetPersons(ctx.tx, ctx.now);
  return getReport(ctx, id);
});

const STATES = {
  checking: 'sedang diperiksa / being checked',
  failed: 'tidak selesai diperiksa / not checked to the end',
  checked: 'diperiksa / checked',
  applying: 'sedang diterapkan / being applied',
  applied: 'diterapkan / applied',
  undone: 'dibatalkan / undone',
} as const;

/** The import is in another state than this needs. */
export function inOtherState({ state }: StoredImport): Refused {
  return new Refused(refuse('station.import-not-checked', { state: STATES[state] }));
}

export async function writeImportedClasses(
  ctx: Context,
  made: StoredImport,
  rows: readonly ImportedRow[],
  to: 'after' | 'before',
): Promise<void> {
  const { schemeId, source, statedOn } = made;
  if (!schemeId) return;
  const changes = rows.flatMap((row) => {
    const [was, is] = [row.before?.class ?? null, row.after.class];
    if (was === is) return [];
    const [before, after] = to === 'after' ? [was, is] : [is, was];
    return [{ id: ctx.newId(), station: row.after.id, before, after }];
  });
  await writeClasses(ctx.tx, changes, { schemeId, source, statedOn, by: ctx.actor.userId, at: ctx.now });
}
