/** Imports of areas: a dry run keeps what it found; a second command applies it, a third takes it back. */
import { sql } from 'kysely';
import { jurisdictionsIn } from '#rooms/agencies/contract.ts';
import { operationsUsingAreas } from '#rooms/operations/contract.ts';
import { stationsIn } from '#rooms/stations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleByJob, handleBytes, handleList, type Mounted } from '#server/endpoint/handle.ts';
import { errorFile } from '#server/files/error-file.ts';
import { importJob, jobOf } from '#server/jobs/asking.ts';
import { keepBody } from '#server/jobs/keep-body.ts';
import { type ImportReport, SHOWN_ERRORS } from '#shared/import.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { areaKind, CURRENT_CODE_LIST } from './contract.ts';
import { demandReach, NO_LICENCE } from './import-check.ts';
import * as doors from './import-contract.ts';
import { applyAreas, checkAreas } from './import-jobs.ts';
import * as store from './import-store.ts';
import { listCodeLists } from './store.ts';

function checking(door: typeof doors.importNames, kind: doors.ImportKind): Mounted {
  return handleByJob(
    door,
    async (context, { query }, fileSha256: string | null) => {
      if (fileSha256 === null) throw new Refused(refuse('areas.file-unreadable', { why: 'kosong / empty' }));
      const file = { id: query.id, kind, fileSha256, source: query.source };
      const earlier = await store.findImport(context.tx, query.id);
      if (earlier && earlier.state !== 'failed') return resent(context, earlier, file);
      const codeList = query.codeList ?? CURRENT_CODE_LIST;
      if (!(await listCodeLists(context.tx)).some((list) => list.version === codeList))
        throw new Refused(refuse('areas.code-list-unknown', { version: codeList }));
      const link = `/muat-wilayah?import=${query.id}`;
      const { jobId } = await context.enqueue(checkAreas, { kind, fileSha256, asked: query }, { link });
      await store.beginImport(context.tx, {
        ...{ ...file, jobId, codeList, basedOn: await store.dataVersion(context.tx) },
        ...{ fileName: query.fileName ?? null, licence: query.licence ?? NO_LICENCE },
        ...{ checkedBy: context.actor.userId, checkedAt: context.now },
      });
      return reportOf(context, query.id);
    },
    { prepare: keepBody, awaits: { job: jobOf, read: (context, { query }) => reportOf(context, query.id) } },
  );
}

type File = Pick<store.StoredImport, 'id' | 'kind' | 'fileSha256' | 'source'>;
async function resent(context: Context, earlier: store.StoredImport, file: File): Promise<ImportReport> {
  const isSame =
    earlier.kind === file.kind && earlier.fileSha256 === file.fileSha256 && earlier.source === file.source;
  if (!isSame) throw new Refused(refuse('areas.import-id-reused'));
  context.unchanged();
  return reportOf(context, earlier.id);
}

const applying = handleByJob(
  doors.applyImport,
  async (context, { params }) => {
    const { tx } = context;
    const version = await store.dataVersion(tx, 'locked');
    const found = await importOf(context, params.importId);
    if (found.state !== 'checked')
      throw new Refused(refuse('areas.import-not-checked', { state: found.state }));
    if (found.basedOn !== version) throw new Refused(refuse('areas.import-stale'));
    await demandReach(context, found);
    const link = `/muat-wilayah?import=${found.id}`;
    const { jobId } = await context.enqueue(applyAreas, { importId: found.id }, { link });
    await store.beginApplying(tx, found.id, jobId);
    return reportOf(context, found.id);
  },
  { awaits: { job: jobOf, read: (context, { params }) => reportOf(context, params.importId) } },
);

