/** The work behind imports of stations: the dry run, and writing what was found. Both may run twice. */
import type { Context } from '#server/endpoint/context.ts';
import { turns } from '#server/endpoint/turns.ts';
import { type JobContext, job } from '#server/jobs/job.ts';
import { isWithin, parentOf } from '#shared/area-code.ts';
import { READING_FILE, STAGING_ROWS, WRITING_ROWS } from '#shared/import.ts';
import { accept, type Refusal, Refused, refuse } from '#shared/problem.ts';
import { Id, object, Type } from '#shared/schema.ts';
import { byVillage } from './classing.ts';
import { checkRows } from './import-check.ts';
import { decideMapping } from './import-columns.ts';
import { importApplied, importChecked } from './import-contract.ts';
import { type FileTable, readTable } from './import-file.ts';
import { forgetPersons, forgetWritten, UNAPPLIED_DAYS } from './import-persons.ts';
import { getManaged } from './import-reading.ts';
import {
  finishCheck,
  type ImportedRow,
  importedRows,
  insertRows,
  leave,
  moveImport,
  type StoredImport,
  takeUp,
} from './import-store.ts';
import { writeImportedClasses } from './import-undo.ts';
import { getOperation } from './operation.ts';
import { findVersion, insertStations, touch, updateStations } from './store.ts';

// A file at its limits takes some hundred megabytes while it is read.
const inTurn = turns({ atOnce: 1, waiting: 5 });

/** Reads a file when its turn comes, or says why it cannot be read. */
export const readInTurn = (bytes: Buffer): Promise<FileTable | Refusal> => inTurn(() => readTable(bytes));

/** Checks the file that was kept for this import. */
export const checkStations = job({
  name: 'stations.check-import',
  title: { id: 'Memeriksa berkas TPS', en: 'Checking a file of stations' },
  input: object({ importId: Id, fileSha256: Type.String(), mapping: Type.String() }),
  output: object({ importId: Id }),
  records: [importChecked],
  ended: ({ tx }, { importId }) => leave(tx, importId, { from: 'checking', to: 'failed' }),
  async run(at, { importId, fileSha256, mapping }) {
    await at.progress(0, null, READING_FILE);
    const bytes = await at.files.get(fileSha256);
    if (!bytes) throw new Refused(refuse('station.file-unreadable', { why: 'hilang / lost' }));
    const table = accept(await readInTurn(bytes));
    await at.inTransaction(async (ctx) => {
      const begun = await takeUp(ctx.tx, { id: importId, jobId: at.id, state: 'checking', left: 'failed' });
      if (begun) await check(ctx, at, begun, { table, mapping });
    });
    return { importId };
  },
});

async function check(
  ctx: Context,
  at: JobContext,
  begun: StoredImport,
  { table, mapping }: { readonly table: FileTable; readonly mapping: string },
): Promise<void> {
  const { id, operationId, source } = begun;
  const operation = await getOperation(ctx, operationId);
  const file = { rows: table.rows, mapping: accept(decideMapping(mapping, table.columns)), source };
  const checked = await checkRows(ctx, operation, file);
  const { rows, refused } = checked;
  await insertRows(ctx.tx, id, rows, (done) => at.progress(done, rows.length, STAGING_ROWS));
  await finishCheck(ctx.tx, id, checked, { basedOn: await findVersion(ctx.tx, operationId), at: at.now() });
  await forgetPersons(ctx.tx, ctx.now);
  const area = commonArea(rows.map(({ after }) => after.area));
  await ctx.record(importChecked, {
    subject: id,
    operation: operationId,
    area,
    after: { fileSha256: begun.fingerprint, source, accepted: rows.length, refused },
    attributes: { operation: operationId, area },
  });
}

/** The smallest area that holds them all; null when there is none: who may not see its rows is not told of the file. */
function commonArea(codes: readonly string[]): string | null {
  let area: string | null = codes[0] ?? null;
  for (const code of codes) {
    while (area !== null && !isWithin(code, area)) area = parentOf(area);
  }
  return area;
}

/** Writes what a dry run found. */
export const applyStations = job({
  name: 'stations.apply-import',
  title: { id: 'Menerapkan berkas TPS', en: 'Applying a file of stations' },
  input: object({ importId: Id }),
  output: object({ importId: Id }),
  records: [importApplied],
  ended: ({ tx }, { importId }) => leave(tx, importId, { from: 'applying', to: 'checked' }),
  async run(at, { importId }) {
    await at.inTransaction(async (ctx) => {
      const taken = await takeUp(ctx.tx, { id: importId, jobId: at.id, state: 'applying', left: 'checked' });
      if (taken) await apply(ctx, at, await getManaged(ctx, importId));
    });
    return { importId };
  },
});

/** @throws Refused when there is nothing to write, or when it no longer fits what stands */
export async function demandApplicable(ctx: Context, made: StoredImport): Promise<void> {
  if (made.isForgotten) throw new Refused(refuse('station.import-expired', { days: UNAPPLIED_DAYS }));
  if (made.basedOn !== (await findVersion(ctx.tx, made.operationId)))
    throw new Refused(refuse('station.import-stale'));
  if (made.added + made.changed === 0) throw new Refused(refuse('station.import-empty'));
}

async function apply(ctx: Context, at: JobContext, made: StoredImport): Promise<void> {
  const { id, operationId } = made;
  await demandApplicable(ctx, made);
  await touch(ctx.tx, operationId, ctx.newId());
  const rows = (await importedRows(ctx.tx, id)).filter(({ action }) => action !== 'same');
  const of = (action: ImportedRow['action']) =>
    rows.filter((row) => row.action === action).map(({ after }) => after);
  const writing = { operationId, by: id, at: ctx.now };
  await at.progress(0, rows.length, WRITING_ROWS);
  await insertStations(ctx.tx, of('add'), writing);
  await at.progress(made.added, rows.length, WRITING_ROWS);
  await updateStations(ctx.tx, of('change'), writing);
  await writeImportedClasses(ctx, made, rows, 'after');
  await forgetWritten(ctx.tx, id);
  await moveImport(ctx.tx, id, { from: 'applying', to: 'applied', at: ctx.now });
  await at.progress(rows.length, rows.length, WRITING_ROWS);
  for (const [area, there] of byVillage(rows.map((row) => ({ area: row.after.area, ...row })))) {
    const added = there.filter(({ action }) => action === 'add').length;
    await ctx.record(importApplied, {
      subject: id,
      operation: operationId,
      area,
      after: { fileSha256: made.fingerprint, source: made.source, added, changed: there.length - added },
      attributes: { operation: operationId, area },
    });
  }
}
