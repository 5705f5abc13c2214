/** Imports of jurisdictions: a dry run keeps what it found; a second command applies it, a third takes it back. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { areaNames, type ImportReport, type ImportState, SHOWN_ERRORS } from '#rooms/areas/contract.ts';
import type { Tx } from '#server/database/connect.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleBytes, type Mounted } from '#server/endpoint/handle.ts';
import { errorFile } from '#server/files/error-file.ts';
import { newId } from '#shared/id.ts';
import { type FieldError, Refused, refuse } from '#shared/problem.ts';
import type { Standing } from '#shared/schema.ts';
import { manageAgencies } from './contract.ts';
import * as doors from './import-contract.ts';
import { readJurisdictions } from './jurisdiction-file.ts';
import { checkJurisdictions, type Holder, jurisdictionKey } from './rules.ts';
import * as store from './store.ts';

/** What an import would add; the id is made at the dry run, so that undoing knows what it added. */
type Row = Holder & {
  readonly id: string;
  readonly area: string;
  readonly holder: string;
  readonly standing: Standing;
};
type Stored = {
  readonly id: string;
  readonly state: ImportState;
  readonly fileSha256: string;
  readonly source: string;
  readonly accepted: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly errors: readonly FieldError[];
  readonly rows: readonly Row[];
};

const checking = handle(doors.importJurisdictions, async (context, { query, body }) => {
  if (!(body instanceof Uint8Array) || body.length === 0)
    throw new Refused(refuse('agencies.file-unreadable', { why: 'kosong / empty' }));
  const fileSha256 = createHash('sha256').update(body).digest('hex');
  const earlier = await find(context.tx, query.id);
  if (earlier && (earlier.fileSha256 !== fileSha256 || earlier.source !== query.source))
    throw new Refused(refuse('agencies.import-id-reused'));
  const kept = earlier ?? (await check(context, { ...query, fileSha256 }, body));
  const { source, accepted, refused } = kept;
  await context.record(doors.importChecked, {
    subject: query.id,
    after: { fileSha256, source, accepted, refused },
    attributes: {},
  });
  return reportOf(kept);
});

type File = { id: string; fileName?: string; source: string; standing?: Standing; fileSha256: string };

async function check(context: Context, file: File, bytes: Uint8Array): Promise<Stored> {
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
  const rows = planned.flatMap(({ agencyId, unitId, area, holder, isSame }): Row[] =>
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
  const stored: Stored = {
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
  await insert(context, stored, file.fileName ?? null);
  return stored;
}

const applying = handle(doors.applyImport, async (context, { params }) => {
  const found = await inState(context.tx, params.importId, 'checked');
  demandAreas(context, found);
  let lost = 0;
  for (const row of found.rows)
    if (!(await store.insertJurisdiction(context.tx, { ...row, source: found.source }))) lost += 1;
  if (lost > 0) throw new Refused(refuse('agencies.import-stale', { count: lost }));
  return finish(context, found, 'applied');
});

const undoing = handle(doors.undoImport, async (context, { params }) => {
  const found = await inState(context.tx, params.importId, 'applied');
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

async function finish(context: Context, found: Stored, state: 'applied' | 'undone'): Promise<ImportReport> {
  const moment = state === 'applied' ? sql`applied_at` : sql`undone_at`;
  await sql`update agency_import set state = ${state}, ${moment} = ${context.now} where id = ${found.id}`.execute(
    context.tx,
  );
  const { fileSha256, source, accepted, refused } = found;
  const event = state === 'applied' ? doors.importApplied : doors.importUndone;
  await context.record(event, {
    subject: found.id,
    after: { fileSha256, source, accepted, refused },
    attributes: {},
  });
  return reportOf({ ...found, state });
}

function demandAreas(context: Context, found: Stored): void {
  for (const { area } of found.rows) context.demand(manageAgencies, { area });
}

const readingErrors = handleBytes(doors.readImportErrors, async ({ tx }, { params, query }) => {
  const found = await find(tx, params.importId);
  if (!found) throw new Refused(refuse('not-found'));
  return errorFile(found.errors, query.lang ?? 'id', 'kesalahan-wilayah-tugas.csv');
});

async function find(tx: Tx, id: string, lock = sql``): Promise<Stored | null> {
  const found = await sql<Stored>`
    select id, state, file_sha256 as "fileSha256", source, accepted, unchanged, refused, errors, rows
    from agency_import where id = ${id} ${lock}`.execute(tx);
  return found.rows[0] ?? null;
}

async function inState(tx: Tx, id: string, wanted: ImportState): Promise<Stored> {
  const found = await find(tx, id, sql`for update`);
  if (!found) throw new Refused(refuse('not-found'));
  if (found.state !== wanted) throw new Refused(refuse('agencies.import-state', { state: found.state }));
  return found;
}

async function insert(context: Context, made: Stored, fileName: string | null): Promise<void> {
  await sql`insert into agency_import (id, state, file_name, file_sha256, source, accepted, unchanged, refused, errors, rows, checked_by, checked_at)
    values (${made.id}, ${made.state}, ${fileName}, ${made.fileSha256}, ${made.source}, ${made.accepted}, ${made.unchanged},
      ${made.refused}, ${JSON.stringify(made.errors)}::jsonb, ${JSON.stringify(made.rows)}::jsonb, ${context.actor.userId}, ${context.now})`.execute(
    context.tx,
  );
}

function reportOf({ id, state, accepted, unchanged, refused, errors, rows }: Stored): ImportReport {
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

export const importEndpoints: readonly Mounted[] = [checking, applying, undoing, readingErrors];
