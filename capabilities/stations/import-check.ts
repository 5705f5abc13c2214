/** A dry run: rows of a file against the register. Nothing of the register is changed. */
import { areaNames, areasBelow, locateArea } from '#rooms/areas/contract.ts';
import type { OperationSummary } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { ancestorAt } from '#shared/area-code.ts';
import type { FieldError } from '#shared/problem.ts';
import { stationManage } from './contract.ts';
import type { Mapping } from './import-contract.ts';
import type { FileRow } from './import-file.ts';
import { type KnownVillage, type ReadRow, readRows } from './import-rows.ts';
import type { ImportedRow, Snapshot } from './import-store.ts';
import { placeOf } from './rules.ts';
import { type Stored, stationsIn } from './store.ts';
import { currentScheme } from './store-classes.ts';

export type Checked = {
  readonly rows: readonly ImportedRow[];
  readonly errors: readonly FieldError[];
  readonly refused: number;
  readonly schemeId: string | null;
};

export async function checkRows(
  ctx: Context,
  operation: OperationSummary,
  file: { rows: readonly FileRow[]; mapping: Mapping; source: string },
): Promise<Checked> {
  const scheme = await currentScheme(ctx.tx, operation.id);
  const villages = await manageableVillages(ctx, operation);
  const known = { villages, classes: scheme?.classes ?? [], source: file.source };
  const { rows, errors } = readRows(file.rows, file.mapping, known);
  const areas = [...new Set(rows.map(({ village }) => village.code))];
  const there = await stationsIn(ctx.tx, operation.id, areas);
  const byNumber = new Map(there.map((station) => [`${station.area} ${station.number}`, station]));
  const imported: ImportedRow[] = [];
  for (const row of rows) {
    const before = byNumber.get(`${row.village.code} ${row.number}`) ?? null;
    imported.push(await compare(ctx, row, before));
  }
  const named = await withPlaceNames(ctx, imported);
  return { rows: named, errors, refused: file.rows.length - rows.length, schemeId: scheme?.id ?? null };
}

async function manageableVillages(
  ctx: Context,
  operation: OperationSummary,
): Promise<readonly KnownVillage[]> {
  const operationId = operation.id;
  const villages = await ctx.ask(areasBelow, { within: operation.areas, level: 'village' });
  const mine = villages.filter(({ code }) => ctx.may(stationManage, { operationId, area: code }));
  const codes = [...new Set(mine.flatMap(({ code }) => ancestorAt(code, 'district') ?? []))];
  const districts = new Map((await ctx.ask(areaNames, { codes })).map(({ code, name }) => [code, name]));
  return mine.map(({ code, name }) => ({
    code,
    village: name,
    district: districts.get(ancestorAt(code, 'district') ?? '') ?? '',
  }));
}

async function compare(ctx: Context, row: ReadRow, before: Stored | null): Promise<ImportedRow> {
  const was = before ? snapshotOf(before) : null;
  const stated: Snapshot = {
    ...(was ?? emptyAt(ctx, row)),
    ...row.stated,
    ...(row.class === undefined ? {} : { class: row.class }),
    village: row.village.village,
    district: row.village.district,
    statedLevel: null,
  };
  const after = was && samePoint(was, stated) ? stated : { ...stated, ...(await placed(ctx, stated)) };
  if (!was) return { row: row.row, action: 'add', after, before: null };
  // Where a figure comes from is no change of the figure.
  const same = JSON.stringify({ ...was, source: '' }) === JSON.stringify({ ...after, source: '' });
  return { row: row.row, action: same ? 'same' : 'change', after, before: was };
}

const samePoint = (a: Snapshot, b: Snapshot) =>
  a.lon === b.lon && a.lat === b.lat && a.position === b.position;

async function placed(ctx: Context, record: Snapshot) {
  if (record.lon === null || record.lat === null) return { place: 'unknown' as const, placeArea: null };
  const located = await ctx.ask(locateArea, { lon: record.lon, lat: record.lat });
  return { place: placeOf(record.area, located), placeArea: located.code };
}

async function withPlaceNames(ctx: Context, rows: readonly ImportedRow[]): Promise<readonly ImportedRow[]> {
  const codes = [...new Set(rows.flatMap(({ after }) => after.placeArea ?? []))];
  const names = new Map((await ctx.ask(areaNames, { codes })).map(({ code, name }) => [code, name]));
  return rows.map((row) => ({
    ...row,
    after: { ...row.after, placeName: names.get(row.after.placeArea ?? '') ?? null },
  }));
}

/** Field by field in one order, so that two snapshots compare as text. */
export function snapshotOf(station: Stored): Snapshot {
  const { id, area, village, district, number, name, address, lon, lat, accuracy, position, voters } =
    station;
  const { specialKind, responsibleName, responsiblePhone, standing, source, place, placeArea, statedLevel } =
    station;
  return {
    ...{
      id,
      area,
      number,
      name,
      address,
      lon,
      lat,
      accuracy,
      position,
      voters,
      specialKind,
      responsibleName,
    },
    ...{ responsiblePhone, standing, source, village, district, place, placeArea, statedLevel },
    class: station.class,
    placeName: null,
  };
}

function emptyAt(ctx: Context, row: ReadRow): Snapshot {
  return {
    id: ctx.newId(),
    area: row.village.code,
    number: row.number,
    name: '',
    address: null,
    lon: null,
    lat: null,
    accuracy: null,
    position: null,
    voters: null,
    specialKind: null,
    responsibleName: null,
    responsiblePhone: null,
    standing: 'stated',
    source: '',
    village: row.village.village,
    district: row.village.district,
    place: 'unknown',
    placeArea: null,
    statedLevel: null,
    class: null,
    placeName: null,
  };
}
