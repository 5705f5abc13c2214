/** Decisions about the rows of a file of names: what is accepted, and what to do about the rest. */
import { isWithin, levelOf, parentOf } from '#shared/area-code.ts';
import { type FieldError, rowError } from '#shared/problem.ts';
import { type Box, inBox } from './geometry.ts';
import { codeFault, degrees, inOrder, isDay, outsideReach, withoutDuplicates } from './row-faults.ts';

/** An area as a file or the register has it. */
export type AreaValues = {
  readonly name: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly codeList: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly source: string;
};

export type NameColumn = 'code' | 'name' | 'level' | 'lat' | 'lon' | 'validFrom' | 'validTo';
export type NameRow = { readonly number: number; readonly cells: Readonly<Record<NameColumn, string>> };

/** One row that can be written; `before` is null for a new area. `isSame`: nothing would change. */
export type Planned<V> = {
  readonly number: number;
  readonly key: string;
  readonly after: V;
  readonly before: V | null;
  readonly isSame: boolean;
};
export type Checked<V> = { readonly planned: readonly Planned<V>[]; readonly errors: readonly FieldError[] };

export type NameSurroundings = {
  readonly known: ReadonlyMap<string, AreaValues>;
  /** Areas in which the importer may change things; `''` is everywhere. */
  readonly reach: readonly string[];
  readonly codeList: string;
  readonly source: string;
  readonly extent: Box;
};

/** Decides every row of a file of names. Parents may stand in the file itself, in any order. */
export function checkNames(rows: readonly NameRow[], around: NameSurroundings): Checked<AreaValues> {
  const errors: FieldError[] = [];
  const fit = rows.flatMap((row) => {
    const found = faultsOfRow(row, around);
    errors.push(...found);
    return found.length === 0 ? [row] : [];
  });
  const unique = withoutDuplicates(fit, (row) => row.cells.code, errors);
  const planned: Planned<AreaValues>[] = [];
  const accepted = new Set<string>();
  // Parents sort before their children.
  for (const row of [...unique].sort((a, b) => (a.cells.code < b.cells.code ? -1 : 1))) {
    const { code } = row.cells;
    const parent = parentOf(code);
    if (parent !== null && !accepted.has(parent) && !around.known.has(parent)) {
      errors.push(parentMissing(row.number, parent));
      continue;
    }
    const plan = planName(row, around);
    const refusal = reachFault(row.number, code, plan, around.reach);
    if (refusal) errors.push(refusal);
    else {
      accepted.add(code);
      planned.push(plan);
    }
  }
  return { planned: planned.sort((a, b) => a.number - b.number), errors: inOrder(errors) };
}

function faultsOfRow({ number, cells }: NameRow, around: NameSurroundings): FieldError[] {
  const faults: FieldError[] = [];
  const code = codeFault(number, 'code', cells.code);
  if (code) faults.push(code);
  if (cells.name === '')
    faults.push(
      rowError(
        { row: number, field: 'name', code: 'areas.row.name-empty' },
        { id: 'Nama kosong. Isi nama resminya.', en: 'The name is empty. Fill in the official name.' },
      ),
    );
  if (cells.name.length > 200)
    faults.push(
      rowError(
        { row: number, field: 'name', code: 'areas.row.name-long' },
        { id: 'Nama lebih dari 200 huruf.', en: 'The name has more than 200 characters.' },
      ),
    );
  const level = levelOf(cells.code);
  if (!code && cells.level !== '' && cells.level !== level)
    faults.push(
      rowError(
        { row: number, field: 'level', code: 'areas.row.level' },
        {
          id: `Tingkat "${cells.level}" tidak cocok dengan kode ${cells.code} (${level}). Betulkan salah satunya.`,
          en: `Level "${cells.level}" does not fit code ${cells.code} (${level}). Mend one of them.`,
        },
      ),
    );
  faults.push(...centreFaults(number, cells, around.extent));
  for (const field of ['validFrom', 'validTo'] as const) {
    if (cells[field] !== '' && !isDay(cells[field]))
      faults.push(
        rowError(
          { row: number, field, code: 'areas.row.day' },
          {
            id: `"${cells[field]}" bukan tanggal. Tulis misalnya 2025-04-25.`,
            en: `"${cells[field]}" is not a date. Write for instance 2025-04-25.`,
          },
        ),
      );
  }
  return faults;
}

function centreFaults(number: number, cells: NameRow['cells'], extent: Box): FieldError[] {
  if (cells.lat === '' && cells.lon === '') return [];
  const lat = degrees(cells.lat);
  const lon = degrees(cells.lon);
  if (lat === null || lon === null)
    return [
      rowError(
        { row: number, field: lat === null ? 'lat' : 'lon', code: 'areas.row.degrees' },
        {
          id: 'Lintang dan bujur harus angka derajat, misalnya -6,165 dan 106,776, atau keduanya kosong.',
          en: 'Latitude and longitude must be degrees such as -6.165 and 106.776, or both empty.',
        },
      ),
    ];
  if (inBox(extent, [lon, lat])) return [];
  return inBox(extent, [lat, lon])
    ? [
        rowError(
          { row: number, field: 'lat', code: 'areas.row.swapped' },
          {
            id: `Lintang ${lat} dan bujur ${lon} tertukar. Tukar kedua kolom.`,
            en: `Latitude ${lat} and longitude ${lon} are swapped. Swap the two columns.`,
          },
        ),
      ]
    : [
        rowError(
          { row: number, field: 'lat', code: 'areas.row.outside' },
          {
            id: `Titik ${lat}, ${lon} di luar Indonesia. Betulkan, atau muat dengan pilihan "di mana saja".`,
            en: `The point ${lat}, ${lon} lies outside Indonesia. Mend it, or import with the choice "anywhere".`,
          },
        ),
      ];
}

function planName({ number, cells }: NameRow, around: NameSurroundings): Planned<AreaValues> {
  const before = around.known.get(cells.code) ?? null;
  // An empty cell says nothing: what is known stays.
  const after: AreaValues = {
    name: cells.name,
    lon: degrees(cells.lon) ?? before?.lon ?? null,
    lat: degrees(cells.lat) ?? before?.lat ?? null,
    codeList: around.codeList,
    validFrom: cells.validFrom || (before?.validFrom ?? null),
    validTo: cells.validTo || (before?.validTo ?? null),
    source: around.source,
  };
  const isSame =
    before !== null &&
    (['name', 'lon', 'lat', 'codeList', 'validFrom', 'validTo'] as const).every(
      (field) => before[field] === after[field],
    );
  return { number, key: cells.code, after, before, isSame };
}

/** What lies above one's own areas may be added, because files carry it along, but not changed. */
function reachFault(
  number: number,
  code: string,
  plan: Planned<unknown>,
  reach: readonly string[],
): FieldError | null {
  if (plan.isSame || reach.some((area) => isWithin(code, area))) return null;
  if (plan.before === null && reach.some((area) => isWithin(area, code))) return null;
  return outsideReach(number, code);
}

function parentMissing(number: number, parent: string): FieldError {
  return rowError(
    { row: number, field: 'code', code: 'areas.row.parent-unknown' },
    {
      id: `Induknya, ${parent}, belum ada. Muat dahulu tingkat di atasnya, atau sertakan dalam berkas ini.`,
      en: `Its parent ${parent} is not known. Import the level above first, or add it to this file.`,
    },
  );
}
