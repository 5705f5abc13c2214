/** A dry run: rows of a file against the register. Nothing of the register is changed. */
import { areaNames, areasBelow } from '#rooms/areas/contract.ts';
import type { OperationSummary } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { ancestorAt } from '#shared/area-code.ts';
import type { FieldError } from '#shared/problem.ts';
import type { Mapping } from './import-contract.ts';
import type { FileRow } from './import-file.ts';
import { type KnownVillage, type ReadRow, readRows } from './import-rows.ts';
import type { ImportedRow, Snapshot } from './import-store.ts';
import { managingOf } from './managing.ts';
import { placeAll } from './placing.ts';
import { type Stored, stationsIn } from './store.ts';
import { currentScheme } from './store-classes.ts';

export type Checked = {
  readonly rows: readonly ImportedRow[];
  readonly errors: readonly FieldError[];
  readonly errorCount: number;
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
  const { rows, errors, errorCount } = readRows(file.rows, file.mapping, known);
  const areas = [...new Set(rows.map(({ village }) => village.code))];
  const there = await stationsIn(ctx.tx, operation.id, areas);
  const byNumber = new Map(there.map((station) => [`${station.area} ${station.number}`, station]));
  const stated = rows.map((row) => {
    const before = byNumber.get(`${row.village.code} ${row.number}`);
    return statedBy(ctx, row, before ? snapshotOf(before) : null);
  });
  const places = await placeAll(
    ctx,
    stated.map(({ after }) => after),
  );
  const placed = stated.map((row, index) => ({ ...row, after: { ...row.after, ...places[index] } }));
  const named = await withPlaceNames(ctx, placed.map(decided));
  const refused = file.rows.length - rows.length;
  return { rows: named, errors, errorCount, refused, schemeId: scheme?.id ?? null };
}

async function manageableVillages(
  ctx: Context,
  operation: OperationSummary,
): Promise<readonly KnownVillage[]> {
  const operationId = operation.id;
  const villages = await ctx.ask(areasBelow, { within: operation.areas, level: 'village' });
  const { may } = await managingOf(ctx);
  const mine = villages.filter(({ code }) => may({ operationId, area: code }));
  const codes = [...new Set(mine.flatMap(({ code }) => ancestorAt(code, 'district') ?? []))];
  const districts = new Map((await ctx.ask(areaNames, { codes })).map(({ code, name }) => [code, name]));
  return mine.map(({ code, name }) => ({
    code,
    village: name,
    district: districts.get(ancestorAt(code, 'district') ?? '') ?? '',
  }));
}

type Stated = Omit<ImportedRow, 'action'>;

function statedBy(ctx: Context, row: ReadRow, before: Snapshot | null): Stated {
  const after: Snapshot = {
    ...(before ?? emptyAt(ctx, row)),
    ...row.stated,
    ...(row.class === undefined ? {} : { class: row.class }),
    village: row.village.village,
    district: row.village.district,
    statedLevel: null,
  };
  return { row: row.row, after, before };
}

function decided(stated: Stated): ImportedRow {
  const { before, after } = stated;
  if (!before) return { ...stated, action: 'add' };
  // Where a figure comes from, and who judged a point, is no change of the figure or the place.
  const bare = (snapshot: Snapshot) =>
    JSON.stringify({ ...snapshot, source: '', placeBy: null, placeSource: null });
  return { ...stated, action: bare(before) === bare(after) ? 'same' : 'change' };
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
  const { specialKind, responsibleName, responsiblePhone, standing, source, place, placeArea, placeBy } =
    station;
  const { placeSource, statedLevel } = station;
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
    ...{ responsiblePhone, standing, source, village, district, place, placeArea },
    ...{ placeBy, placeSource, statedLevel },
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
    placeBy: null,
    placeSource: null,
    statedLevel: null,
    class: null,
    placeName: null,
  };
}
