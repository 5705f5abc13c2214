/** Imports of names, boundaries and successors: check, apply, undo. */
import { Bytes, command, list } from '#shared/endpoint.ts';
import { eventsOf } from '#shared/event.ts';
import {
  byUpload,
  IMPORT_LIMIT,
  ImportReport,
  importColumns,
  importIdColumn,
  importRowFields,
} from '#shared/import.ts';
import { importDoors } from '#shared/import-doors.ts';
import type { ProblemCatalogue } from '#shared/problem.ts';
import { Id, line, object, oneOf, Type } from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { uploadRefusals } from '#shared/uploads.ts';
import { areaKind, manageAreas } from './contract.ts';

/** Bytes to which an uploaded file may unpack. */
export const UNPACKED_LIMIT = 400 * 1024 * 1024;

export const importKinds = ['names', 'boundaries', 'successors'] as const;
export type ImportKind = (typeof importKinds)[number];

const ofArea = eventsOf(areaKind);

export const importChecked = ofArea(
  'areas.import-checked.v1',
  { kind: 'open', fileSha256: 'open', source: 'open', accepted: 'open', refused: 'open' },
  { id: 'Data wilayah: berkas diperiksa', en: 'Areas: a file was checked' },
);
export const importApplied = ofArea(
  'areas.import-applied.v1',
  {
    kind: 'open',
    fileSha256: 'open',
    source: 'open',
    added: 'open',
    changed: 'open',
    dataVersion: 'open',
  },
  { id: 'Data wilayah: berkas diterapkan', en: 'Areas: a file was applied' },
);
export const importUndone = ofArea(
  'areas.import-undone.v1',
  { kind: 'open', fileSha256: 'open', dataVersion: 'open' },
  { id: 'Data wilayah: penerapan dibatalkan', en: 'Areas: an import was undone' },
);
export const importProblems = {
  'areas.column-missing': {
    status: 422,
    id: 'Kolom {missing} tidak ada. Kolom yang terbaca: {found}. Beri judul kolom di baris pertama, lalu muat lagi.',
    en: 'Column {missing} is missing. Columns found: {found}. Name the columns in the first row and import again.',
  },
  'areas.file-unreadable': {
    status: 422,
    id: 'Berkas tidak terbaca: {why}. Yang diterima: CSV, GeoJSON, atau NDJSON, boleh dipadatkan dengan gzip.',
    en: 'The file cannot be read: {why}. Accepted are CSV, GeoJSON or NDJSON, also gzipped.',
  },
  'areas.file-unpacks-too-large': {
    status: 413,
    id: 'Berkas mengembang melebihi {limit} MB. Bagi per provinsi, lalu muat lagi.',
    en: 'The file unpacks to more than {limit} MB. Split it by province and import again.',
  },
  'areas.import-not-checked': {
    status: 409,
    id: 'Pemuatan ini sudah {state}. Periksa berkasnya lagi untuk pemuatan baru.',
    en: 'This import is {state} already. Check the file again for a new import.',
  },
  'areas.import-not-applied': {
    status: 409,
    id: 'Pemuatan ini tidak sedang berlaku (keadaan: {state}), jadi tidak ada yang dibatalkan.',
    en: 'This import is not in force (state: {state}), so there is nothing to undo.',
  },
  'areas.import-stale': {
    status: 409,
    id: 'Data wilayah berubah sejak berkas diperiksa. Periksa berkasnya sekali lagi.',
    en: 'The areas have changed since the file was checked. Check the file once more.',
  },
  'areas.import-overwritten': {
    status: 409,
    id: 'Tidak dapat dibatalkan: {count} wilayah sudah diubah oleh pemuatan sesudahnya. Batalkan yang terakhir dahulu.',
    en: 'It cannot be undone: {count} areas were changed by a later import. Undo the latest one first.',
  },
  'areas.import-in-use': {
    status: 409,
    id: 'Tidak dapat dibatalkan: wilayahnya masih dipakai ({by}). Lepaskan dahulu, lalu batalkan lagi.',
    en: 'It cannot be undone: its areas are still in use ({by}). Release them first, then undo again.',
  },
  'areas.import-id-reused': {
    status: 409,
    id: 'Nomor pemuatan ini sudah dipakai untuk berkas lain. Buat nomor baru.',
    en: 'This import id was used for another file. Make a new id.',
  },
  'areas.code-list-unknown': {
    status: 422,
    id: 'Daftar kode "{version}" belum dikenal. Tambahkan daftar kode itu dahulu.',
    en: 'The code list "{version}" is not known. Add that code list first.',
  },
  'areas.code-list-exists': {
    status: 409,
    id: 'Daftar kode "{version}" sudah ada dengan isi lain.',
    en: 'The code list "{version}" exists with other content.',
  },
} as const satisfies ProblemCatalogue;