const undoing = handle(doors.undoImport, async (context, { params }) => {
  const { tx } = context;
  await store.dataVersion(tx, 'locked');
  const found = await importOf(context, params.importId);
  if (found.state !== 'applied')
    throw new Refused(refuse('areas.import-not-applied', { state: found.state }));
  await demandReach(context, found);
  const overwritten = await store.countOverwritten(tx, found);
  if (overwritten > 0) throw new Refused(refuse('areas.import-overwritten', { count: overwritten }));
  if (found.kind === 'names') await demandUnused(context, found.id);
  await store.removeAdded(tx, found);
  await store.writeRows(tx, found, 'before');
  const dataVersion = await store.finish(context, found.id, 'undone');
  const { kind, fileSha256 } = found;
  await context.record(doors.importUndone, {
    subject: found.id,
    after: { kind, fileSha256, dataVersion },
    attributes: {},
  });
  return reportOf(context, found.id);
});

/** Lists everything that leans on areas which an undo would take away. */
async function demandUnused(context: Context, importId: string): Promise<void> {
  const rows = await store.stagedKeys(context.tx, importId);
  const codes = rows.filter((row) => row.isNew).map((row) => row.key);
  const users = [
    { field: 'areas', count: await store.countLeaning(context.tx, importId), ...LEANING.areas },
    { field: 'agencies', count: await context.ask(jurisdictionsIn, { codes }), ...LEANING.agencies },
    { field: 'operations', count: await context.ask(operationsUsingAreas, { codes }), ...LEANING.operations },
    { field: 'stations', count: await context.ask(stationsIn, { codes }), ...LEANING.stations },
  ].filter(({ count }) => count > 0);
  if (users.length === 0) return;
  const by = users.map(({ id, en, count }) => `${id} / ${en}: ${count}`).join(', ');
  const errors = users.map(({ field, count, id, en }) => ({
    field,
    code: 'areas.import-in-use',
    message: { id: `${count} wilayah dipakai oleh ${id}.`, en: `${count} areas are used by ${en}.` },
  }));
  throw new Refused(refuse('areas.import-in-use', { by }, errors));
}

const LEANING = {
  areas: {
    id: 'wilayah di bawahnya, batas, atau pergantian kode',
    en: 'areas below, boundaries or successions',
  },
  agencies: { id: 'wilayah tugas instansi', en: 'jurisdictions of agencies' },
  operations: { id: 'operasi, titik, atau kegiatannya', en: 'operations, their points or activities' },
  stations: { id: 'TPS', en: 'stations' },
} as const;

async function importOf(context: Context, id: string): Promise<store.StoredImport> {
  const found = await store.findImport(context.tx, id);
  if (!found) throw new Refused(refuse('not-found'));
  return found;
}

async function reportOf(context: Context, id: string): Promise<ImportReport> {
  const found = await importOf(context, id);
  const { state, added, changed, unchanged, refused, errors } = found;
  const sample = await store.sampleRows(context.tx, id);
  return {
    importId: id,
    state,
    job: await importJob(context, found.jobId),
    added,
    changed,
    unchanged,
    refused,
    accepted: added + changed + unchanged,
    errorCount: errors.length,
    errors: errors.slice(0, SHOWN_ERRORS),
    sample: sample.map(({ key, after }) => ({ key, ...after })),
  };
}

const reading = handle(doors.readImport, (context, { params }) => reportOf(context, params.importId));

const readingErrors = handleBytes(doors.readImportErrors, async (context, { params, query }) => {
  const { errors } = await importOf(context, params.importId);
  return errorFile(errors, query.lang ?? 'id', 'kesalahan-wilayah.csv');
});

const listing = handleList(doors.listImports, async (context) => ({
  name: 'pemuatan-wilayah',
  from: sql`area_import i`,
  where: context.visible(areaKind, {}),
  fields: {
    id: sql`i.id`,
    kind: sql`i.kind`,
    state: sql`i.state`,
    fileName: sql`i.file_name`,
    source: sql`i.source`,
    accepted: sql`i.added + i.changed + i.unchanged`,
    refused: sql`i.refused`,
    checkedAt: sql`i.checked_at`,
    appliedAt: sql`i.applied_at`,
  },
  tieBreak: sql`i.id`,
  defaultSort: '-checkedAt',
}));

export const importEndpoints: readonly Mounted[] = [
  checking(doors.importNames, 'names'),
  checking(doors.importBoundaries, 'boundaries'),
  checking(doors.importSuccessors, 'successors'),
  applying,
  undoing,
  reading,
  readingErrors,
  listing,
];
