/** What is read of imports: report, errors as CSV, where points lie, history. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleBytes, handleList } from '#server/endpoint/handle.ts';
import { importJob } from '#server/jobs/asking.ts';
import { SHOWN_ERRORS } from '#shared/import.ts';
import { Refused, refuse } from '#shared/problem.ts';
import {
  listImportPoints,
  listImports,
  readImport,
  readImportErrors,
  type StationImportReport,
} from './import-contract.ts';
import {
  findImport,
  holdsImport,
  importedRows,
  judgesOf,
  placesOf,
  type StoredImport,
  withinReach,
} from './import-store.ts';
import { demandManaging, managingOf } from './managing.ts';
import { getOperation } from './operation.ts';

const SAMPLE_ROWS = 5;

const reading = handle(readImport, async (ctx, { params }) => {
  await getManaged(ctx, params.importId);
  return getReport(ctx, params.importId);
});

const errorsReading = handleBytes(readImportErrors, async (ctx, { params, query }) => {
  const { errors } = await getManaged(ctx, params.importId);
  const language = query.lang ?? 'id';
  const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  const head = language === 'id' ? 'Baris,Kolom,Kode,Yang perlu dilakukan' : 'Row,Column,Code,What to do';
  const lines = errors.map(({ row, field, code, message }) =>
    [String(row ?? ''), cell(field), code, cell(message[language])].join(','),
  );
  return {
    contentType: 'text/csv; charset=utf-8',
    body: Buffer.from(`\ufeff${[head, ...lines].join('\r\n')}\r\n`, 'utf8'),
    fileName: 'kesalahan-tps.csv',
  };
});

const points = handleList(listImportPoints, async (ctx, { params }) => {
  await getManaged(ctx, params.importId);
  const text = (field: string) => sql`r.after ->> ${sql.lit(field)}`;
  const number = (field: string, type: string) => sql`(r.after ->> ${sql.lit(field)})::${sql.raw(type)}`;
  return {
    name: 'letak-titik-tps',
    from: sql`station_import_row r`,
    where: sql`r.import_id = ${params.importId} and r.after ->> 'lon' is not null`,
    fields: {
      row: sql`r.row`,
      area: sql`r.area`,
      village: text('village'),
      district: text('district'),
      number: number('number', 'integer'),
      address: text('address'),
      place: sql`r.place`,
      placeArea: sql`r.place_area`,
      placeName: text('placeName'),
      placeBy: text('placeBy'),
      placeSource: text('placeSource'),
      lon: number('lon', 'double precision'),
      lat: number('lat', 'double precision'),
    },
    tieBreak: sql`r.row`,
    defaultSort: 'row',
  };
});

const history = handleList(listImports, async (ctx, { params }) => {
  await demandManaging(ctx, { operationId: params.operationId });
  return {
    name: 'pemuatan-tps',
    from: sql`station_import i`,
    where: sql`i.operation_id = ${params.operationId} and ${await managed(ctx, params.operationId)}`,
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
  };
});

export async function getManaged(ctx: Context, id: string): Promise<StoredImport> {
  const made = await findImport(ctx.tx, id);
  if (!made) throw new Refused(refuse('not-found'));
  await demandManaging(ctx, { operationId: made.operationId });
  const isManaged = await holdsImport(ctx.tx, id, await managed(ctx, made.operationId));
  if (!isManaged) throw new Refused(refuse('not-found'));
  return made;
}

/** A file with villages beyond one's reach is not one's own to see or to apply. */
async function managed(ctx: Context, operationId: string): Promise<RawBuilder<SqlBool>> {
  const { areas } = await getOperation(ctx, operationId);
  const managing = await managingOf(ctx);
  return withinReach({
    rows: managing.importRows(),
    leadsAll: areas.every((area) => managing.may({ operationId, area })),
    by: ctx.actor.userId,
  });
}

export async function getReport(ctx: Context, id: string): Promise<StationImportReport> {
  const made = await findImport(ctx.tx, id);
  if (!made) throw new Refused(refuse('not-found'));
  const { operationId, state, fileName, added, changed, unchanged, refused, errors, errorCount } = made;
  const places = await placesOf(ctx.tx, id);
  const of = (place: string) => places[place] ?? 0;
  const sample = await importedRows(ctx.tx, id, SAMPLE_ROWS);
  return {
    job: await importJob(ctx, made.jobId),
    ...{ importId: id, operationId, state, fileName, added, changed, unchanged, refused },
    accepted: added + changed + unchanged,
    errorCount,
    errors: errors.slice(0, SHOWN_ERRORS),
    places: {
      village: of('village'),
      district: of('district'),
      regency: of('regency'),
      outside: of('outside'),
      unknown: of('unknown'),
    },
    judged: [...(await judgesOf(ctx.tx, id))],
    sample: sample.map(({ row, after }) => {
      const { village, district, number, name, address, lon, lat, voters } = after;
      return { row, district, village, number, name, address, lon, lat, voters, class: after.class };
    }),
  };
}

export const importReading = [reading, errorsReading, points, history];