const title = (id: string, en: string) => ({ id, en });

/** `id` is made at the caller; sending the same file with the same id again gives the same answer. */
export const asked = {
  id: Id,
  ...byUpload,
  fileName: Type.Optional(line(200)),
  /** Where the file comes from and on which terms: shown beside every map and list that uses it. */
  source: line(500),
  licence: Type.Optional(line(200)),
  codeList: Type.Optional(line(120)),
  /** `anywhere` switches off the check that coordinates lie in Indonesia. */
  extent: Type.Optional(oneOf(['indonesia', 'anywhere'])),
};
const refusals = [
  ...uploadRefusals,
  'areas.column-missing',
  'areas.file-unreadable',
  'areas.file-unpacks-too-large',
  'areas.code-list-unknown',
  'areas.import-id-reused',
];

function importDoor(name: string, path: string, summary: { id: string; en: string }) {
  return command({
    name,
    path: `/api/areas/imports/${path}`,
    summary,
    access: manageAreas,
    query: asked,
    body: Bytes,
    bodyType: 'bytes',
    bodyLimit: IMPORT_LIMIT,
    reply: ImportReport,
    records: [importChecked],
    refusals,
  });
}

/** CSV with `code,name` (or `kode,nama`), optional `level`, `lat`, `lon` or `lng`; also gzipped. */
export const importNames = importDoor(
  'areas.importNames',
  'names',
  title('Periksa berkas nama wilayah (CSV)', 'Check a file of area names (CSV)'),
);
/** GeoJSON FeatureCollection or one Feature per line, properties `kode` or `code`; also gzipped. */
export const importBoundaries = importDoor(
  'areas.importBoundaries',
  'boundaries',
  title('Periksa berkas batas wilayah (GeoJSON, NDJSON)', 'Check a file of boundaries (GeoJSON, NDJSON)'),
);
/** CSV with `old,new,reason`: which code came after which. */
export const importSuccessors = importDoor(
  'areas.importSuccessors',
  'successors',
  title('Periksa berkas pergantian kode (CSV)', 'Check a file of code successions (CSV)'),
);

export const { applyImport, undoImport, readImport, readImportErrors } = importDoors({
  room: 'areas',
  path: '/api/areas/imports',
  access: manageAreas,
  reply: ImportReport,
  apply: { records: [importApplied], refusals: ['areas.import-not-checked', 'areas.import-stale'] },
  undo: {
    records: [importUndone],
    refusals: ['areas.import-not-applied', 'areas.import-overwritten', 'areas.import-in-use'],
  },
});

export const listImports = list({
  name: 'areas.listImports',
  path: '/api/areas/imports',
  summary: title('Riwayat pemuatan data wilayah', 'History of imports of areas'),
  access: manageAreas,
  row: object({ ...importRowFields, kind: oneOf(importKinds) }),
  columns: columns({
    ...importIdColumn,
    kind: {
      title: title('Jenis', 'Kind'),
      type: 'choice',
      choices: {
        names: title('Nama', 'Names'),
        boundaries: title('Batas', 'Boundaries'),
        successors: title('Pergantian kode', 'Successions'),
      },
    },
    ...importColumns,
  }),
});
