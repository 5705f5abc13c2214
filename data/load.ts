import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse as parseCsv } from 'csv-parse/sync';
import Type from 'typebox';
import Value from 'typebox/value';
import { Actors, Area, AreaSources, Calendar } from './schema.ts';
import { Holidays, LegalRules, PublishedGrants } from './schema-grants.ts';
import { Operation } from './schema-operation.ts';
import { ReportKinds, StationCounts } from './schema-stations.ts';

/** The folder of the reference data as it lies in the source tree. */
export const dataFolder = dirname(fileURLToPath(import.meta.url));

/** A data file that is not what its schema says; the message names the file, the path in it and the remedy. */
export class DataError extends Error {
  readonly file: string;
  readonly path: string;

  constructor(file: string, path: string, why: string) {
    super(`${file}: ${path || '/'} ${why}`);
    this.name = 'DataError';
    this.file = file;
    this.path = path;
  }
}

/**
 * Checks a value against a schema and returns it typed.
 * @throws DataError naming the first offending path; unknown keys are refused
 */
export function parseData<const S extends Type.TSchema>(
  schema: S,
  value: unknown,
  file: string,
): Type.Static<S> {
  if (Value.Check(schema, value)) return value;
  const errors = Value.Errors(schema, value);
  const unknownKey = errors.find((error) => error.keyword === 'additionalProperties');
  if (unknownKey?.keyword === 'additionalProperties') {
    const [key = ''] = unknownKey.params.additionalProperties;
    throw new DataError(
      file,
      `${unknownKey.instancePath}/${key}`,
      'is not a known key: remove it or correct its spelling',
    );
  }
  // A union reports itself and every branch: the deepest path is the nearest to the mistake.
  const [first] = [...errors].sort((a, b) => b.instancePath.length - a.instancePath.length);
  throw new DataError(file, first?.instancePath ?? '', first?.message ?? 'does not fit its schema');
}

/** Readers of one folder of reference data; each reads from disk and checks on every call. */
export type ReferenceData = ReturnType<typeof referenceData>;

/**
 * Opens a folder laid out like this one.
 * @param folder absolute path; the folder of this file when left out
 */
export function referenceData(folder: string = dataFolder) {
  const read = <const S extends Type.TSchema>(schema: S, file: string) =>
    parseData(schema, readJson(folder, file), file);
  const keysIn = (sub: string) => keysOf(join(folder, sub), '.json');
  return {
    calendarKeys: () => keysIn('calendars'),
    calendar: (key: string) => read(Calendar, `calendars/${safe(key)}.json`),
    actors: () => read(Actors, 'actors/indonesia.json'),
    reportKinds: () => read(ReportKinds, 'vocabulary/report-kinds.json'),
    holidayKeys: () => keysIn('holidays'),
    holidays: (key: string) => read(Holidays, `holidays/${safe(key)}.json`),
    legalRuleKeys: () => keysIn('legal-rules'),
    legalRules: (key: string) => read(LegalRules, `legal-rules/${safe(key)}.json`),
    publishedGrantKeys: () => keysIn('grants'),
    publishedGrants: (key: string) => read(PublishedGrants, `grants/${safe(key)}.json`),
    areaSources: () => read(AreaSources, 'areas/sources.json'),
    areas: (file: string) => readAreas(folder, `areas/${safe(file)}.csv`),
    stationCountKeys: () => keysIn('stations'),
    stationCounts: (key: string) => read(StationCounts, `stations/${safe(key)}.json`),
    operationKeys: () => keysIn('operations'),
    operation: (key: string) => read(Operation, `operations/${safe(key)}.json`),
  };
}

const CsvRow = Type.Object(
  { code: Type.String(), name: Type.String(), level: Type.String(), lat: Type.String(), lon: Type.String() },
  { additionalProperties: false },
);

function readAreas(folder: string, file: string): Area[] {
  const rows: unknown[] = parseCsv(readFileSync(join(folder, file), 'utf8'), { columns: true });
  return rows.map((raw, index) => {
    const where = `${file} line ${index + 2}`;
    const row = parseData(CsvRow, raw, where);
    return parseData(Area, { ...row, lat: degrees(row.lat), lon: degrees(row.lon) }, where);
  });
}

// An empty cell means "no centre given"; Number('') would be 0, a point in the sea.
function degrees(cell: string): number | null {
  return cell === '' ? null : Number(cell);
}

function readJson(folder: string, file: string): unknown {
  const text = readFileSync(join(folder, file), 'utf8');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DataError(file, '', `is not JSON (${cause instanceof Error ? cause.message : 'unreadable'})`);
  }
}

function keysOf(folder: string, ending: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();
}

// Keys become file names: nothing that could leave the folder.
function safe(key: string): string {
  if (!/^[a-z0-9-]+$/.test(key)) throw new DataError(key, '', 'is not the key of a data file');
  return key;
}
