/** Imports of jurisdictions: a dry run keeps what it found; a second command applies it, a third takes it back. */
import { sql } from 'kysely';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleByJob, handleBytes, handleList, type Mounted } from '#server/endpoint/handle.ts';
import { errorFile } from '#server/files/error-file.ts';
import { importJob, jobOf } from '#server/jobs/asking.ts';
import { keepBody } from '#server/jobs/keep-body.ts';
import { type ImportReport, SHOWN_ERRORS } from '#shared/import.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { agencyKind } from './contract.ts';
import * as doors from './import-contract.ts';
import { applyJurisdictionFile, checkJurisdictionFile } from './import-jobs.ts';
import {
  beginApplying,
  beginImport,
  demandAreas,
  findImport,
  importInState,
  markImport,
  type StoredImport,
} from './import-store.ts';
import * as store from './store.ts';

const link = (importId: string) => `/muat-wilayah-tugas?import=${importId}`;

const checking = handleByJob(
  doors.importJurisdictions,
  async (context, { query }, fileSha256: string | null) => {
    if (fileSha256 === null) throw new Refused(refuse('agencies.file-unreadable', { why: 'kosong / empty' }));
    const { id, source, fileName = null, standing = 'stated' } = query;
    const earlier = await findImport(context.tx, id);
    if (earlier && earlier.state !== 'failed') return resent(context, earlier, { fileSha256, source });
    const input = { importId: id, fileSha256, standing };
    const { jobId } = await context.enqueue(checkJurisdictionFile, input, { link: link(id) });
    await beginImport(context, { id, fileSha256, source, fileName, jobId });
    return findReport(context, id);
  },
  { prepare: keepBody, awaits: { job: jobOf, read: (context, { query }) => findReport(context, query.id) } },
);

function resent(
  context: Context,
  earlier: StoredImport,
  { fileSha256, source }: Pick<StoredImport, 'fileSha256' | 'source'>,
): Promise<ImportReport> {
  if (earlier.fileSha256 !== fileSha256 || earlier.source !== source)
    throw new Refused(refuse('agencies.import-id-reused'));
  context.unchanged();
  return findReport(context, earlier.id);
}

const applying = handleByJob(
  doors.applyImport,
  async (context, { params }) => {
    const found = await importInState(context.tx, params.importId, 'checked');
    demandAreas(context, found);
    const { id: importId } = found;
    const { jobId } = await context.enqueue(applyJurisdictionFile, { importId }, { link: link(importId) });
    await beginApplying(context.tx, importId, jobId);
    return findReport(context, importId);
  },
  { awaits: { job: jobOf, read: (context, { params }) => findReport(context, params.importId) } },
);

const undoing = handle(doors.undoImport, async (context, { params }) => {
  const found = await importInState(context.tx, params.importId, 'applied');
  demandAreas(context, found);
  const gone = await store.withdraw(
    context.tx,
    found.rows.map((row) => row.id),
    context.now,
  );
  // Somebody has withdrawn one by hand since: what stands is no longer what the file brought.
  if (gone !== found.rows.length)
    throw new Refused(refuse('agencies.import-stale', { count: found.rows.length - gone }));
  await markImport(context.tx, found.id, 'undone', context.now);
  const { fileSha256, source, accepted, refused } = found;
  await context.record(doors.importUndone, {
    subject: found.id,
    after: { fileSha256, source, accepted, refused },
    attributes: {},
  });
  return findReport(context, found.id);
});

async function findReport(context: Context, id: string): Promise<ImportReport> {
  const found = await findImport(context.tx, id);
  if (!found) throw new Refused(refuse('not-found'));
  return { ...reportOf(found), job: await importJob(context, found.jobId) };
}

const reading = handle(doors.readImport, (context, { params }) => findReport(context, params.importId));

const listing = handleList(doors.listImports, async (context) => ({
  name: 'pemuatan-wilayah-tugas',
  from: sql`agency_import i`,
  where: context.visible(agencyKind, {}),
  fields: {
    id: sql`i.id`,
    state: sql`i.state`,
    fileName: sql`i.file_name`,
    source: sql`i.source`,
    accepted: sql`i.accepted`,
    refused: sql`i.refused`,
    checkedAt: sql`i.checked_at`,
    appliedAt: sql`i.applied_at`,
  },
  tieBreak: sql`i.id`,
  defaultSort: '-checkedAt',
}));

const readingErrors = handleBytes(doors.readImportErrors, async ({ tx }, { params, query }) => {
  const found = await findImport(tx, params.importId);
  if (!found) throw new Refused(refuse('not-found'));
  return errorFile(found.errors, query.lang ?? 'id', 'kesalahan-wilayah-tugas.csv');
});

function reportOf({ id, state, accepted, unchanged, refused, errors, rows }: StoredImport): ImportReport {
  return {
    importId: id,
    state,
    accepted,
    unchanged,
    refused,
    added: accepted - unchanged,
    changed: 0,
    errorCount: errors.length,
    errors: errors.slice(0, SHOWN_ERRORS),
    sample: rows.slice(0, 5).map(({ holder, area, standing }) => ({ holder, area, standing })),
  };
}

export const importEndpoints: readonly Mounted[] = [
  checking,
  applying,
  undoing,
  reading,
  listing,
  readingErrors,
];
