/** Imports of stations: read the columns, check, apply, undo. */
import { createHash } from 'node:crypto';
import type { Context } from '#server/endpoint/context.ts';
import { handle } from '#server/endpoint/handle.ts';
import { turns } from '#server/endpoint/turns.ts';
import { accept, type Refusal, Refused, refuse } from '#shared/problem.ts';
import { byVillage } from './classing.ts';
import { checkRows } from './import-check.ts';
import { decideMapping, suggestMapping } from './import-columns.ts';
import {
  applyImport,
  checkImport,
  importApplied,
  importChecked,
  importUndone,
  readColumns,
  type StationImportReport,
  undoImport,
} from './import-contract.ts';
import { type FileTable, readTable } from './import-file.ts';
import { forgetPersons, forgetWritten, needsPersons, UNAPPLIED_DAYS, UNDO_DAYS } from './import-persons.ts';
import { getManaged, getReport } from './import-reading.ts';
import {
  countOverwritten,
  findImport,
  type ImportedRow,
  importedRows,
  insertImport,
  moveImport,
  type StoredImport,
} from './import-store.ts';
import { demandManaging } from './managing.ts';
import { getOperation } from './operation.ts';
import { deleteStations, findVersion, insertStations, touch, updateStations } from './store.ts';
import { writeClasses } from './store-classes.ts';

const SAMPLE_COLUMNS = 3;

// A file at its limits takes some hundred megabytes while it is read.
const reading = turns({ atOnce: 1, waiting: 5 });

/** Reads the file before the transaction; the handler tells what is wrong with it to those who may know. */
async function prepare(_before: unknown, { body }: { body: unknown }): Promise<FileTable | Refusal> {
  if (!Buffer.isBuffer(body)) return refuse('station.file-unreadable', { why: 'kosong / empty' });
  return reading(() => readTable(body));
}

const columnsReading = handle(
  readColumns,
  async (ctx, { params }, found) => {
    await demandManaging(ctx, { operationId: params.operationId });
    const table = accept(found);
    const samples = (name: string) =>
      table.rows
        .slice(0, 200)
        .flatMap(({ cells }) => cells.get(name) || [])
        .slice(0, SAMPLE_COLUMNS);
    return {
      format: table.format,
      rows: table.rows.length,
      columns: table.columns.map((name) => ({ name, samples: samples(name) })),
      suggested: suggestMapping(table.columns),
    };
  },
  { prepare },
);

const checking = handle(
  checkImport,
  async (ctx, { params, query, body }, found) => {
    const { operationId } = params;
    await demandManaging(ctx, { operationId });
    const operation = await getOperation(ctx, operationId);
    const fingerprint = fingerprintOf(body, query.mapping, query.source);
    const file = { id: query.id, operationId, fingerprint, source: query.source };
    const earlier = await findImport(ctx.tx, query.id);
    if (earlier) return resent(ctx, earlier, file);
    const table = accept(found);
    const mapping = accept(decideMapping(query.mapping, table.columns));
    const checked = await checkRows(ctx, operation, { rows: table.rows, mapping, source: query.source });
    await insertImport(ctx.tx, {
      ...checked,
      id: query.id,
      operationId,
      kind: 'file',
      state: 'checked',
      fileName: query.fileName ?? null,
      fingerprint,
      source: query.source,
      statedOn: query.statedOn ?? null,
      basedOn: await findVersion(ctx.tx, operationId),
      by: ctx.actor.userId,
      at: ctx.now,
    });
    await forgetPersons(ctx.tx, ctx.now);
    await recordChecked(ctx, file, { accepted: checked.rows.length, refused: checked.refused });
    return getReport(ctx, query.id);
  },
  { prepare },
);

type Sent = Pick<StoredImport, 'id' | 'operationId' | 'fingerprint' | 'source'>;

async function resent(ctx: Context, earlier: StoredImport, file: Sent): Promise<StationImportReport> {
  const same = earlier.operationId === file.operationId && earlier.fingerprint === file.fingerprint;
  if (!same) throw new Refused(refuse('station.import-id-reused'));
  ctx.unchanged();
  return getReport(ctx, earlier.id);
}

async function recordChecked(ctx: Context, file: Sent, counts: { accepted: number; refused: number }) {
  const { accepted, refused } = counts;
  await ctx.record(importChecked, {
    subject: file.id,
    operation: file.operationId,
    after: { fileSha256: file.fingerprint, source: file.source, accepted, refused },
    attributes: { operation: file.operationId, area: null },
  });
}

const applying = handle(applyImport, async (ctx, { params }) => {
  const made = await getManaged(ctx, params.importId);
  const { id, operationId } = made;
  const version = await findVersion(ctx.tx, operationId);
  await touch(ctx.tx, operationId, ctx.newId());
  await move(ctx, made, 'checked', 'applied');
  if (made.isForgotten) throw new Refused(refuse('station.import-expired', { days: UNAPPLIED_DAYS }));
  if (made.basedOn !== version) throw new Refused(refuse('station.import-stale'));
  const rows = (await importedRows(ctx.tx, id)).filter(({ action }) => action !== 'same');
  if (rows.length === 0) throw new Refused(refuse('station.import-empty'));
  const writing = { operationId, by: id, at: ctx.now };
  const of = (action: ImportedRow['action']) =>
    rows.filter((row) => row.action === action).map(({ after }) => after);
  await insertStations(ctx.tx, of('add'), writing);
  await updateStations(ctx.tx, of('change'), writing);
  await writeImportedClasses(ctx, made, rows, 'after');
  await forgetWritten(ctx.tx, id);
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
  return getReport(ctx, id);
});

const undoing = handle(undoImport, async (ctx, { params }) => {
  const made = await getManaged(ctx, params.importId);
  const { id, operationId } = made;
  await touch(ctx.tx, operationId, ctx.newId());
  await move(ctx, made, 'applied', 'undone');
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

async function move(ctx: Context, made: StoredImport, from: 'checked' | 'applied', to: 'applied' | 'undone') {
  const words = {
    checking: 'sedang diperiksa / being checked',
    failed: 'tidak selesai diperiksa / not checked to the end',
    checked: 'diperiksa / checked',
    applying: 'sedang diterapkan / being applied',
    applied: 'diterapkan / applied',
    undone: 'dibatalkan / undone',
  };
  if (!(await moveImport(ctx.tx, made.id, { from, to, at: ctx.now }))) {
    throw new Refused(refuse('station.import-not-checked', { state: words[made.state] }));
  }
}

async function writeImportedClasses(
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

function fingerprintOf(body: unknown, ...rest: readonly string[]): string {
  const hash = createHash('sha256');
  if (Buffer.isBuffer(body)) hash.update(body);
  return hash.update(rest.join('\u0000')).digest('hex');
}

export const importing = [columnsReading, checking, applying, undoing];
