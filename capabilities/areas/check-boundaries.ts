/** Decisions about the features of a boundary file. */
import { letterErrors } from '#server/endpoint/letters.ts';
import { isWithin } from '#shared/area-code.ts';
import { type FieldError, rowError } from '#shared/problem.ts';
import { type Polygons, pack } from './boundary-bytes.ts';
import { type Box, boxOf, type Fault, isFault, labelPoint, readGeometry, vertexCount } from './geometry.ts';
import { codeFault, inOrder, outsideReach, withoutDuplicates } from './row-faults.ts';
import type { Checked, Planned } from './rules.ts';

/** A boundary as it is stored, without its polygons. */
export type BoundaryValues = {
  readonly vertices: number;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly labelLon: number;
  readonly labelLat: number;
  readonly source: string;
  readonly licence: string;
};
export type PlannedBoundary = Planned<BoundaryValues> & { readonly geometry: Buffer };

export type BoundarySurroundings = {
  readonly isKnown: (code: string) => boolean;
  /** Codes that came after a code that is no longer known. */
  readonly successorsOf: (code: string) => readonly string[];
  /** SHA-256 of the packed polygons that are stored, by code. */
  readonly known: ReadonlyMap<string, { readonly values: BoundaryValues; readonly sha256: string }>;
  readonly hash: (bytes: Uint8Array) => string;
  readonly reach: readonly string[];
  readonly source: string;
  readonly licence: string;
  readonly extent: Box;
};

/** One feature of the file; `value` is null where its JSON is broken. */
export type Feature = { readonly number: number; readonly value: unknown };

/** Reads one feature to the end, so that its large parsed form need not be kept. */
export function checkFeature(feature: Feature, around: BoundarySurroundings): PlannedBoundary | FieldError {
  const { number, value } = feature;
  if (value === null || typeof value !== 'object')
    return rowError(
      { row: number, field: 'feature', code: 'areas.row.json' },
      {
        id: 'Baris ini bukan JSON yang utuh. Ekspor ulang berkasnya.',
        en: 'This line is not complete JSON. Export the file again.',
      },
    );
  const code = codeOf(value);
  const fault =
    letterFault(number, value) ?? codeFault(number, 'kode', code) ?? placeFault(number, code, around);
  if (fault) return fault;
  const polygons = readGeometry('geometry' in value ? value.geometry : null, around.extent);
  if (isFault(polygons)) return geometryFault(number, polygons);
  return planned(number, code, polygons, around);
}

/** Codes that stand twice become errors; the rest keeps the order of the file. */
export function checkBoundaries(
  checked: readonly (PlannedBoundary | FieldError)[],
): Checked<BoundaryValues> & { readonly planned: readonly PlannedBoundary[] } {
  const errors: FieldError[] = [];
  const fit: PlannedBoundary[] = [];
  for (const one of checked) {
    if ('message' in one) errors.push(one);
    else fit.push(one);
  }
  const unique = withoutDuplicates(fit, (row) => row.key, errors);
  return { planned: unique.sort((a, b) => a.number - b.number), errors: inOrder(errors) };
}

/** Letters that could not be kept, before anything of the feature is quoted. */
function letterFault(number: number, feature: object): FieldError | null {
  const told = Object.fromEntries(Object.entries(feature).filter(([name]) => name !== 'geometry'));
  const [first] = letterErrors(told, '');
  if (!first) return null;
  const field = first.field
    .slice(1)
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replaceAll('\u0000', '\ufffd');
  return rowError({ row: number, field, code: first.code }, first.message);
}

function codeOf(feature: object): string {
  const properties =
    'properties' in feature && typeof feature.properties === 'object' ? feature.properties : null;
  for (const from of [properties, feature]) {
    if (from === null) continue;
    for (const [name, value] of Object.entries(from)) {
      if (/^(kode|code|id)$/i.test(name) && (typeof value === 'string' || typeof value === 'number'))
        return String(value).trim();
    }
  }
  return '';
}

function placeFault(number: number, code: string, around: BoundarySurroundings): FieldError | null {
  if (!around.isKnown(code)) {
    const after = around.successorsOf(code).join(', ');
    return after
      ? rowError(
          { row: number, field: 'kode', code: 'areas.row.code-old' },
          {
            id: `Kode ${code} sudah diganti ${after}. Pakai kode yang baru.`,
            en: `Code ${code} was replaced by ${after}. Use the new code.`,
          },
        )
      : rowError(
          { row: number, field: 'kode', code: 'areas.row.code-unknown' },
          {
            id: `Wilayah ${code} belum ada. Muat dahulu nama wilayahnya.`,
            en: `Area ${code} is not known. Import its name first.`,
          },
        );
  }
  return around.reach.some((area) => isWithin(code, area)) ? null : outsideReach(number, code);
}

const GEOMETRY_WORDS: Readonly<Record<string, readonly [string, string]>> = {
  type: ['Geometri harus Polygon atau MultiPolygon.', 'The geometry must be a Polygon or a MultiPolygon.'],
  empty: [
    'Geometri kosong atau tanpa luas. Ambil lagi dari sumbernya.',
    'The geometry is empty or without area. Take it from its source again.',
  ],
  position: ['Ada koordinat yang bukan pasangan angka.', 'A coordinate is not a pair of numbers.'],
  'not-closed': [
    'Ada garis batas yang tidak tertutup: titik pertama dan terakhir harus sama.',
    'A ring is not closed: its first and last position must be equal.',
  ],
  outside: [
    'Ada titik di luar Indonesia: {at}. Betulkan, atau muat dengan pilihan "di mana saja".',
    'A point lies outside Indonesia: {at}. Mend it, or import with the choice "anywhere".',
  ],
  swapped: [
    'Lintang dan bujur tertukar: {at}. GeoJSON menulis bujur dahulu.',
    'Latitude and longitude are swapped: {at}. GeoJSON writes longitude first.',
  ],
};

function geometryFault(number: number, { fault, at }: Fault): FieldError {
  const [id, en] = GEOMETRY_WORDS[fault] ?? ['Geometri salah.', 'The geometry is wrong.'];
  const place = at ? at.join(', ') : '';
  return rowError(
    { row: number, field: 'geometry', code: `areas.row.geometry-${fault}` },
    { id: id.replace('{at}', place), en: en.replace('{at}', place) },
  );
}

function planned(
  number: number,
  code: string,
  polygons: Polygons,
  around: BoundarySurroundings,
): PlannedBoundary {
  const geometry = pack(polygons);
  const [labelLon, labelLat] = labelPoint(polygons);
  const after: BoundaryValues = {
    vertices: vertexCount(polygons),
    ...boxOf(polygons),
    labelLon,
    labelLat,
    source: around.source,
    licence: around.licence,
  };
  const stored = around.known.get(code);
  const isSame =
    stored !== undefined &&
    stored.sha256 === around.hash(geometry) &&
    stored.values.source === around.source &&
    stored.values.licence === around.licence;
  return { number, key: code, after, before: stored?.values ?? null, isSame, geometry };
}
