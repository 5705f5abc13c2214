import { type Holdings, inner, open, personal, type Readers, rooted, table, words } from '#shared/holding.ts';
import { manageAreas, readAreas } from './contract.ts';

const onMaps: Readers = { by: [readAreas], anyone: 'signed-in' };

const tables: Holdings = {
  area: table(
    words('Wilayah', 'Area'),
    open(
      onMaps,
      words('Kode, nama, titik tengah, masa berlaku, dan sumber', 'Code, name, centre, validity and source'),
      'code',
      'name',
      'level',
      'parent',
      'lon',
      'lat',
      'code_list',
      'source',
      'valid_from',
      'valid_to',
    ),
  ),
  area_code_list: table(
    words('Daftar kode wilayah', 'List of area codes'),
    open(
      readAreas,
      words('Keputusan asal kode', 'The decree that codes come from'),
      'version',
      'decided_on',
      'source',
    ),
  ),
  area_successor: table(
    words('Kode pengganti', 'Succession of codes'),
    open(
      readAreas,
      words('Kode lama, kode baru, sebab, sumber', 'Old code, new code, reason, source'),
      'old_code',
      'new_code',
      'reason',
      'source',
    ),
  ),
  area_zone: table(
    words('Zona waktu', 'Time zone'),
    open(
      readAreas,
      words('Zona waktu wilayah dan sumbernya', 'Zone of an area and its source'),
      'area',
      'zone',
      'source',
    ),
  ),
  area_boundary: table(
    words('Batas wilayah', 'Boundary'),
    open(
      onMaps,
      words('Garis batas, titik label, sumber, lisensi', 'Outline, label point, source, licence'),
      'code',
      'geometry',
      'vertices',
      'west',
      'south',
      'east',
      'north',
      'label_lon',
      'label_lat',
      'source',
      'licence',
    ),
  ),
  area_data_version: table(
    words('Versi data wilayah', 'Version of the area data'),
    open(readAreas, words('Nomor versi', 'Version'), 'only_row', 'version'),
  ),
  area_import: table(
    words('Pemuatan wilayah', 'Import of areas'),
    open(
      manageAreas,
      words('Berkas, sumber, jumlah, dan keadaan pemuatan', 'File, source, counts and state of the import'),
      'id',
      'kind',
      'state',
      'file_name',
      'file_sha256',
      'source',
      'licence',
      'code_list',
      'added',
      'changed',
      'unchanged',
      'refused',
      'based_on',
      'checked_at',
      'applied_at',
      'undone_at',
      'job_id',
    ),
    personal(
      {
        what: words(
          'Kesalahan per baris; dapat mengutip isi sel berkas',
          'Errors by row; they can quote cells of the file',
        ),
        purpose: words('pemuat membetulkan berkasnya', 'whoever loads it mends the file'),
        basis: 'public-task',
        term: { after: 'recorded', days: 30, clock: ['checked_at'] },
        readers: { by: [manageAreas] },
      },
      'errors',
    ),
    inner(words('Nomor akun pemeriksa', 'Account id of whoever checked it'), 'checked_by'),
  ),
  area_import_row: table(
    words('Baris pemuatan wilayah', 'Row of an import of areas'),
    open(
      manageAreas,
      words('Wilayah atau batas sesudah dan sebelum dimuat', 'Area or boundary after and before the import'),
      'import_id',
      'number',
      'key',
      'after',
      'before',
      'geometry_after',
      'geometry_before',
    ),
  ),
};

export const holdings: Holdings = rooted(tables, { area_import: 'none' });
