/** Imports of areas: a dry run keeps what it found; a second command applies it, a third takes it back. */
import { sql } from 'kysely';
import { jurisdictionsIn } from '#rooms/agencies/contract.ts';
import { operationsUsingAreas } from '#rooms/operations/contract.ts';
import { stationsIn } from '#rooms/stations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleBytes, handleList, type Mounted } from '#server/endpoint/handle.ts';
import { errorFile } from '#server/files/error-file.ts';
import { isWithin } from '#shared/area-code.ts';
import { type ImportReport, SHOWN_ERRORS } from '#shared/import.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { areaKind, CURRENT_CODE_LIST } from './contract.ts';
import { CHECK, type Counts, countsOf, NO_LICENCE, reachOf, sha256, stagedOf } from './import-check.ts';
import * as doors from './import-contract.ts';
import * as store from './import-store.ts';
import { listCodeLists } from './store.ts';

function checking(door: typeof doors.importNames, kind: doors.ImportKind): Mounted {
  return handle(door, async (context, { query, body }) => {
    if (!(body instanceof Uint8Array) || body.length === 0)
      throw new Refused(refuse('areas.file-unreadable', { why: 'kosong / empty' }));
    const file = { id: query.id, kind, sha256: sha256(body), source: query.source };
    const earlier = await store.findImport(context.tx, query.id);
    if (earlier) return resent(context, earlier, file);
    const codeList = query.codeList ?? CURRENT_CODE_LIST;
    if (!(await listCodeLists(context.tx)).some((list) => list.version === codeList))
      throw new Refused(refuse('areas.code-list-unknown', { version: codeList }));
    const basedOn = await store.dataVersion(context.tx);
    const found = await CHECK[kind](context, query, body);
    const counts = countsOf(found);
    const { id, source } = file;
    await store.insertImport(context.tx, {
      ...counts,
      id,
      kind,
      source,
      codeList,
      basedOn,
      fileSha256: file.sha256,
      errors: found.errors,
      fileName: query.fileName ?? null,
      licence: query.licence ?? NO_LICENCE,
      checkedBy: context.actor.userId,
      checkedAt: context.now,
    });
    await store.stageRows(context.tx, id, stagedOf(found));
    await recordChecked(context, file, counts);
    return reportOf(context, id);
  });
}

type File = {
  readonly id: string;
  readonly kind: doors.ImportKind;
  readonly sha256: string;
  readonly source: string;
};
async function resent(context: Context, earlier: store.StoredImport, file: File): Promise<ImportReport> {
  const isSame =
    earlier.kind === file.kind && earlier.fileSha256 === file.sha256 && earlier.source === file.source;
  if (!isSame) throw new Refused(refuse('areas.import-id-reused'));
  context.unchanged();
  return reportOf(context, earlier.id);
}

async function recordChecked(context: Context, file: File, counts: Counts): Promise<void> {
  const { added, changed, unchanged, refused } = counts;
  const after = {
    kind: file.kind,
    fileSha256: file.sha256,
    source: file.source,
    accepted: added + changed + unchanged,
    refused,
  };
  await context.record(doors.importChecked, { subject: file.id, after, attributes: {} });
}

const applying = handle(doors.applyImport, async (context, { params }) => {
  const { tx } = context;
  const version = await store.dataVersion(tx, 'locked');
  const found = await importOf(context, params.importId);
  if (found.state !== 'checked')
    throw new Refused(refuse('areas.import-not-checked', { state: found.state }));
  if (found.basedOn !== version) throw new Refused(refuse('areas.import-stale'));
  await demandReach(context, found);
  await store.writeRows(tx, found, 'after');
  const dataVersion = await finish(context, found, 'applied');
  const { kind, fileSha256, source, added, changed } = found;
  await context.record(doors.importApplied, {
    subject: found.id,
    after: { kind, fileSha256, source, added, changed, dataVersion },
    attributes: {},
  });
  return reportOf(context, found.id);
});

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
  const dataVersion = await finish(context, found, 'undone');
  const { kind, fileSha256 } = found;
  await context.record(doors.importUndone, {
    subject: found.id,
    after: { kind, fileSha256, dataVersion },
    attributes: {},
  });
  return reportOf(context, found.id);
});

async function finish(
  context: Context,
  found: store.StoredImport,
  state: 'applied' | 'undone',
): Promise<string> {
  const version = context.newId();
  await store.markImport(context.tx, found.id, state, context.now);
  await store.setDataVersion(context.tx, version);
  return version;
}

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

/** Whoever applies or undoes must themselves hold every area of the import; what lies above theirs came along. */
async function demandReach(context: Context, found: store.StoredImport): Promise<void> {
  const reach = reachOf(context);
  if (reach.includes('')) return;
  const rows = await store.stagedKeys(context.tx, found.id);
  const isMine = ({ key, isNew }: { key: string; isNew: boolean }) => {
    const code = key.split('>').at(-1) ?? key;
    return reach.some((area) => isWithin(code, area) || (isNew && isWithin(area, code)));
  };
  if (!rows.every(isMine)) throw new Refused(refuse('not-found'));
}

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
