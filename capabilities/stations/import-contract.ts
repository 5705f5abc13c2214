/** Imports of stations: read the columns, check, apply, undo. */
import { Bytes, command, list } from '#shared/endpoint.ts';
import { eventType } from '#shared/event.ts';
import {
  byUpload,
  IMPORT_LIMIT,
  ImportReport,
  importColumns,
  importIdColumn,
  importRowFields,
} from '#shared/import.ts';
import { importDoors } from '#shared/import-doors.ts';
import { Id, line, nullable, object, oneOf, PlainDate, type Static, Type } from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { uploadRefusals } from '#shared/uploads.ts';
import { judgeWords, Place, placeWords, stationKeep, stationKind } from './contract.ts';

/** Bytes to which an uploaded file may unpack. */
export const UNPACKED_LIMIT = 32 * 1024 * 1024;
/** Rows of one file, more than any regency has stations; and columns, three times what any known file has. */
export const ROWS_LIMIT = 50_000;
export const COLUMNS_LIMIT = 64;
/** So many errors lie in the CSV of an import; all of them are counted. */
export const KEPT_ERRORS = 10_000;

const title = (id: string, en: string) => ({ id, en });
const params = { operationId: Id };

/** What a column of the file may be read as. Either `area`, or `village` with or without `district`. */
export const targets = [
  'area',
  'district',
  'village',
  'number',
  'name',
  'address',
  'lon',
  'lat',
  'class',
  'voters',
  'specialKind',
  'responsibleName',
  'responsiblePhone',
] as const;
export type Target = (typeof targets)[number];
export const targetWords = {
  area: title('Kode kelurahan/desa', 'Village code'),
  district: title('Nama kecamatan', 'District name'),
  village: title('Nama kelurahan/desa', 'Village name'),
  number: title('Nomor TPS', 'Station number'),
  name: title('Nama TPS', 'Station name'),
  address: title('Alamat', 'Address'),
  lon: title('Bujur', 'Longitude'),
  lat: title('Lintang', 'Latitude'),
  class: title('Kelas', 'Class'),
  voters: title('Jumlah pemilih terdaftar', 'Registered voters'),
  specialKind: title('Jenis TPS khusus', 'Kind of special station'),
  responsibleName: title('Penanggung jawab (khusus)', 'Responsible person (special)'),
  responsiblePhone: title('Telepon penanggung jawab', 'Phone of responsible person'),
} as const satisfies Record<Target, { id: string; en: string }>;

/** The header of an empty file, in names that the suggestion of columns knows; in order of `targets`. */
export const templateColumns = [
  'kode_kelurahan',
  'kecamatan',
  'kelurahan',
  'no_tps',
  'nama_tps',
  'alamat',
  'bujur',
  'lintang',
  'kelas',
  'jumlah_pemilih',
  'jenis_khusus',
  'penanggung_jawab',
  'telepon_penanggung_jawab',
] as const;

/** Which column of the file holds what. */
export const Mapping = Type.Record(Type.String(), Type.String({ maxLength: 200 }));
export type Mapping = Readonly<Partial<Record<Target, string>>>;

export const ColumnsFound = object({
  format: oneOf(['csv', 'xlsx', 'json']),
  rows: Type.Integer(),
  columns: Type.Array(object({ name: Type.String(), samples: Type.Array(Type.String()) })),
  suggested: Mapping,
});
export type ColumnsFound = Static<typeof ColumnsFound>;

/** What a dry run found, and where the points lie. */
export const StationImportReport = object({
  ...ImportReport.properties,
  operationId: Id,
  fileName: nullable(Type.String()),
  /** Where the points of accepted rows lie, seen from the village that the row names. Nothing is moved. */
  places: object({
    village: Type.Integer(),
    district: Type.Integer(),
    regency: Type.Integer(),
    outside: Type.Integer(),
    unknown: Type.Integer(),
  }),
  /** Which boundaries judged those places: levels, as in `judgeWords`, and where the boundaries come from. */
  judged: Type.Array(object({ by: Type.String(), source: nullable(Type.String()), points: Type.Integer() })),
});
export type StationImportReport = Static<typeof StationImportReport>;

export const importChecked = eventType({
  name: 'station.import-checked.v1',
  of: stationKind,
  fields: { fileSha256: 'open', source: 'open', accepted: 'open', refused: 'open' },
  text: title('Berkas TPS diperiksa', 'A file of stations was checked'),
});
/** One leaf per village: who may see the village sees that its stations changed. */
export const importApplied = eventType({
  name: 'station.import-applied.v1',
  of: stationKind,
  fields: { fileSha256: 'open', source: 'open', added: 'open', changed: 'open' },
  text: title('Berkas TPS diterapkan', 'A file of stations was applied'),
});
export const importUndone = eventType({
  name: 'station.import-undone.v1',
  of: stationKind,
  fields: { fileSha256: 'open', removed: 'open', restored: 'open' },
  text: title('Pemuatan TPS dibatalkan', 'An import of stations was undone'),
});

