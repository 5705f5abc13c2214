/** Rows of a file as stations, or as errors that name the row, the field and the remedy. Pure. */
import type { FieldError } from '#shared/problem.ts';
import type { StationFields } from './commands.ts';
import {
  bareName,
  type Cell,
  type ClassWord,
  classIn,
  degreesIn,
  type Fault,
  faultOf,
  numberIn,
  specialIn,
  villageCodeIn,
  votersIn,
} from './import-cells.ts';
import { KEPT_ERRORS, type Mapping, type Target } from './import-contract.ts';
import type { FileRow } from './import-file.ts';
import { usualName } from './rules.ts';

export type KnownVillage = { readonly code: string; readonly village: string; readonly district: string };
export type Known = {
  /** Villages of the operation in which the importer may write. */
  readonly villages: readonly KnownVillage[];
  readonly classes: readonly ClassWord[];
  readonly source: string;
};

/** What one row states. Fields whose column is not mapped are absent. */
export type ReadRow = {
  readonly row: number;
  readonly village: KnownVillage;
  readonly number: number;
  readonly stated: Partial<StationFields>;
  readonly class?: string | null;
};

export type ReadRows = {
  readonly rows: readonly ReadRow[];
  /** The first of them, by row; `errorCount` counts all. */
  readonly errors: readonly FieldError[];
  readonly errorCount: number;
};

export function readRows(rows: readonly FileRow[], mapping: Mapping, known: Known): ReadRows {
  const villages = villageFinder(known.villages);
  const errors = errorKeeper();
  const read: ReadRow[] = [];
  for (const row of rows) {
    const reader = rowReader(row, mapping, errors);
    const one = readRow(reader, known, villages);
    if (one && !reader.failed()) read.push({ row: row.row, ...one });
  }
  const twice = repeated(read);
  for (const error of twice.errors) errors.add(error);
  return { rows: read.filter(({ row }) => !twice.rows.has(row)), ...errors.kept() };
}

type ErrorKeeper = {
  add(error: FieldError): void;
  kept(): { errors: readonly FieldError[]; errorCount: number };
};

/** Counts every error and keeps the first, so that a hopeless file fills neither memory nor disk. */
function errorKeeper(): ErrorKeeper {
  const errors: FieldError[] = [];
  let errorCount = 0;
  return {
    add(error) {
      errorCount += 1;
      if (errors.length < KEPT_ERRORS) errors.push(shortened(error));
    },
    kept: () => ({ errors: errors.sort((a, b) => (a.row ?? 0) - (b.row ?? 0)), errorCount }),
  };
}

const MESSAGE_LENGTH = 400;

/** A message quotes the cell, and a cell may be a megabyte. */
function shortened(error: FieldError): FieldError {
  const short = (text: string) =>
    text.length <= MESSAGE_LENGTH ? text : `${text.slice(0, MESSAGE_LENGTH).replace(/\p{Surrogate}/gu, '')}…`;
  return { ...error, message: { id: short(error.message.id), en: short(error.message.en) } };
}

type Reader = {
  text(target: Target): string | null;
  take<T>(target: Target, read: (text: string) => Cell<T>): T | null;
  fail(target: Target, fault: Fault): void;
  failed(): boolean;
};

function rowReader(row: FileRow, mapping: Mapping, errors: ErrorKeeper): Reader {
  let failures = 0;
  const text = (target: Target) => {
    const column = mapping[target];
    const value = column === undefined ? '' : (row.cells.get(column)?.trim() ?? '');
    return value === '' ? null : value;
  };
  const fail = (target: Target, fault: Fault) => {
    failures += 1;
    errors.add({ row: row.row, field: mapping[target] ?? target, ...fault });
  };
  return {
    text,
    fail,
    failed: () => failures > 0,
    take(target, read) {
      const value = text(target);
      if (value === null) return null;
      const cell = read(value);
      if ('value' in cell) return cell.value;
      fail(target, cell.fault);
      return null;
    },
  };
}

const REQUIRED = faultOf('missing', 'Wajib diisi.', 'This is required.');

function readRow(reader: Reader, known: Known, villages: VillageFinder): Omit<ReadRow, 'row'> | null {
  const village = villages(reader);
  if (reader.text('number') === null) reader.fail('number', REQUIRED);
  const number = reader.take('number', numberIn);
  const point = readPoint(reader);
  const voters = reader.take('voters', votersIn);
  const special = reader.take('specialKind', specialIn);
  const responsible = limited(reader, 'responsibleName', 120);
  if (special !== null && responsible === null) {
    reader.fail(
      'responsibleName',
      faultOf(
        'responsible',
        'TPS khusus wajib punya penanggung jawab.',
        'A special station needs a responsible person.',
      ),
    );
  }
  const named = limited(reader, 'name', 120);
  const wantedClass = reader.take('class', (text) => classIn(text, known.classes));
  if (!village || number === null) return null;
  const mentioned = <K extends string, V>(target: Target, field: Record<K, V>) =>
    reader.text(target) === null ? {} : field;
  return {
    village,
    number,
    stated: {
      number,
      name: named ?? usualName(number),
      source: known.source,
      standing: 'stated',
      ...mentioned('address', { address: limited(reader, 'address', 300) }),
      ...(point ? { ...point, position: 'stated' as const, accuracy: null } : {}),
      ...mentioned('voters', { voters }),
      ...mentioned('specialKind', { specialKind: special }),
      ...mentioned('responsibleName', { responsibleName: responsible }),
      ...mentioned('responsiblePhone', { responsiblePhone: limited(reader, 'responsiblePhone', 40) }),
    },
    ...mentioned('class', { class: wantedClass }),
  };
}

