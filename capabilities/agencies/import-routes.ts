/** Imports of jurisdictions: a dry run keeps what it found; a second command applies it, a third takes it back. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { areaNames } from '#rooms/areas/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleBytes, handleList, type Mounted } from '#server/endpoint/handle.ts';
import { errorFile } from '#server/files/error-file.ts';
import { newId } from '#shared/id.ts';
import { type ImportReport, SHOWN_ERRORS } from '#shared/import.ts';
import { Refused, refuse } from '#shared/problem.ts';
import type { Standing } from '#shared/schema.ts';
import { agencyKind, manageAgencies } from './contract.ts';
import * as doors from './import-contract.ts';
import {
  findImport,
  type ImportedRow,
  importInState,
  insertImport,
  markImport,
  type StoredImport,
} from './import-store.ts';
import { readJurisdictions } from './jurisdiction-file.ts';
import { checkJurisdictions, jurisdictionKey } from './rules.ts';
import * as store from './store.ts';

const checking = handle(doors.importJurisdictions, async (context, { query, body }) => {
  if (!(body instanceof Uint8Array) || body.length === 0)
    throw new Refused(refuse('agencies.file-unreadable', { why: 'kosong / empty' }));
  const fileSha256 = createHash('sha256').update(body).digest('hex');
  const earlier = await findImport(context.tx, query.id);
  if (earlier) return resent(context, earlier, { fileSha256, source: query.source });
  const kept = await check(context, { ...query, fileSha256 }, body);
  const { source, accepted, refused } = kept;
  await context.record(doors.importChecked, {
    subject: query.id,
    after: { fileSha256, source, accepted, refused },
    attributes: {},
  });
  return reportOf(kept);
});

function resent(
  context: Context,
  earlier: StoredImport,
  { fileSha256, source }: Pick<StoredImport, 'fileSha256' | 'source'>,
): ImportReport {
  if (earlier.fileSha256 !== fileSha256 || earlier.source !== source)
    throw new Refused(refuse('agencies.import-id-reused'));
  context.unchanged();
  return reportOf(earlier);
}

type File = { id: string; fileName?: string; source: string; standing?: Standing; fileSha256: string };

async function check(context: Context, file: File, bytes: Uint8Array): Promise<StoredImport> {
  const cells = await readJurisdictions(bytes);
  const areas = await context.ask(areaNames, { codes: [...new Set(cells.map((row) => row.area))] });
  const codes = new Set(areas.map((area) => area.code));
  const recorded = await store.recordedJurisdictions(context.tx);
  const { planned, errors } = checkJurisdictions(cells, {
    holders: await store.holdersByKey(context.tx),
    knowsArea: (code) => codes.has(code),
    recorded: new Set(recorded.map((row) => jurisdictionKey(row, row.area))),
    mayChange: (area) => context.may(manageAgencies, { area }),
  });
  const rows = planned.flatMap(({ agencyId, unitId, area, holder, isSame }): ImportedRow[] =>
    isSame
      ? []
      : [
          {
            id: newId(context.now.getTime()),
            agencyId,
            unitId,
            area,
            holder,
            standing: file.standing ?? 'stated',
          },
        ],
  );
  const stored: StoredImport = {
    id: file.id,
    state: 'checked',
    fileSha256: file.fileSha256,
    source: file.source,
    errors,
    rows,
    accepted: planned.length,
    unchanged: planned.length - rows.length,
    refused: errors.length,
  };
  await insertImport(context, stored, file.fileName ?? null);
  return stored;
}

const applying = handle(doors.applyImport, async (context, { params }) => {
  const found = await importInState(context.tx, params.importId, 'checked');
  demandAreas(context, found);
  let lost = 0;
  for (const row of found.rows)
    if (!(await store.insertJurisdiction(context.tx, { ...row, source: found.source }))) lost += 1;
  if (lost > 0) throw new Refused(refuse('agencies.import-stale', { count: lost }));
  return finish(context, found, 'applied');
});

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
  return finish(context, found, 'undone');
});

async function finish(
  context: Context,
  found: StoredImport,
  state: 'applied' | 'undone',
): Promise<ImportReport> {
  await markImport(context.tx, found.id, state, context.now);
  const { fileSha256, source, accepted, refused } = found;
  const event = state === 'applied' ? doors.importApplied : doors.importUndone;
  await context.record(event, {
    subject: found.id,
    after: { fileSha256, source, accepted, refused },
    attributes: {},
  });
  return reportOf({ ...found, state });
}

function demandAreas(context: Context, found: StoredImport): void {
  for (const { area } of found.rows) context.demand(manageAgencies, { area });
}

const reading = handle(doors.readImport, async ({ tx }, { params }) => {
  const found = await findImport(tx, params.importId);
  if (!found) throw new Refused(refuse('not-found'));
  return reportOf(found);
});

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