export const readColumns = command({
  name: 'stations.readColumns',
  path: '/api/operations/:operationId/station-imports/columns',
  summary: title(
    'Baca kolom sebuah berkas dan usulkan padanannya',
    'Read the columns of a file and suggest a mapping',
  ),
  access: stationKeep,
  params,
  query: byUpload,
  body: Bytes,
  bodyType: 'bytes',
  bodyLimit: IMPORT_LIMIT,
  reply: ColumnsFound,
  records: [],
  refusals: [
    ...uploadRefusals,
    'station.file-unreadable',
    'station.file-unpacks-too-large',
    'station.file-too-many',
  ],
});

/** `id` is made at the caller; sending the same file and mapping with the same id again gives the same answer. */
export const checkImport = command({
  name: 'stations.checkImport',
  path: '/api/operations/:operationId/station-imports',
  summary: title(
    'Periksa berkas TPS (CSV, XLSX, JSON); belum ada yang diubah',
    'Check a file of stations (CSV, XLSX, JSON); nothing changes yet',
  ),
  access: stationKeep,
  params,
  query: {
    id: Id,
    ...byUpload,
    mapping: Type.String({ maxLength: 2000, description: 'JSON object: target to column' }),
    source: line(400),
    statedOn: Type.Optional(PlainDate),
    fileName: Type.Optional(line(200)),
  },
  body: Bytes,
  bodyType: 'bytes',
  bodyLimit: IMPORT_LIMIT,
  reply: StationImportReport,
  records: [importChecked],
  refusals: [
    ...uploadRefusals,
    'station.file-unreadable',
    'station.file-unpacks-too-large',
    'station.file-too-many',
    'station.column-missing',
    'station.import-id-reused',
    'station.outside-operation',
  ],
});

export const { applyImport, undoImport, readImport, readImportErrors } = importDoors({
  room: 'stations',
  path: '/api/station-imports',
  access: stationKeep,
  reply: StationImportReport,
  apply: {
    records: [importApplied],
    refusals: [
      'station.import-not-checked',
      'station.import-expired',
      'station.import-stale',
      'station.import-empty',
    ],
  },
  undo: {
    records: [importUndone],
    refusals: ['station.import-not-checked', 'station.import-overwritten', 'station.import-erased'],
  },
});

export const ImportPoint = object({
  row: Type.Integer(),
  area: Type.String(),
  village: Type.String(),
  district: Type.String(),
  number: Type.Integer(),
  address: nullable(Type.String()),
  place: Place,
  placeArea: nullable(Type.String()),
  placeName: nullable(Type.String()),
  placeBy: nullable(Type.String()),
  placeSource: nullable(Type.String()),
  lon: nullable(Type.Number()),
  lat: nullable(Type.Number()),
});
/** The accepted rows with a point, by where it lies. */
export const listImportPoints = list({
  name: 'stations.listImportPoints',
  path: '/api/station-imports/:importId/points',
  summary: title('Letak titik TPS dalam satu pemuatan', 'Where the points of an import lie'),
  access: stationKeep,
  params: { importId: Id },
  row: ImportPoint,
  columns: columns({
    row: { title: title('Baris', 'Row'), type: 'number' },
    district: { title: title('Kecamatan', 'District'), type: 'text' },
    village: { title: title('Kelurahan/desa', 'Village'), type: 'text' },
    area: { title: title('Kode kelurahan', 'Village code'), type: 'area', quiet: true },
    number: { title: title('No. TPS', 'Station no.'), type: 'number' },
    address: { title: title('Alamat', 'Address'), type: 'text' },
    place: { title: title('Letak titik', 'Where the point lies'), type: 'choice', choices: placeWords },
    placeArea: { title: title('Kode di titik', 'Code at the point'), type: 'area', quiet: true },
    placeName: { title: title('Wilayah di titik', 'Area at the point'), type: 'text' },
    placeBy: { title: title('Dinilai menurut', 'Judged by'), type: 'choice', choices: judgeWords },
    placeSource: { title: title('Sumber batas', 'Source of boundaries'), type: 'text', quiet: true },
    lon: { title: title('Bujur', 'Longitude'), type: 'number' },
    lat: { title: title('Lintang', 'Latitude'), type: 'number' },
  }),
});

export const listImports = list({
  name: 'stations.listImports',
  path: '/api/operations/:operationId/station-imports',
  summary: title('Riwayat pemuatan TPS', 'History of imports of stations'),
  access: stationKeep,
  params,
  row: object({ ...importRowFields, kind: oneOf(['file', 'estimate']) }),
  columns: columns({
    ...importIdColumn,
    kind: {
      title: title('Jenis', 'Kind'),
      type: 'choice',
      choices: { file: title('Berkas', 'File'), estimate: title('Perkiraan', 'Estimate') },
    },
    ...importColumns,
  }),
});