function readPoint(reader: Reader): { lon: number; lat: number } | null {
  const lon = reader.take('lon', (text) => degreesIn(text, 'lon'));
  const lat = reader.take('lat', (text) => degreesIn(text, 'lat'));
  const half = (reader.text('lon') === null) !== (reader.text('lat') === null);
  if (half) {
    reader.fail(
      'lon',
      faultOf(
        'half-point',
        'Bujur dan lintang harus terisi keduanya, atau kosong keduanya.',
        'Fill in both longitude and latitude, or neither.',
      ),
    );
  }
  return lon === null || lat === null ? null : { lon, lat };
}

function limited(reader: Reader, target: Target, length: number): string | null {
  return reader.take(target, (text) => {
    const oneLine = text.replace(/\p{Cc}+/gu, ' ').trim();
    if (oneLine.length <= length) return { value: oneLine };
    return { fault: faultOf('long', `Paling banyak ${length} huruf.`, `At most ${length} characters.`) };
  });
}

type VillageFinder = (reader: Reader) => KnownVillage | null;

function villageFinder(villages: readonly KnownVillage[]): VillageFinder {
  const byCode = new Map(villages.map((village) => [village.code, village]));
  const byName = new Map<string, KnownVillage[]>();
  for (const village of villages) {
    const name = bareName(village.village);
    for (const key of [name, `${bareName(village.district)}/${name}`])
      byName.set(key, [...(byName.get(key) ?? []), village]);
  }
  return (reader) => {
    const code = reader.take('area', villageCodeIn);
    if (code !== null) return byCode.get(code) ?? stray(reader, 'area', code);
    if (reader.text('area') !== null) return null;
    const name = reader.text('village');
    if (name === null) {
      reader.fail('village', REQUIRED);
      return null;
    }
    const district = reader.text('district');
    const key = district === null ? bareName(name) : `${bareName(district)}/${bareName(name)}`;
    const found = byName.get(key) ?? [];
    if (found.length > 1) return ambiguous(reader, name, found);
    return found[0] ?? stray(reader, 'village', district === null ? name : `${name}, ${district}`);
  };
}

function stray(reader: Reader, target: Target, what: string): null {
  reader.fail(
    target,
    faultOf(
      'village-unknown',
      `"${what}" bukan kelurahan dalam operasi ini, atau di luar wewenang Anda. Periksa kode atau ejaannya.`,
      `"${what}" is no village of this operation, or is outside your authority. Check its code or spelling.`,
    ),
  );
  return null;
}

/** So many others an error names. */
const NAMED = 8;

function ambiguous(reader: Reader, name: string, found: readonly KnownVillage[]): null {
  const where = found
    .slice(0, NAMED)
    .map(({ code, district }) => `${code} (${district})`)
    .join(', ');
  reader.fail(
    'village',
    faultOf(
      'village-ambiguous',
      `Ada beberapa "${name}": ${where}. Tambahkan kolom kecamatan atau kode.`,
      `There are several "${name}": ${where}. Add a column with the district or the code.`,
    ),
  );
  return null;
}

/** Both rows are named, and neither is taken: the file does not say which one is right. */
function repeated(rows: readonly ReadRow[]): { rows: ReadonlySet<number>; errors: readonly FieldError[] } {
  const groups = new Map<string, ReadRow[]>();
  for (const row of rows) {
    const key = `${row.village.code} ${row.number}`;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  const twice = [...groups.values()]
    .filter((group) => group.length > 1)
    .flatMap((group) =>
      group.map((one) => ({
        one,
        // A file that names one station ten thousand times would otherwise make a hundred million of them.
        others: group
          .slice(0, NAMED + 1)
          .filter((other) => other !== one)
          .slice(0, NAMED)
          .map(({ row }) => row)
          .join(', '),
      })),
    );
  return {
    rows: new Set(twice.map(({ one }) => one.row)),
    errors: twice.map(({ one, others }) => ({
      row: one.row,
      field: 'number',
      ...faultOf(
        'twice',
        `TPS ${one.number} ${one.village.village} juga ada di baris ${others}. Hapus salah satunya.`,
        `Station ${one.number} of ${one.village.village} stands in row ${others} as well. Remove one of them.`,
      ),
    })),
  };
}
