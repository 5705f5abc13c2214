import { type Holdings, inner, open, personal, type Readers, rooted, table, words } from '#shared/holding.ts';
import { stationContact, stationKeep, stationRead } from './contract.ts';

const keepers: Readers = {
  by: [stationKeep],
  but: words(
    'petugas instansi: hanya KPU, PPK, dan PPS; selain pimpinan hanya pemuatan yang dibuatnya sendiri atau seluruhnya di wilayahnya',
    'of agency officers only those of KPU, PPK and PPS; others than those who lead only their own imports, or those wholly in their area',
  ),
};
const responsible = {
  purpose: words(
    'peraturan mensyaratkan penanggung jawab lokasi khusus (PKPU 7/2024 pasal 57)',
    'the law asks for somebody who answers for a special location (PKPU 7/2024 art. 57)',
  ),
  basis: 'legal-obligation',
} as const;
const inCounts = words(
  'Berkas, sumber, jumlah, dan keadaan pemuatan',
  'File, source, counts and state of the import',
);

const tables: Holdings = {
  station: table(
    words('TPS', 'Polling station'),
    open(
      stationRead,
      words(
        'Nomor, nama, kelurahan, jumlah pemilih terdaftar, keadaan',
        'Number, name, village, number of registered voters, state',
      ),
      ...['id', 'operation_id', 'area', 'village', 'district', 'number', 'name', 'voters', 'special_kind'],
      ...['standing', 'stated_level', 'source', 'state', 'retired_on', 'registered_at'],
    ),
    open(
      stationRead,
      words('Titik TPS, ketelitiannya, dan letaknya', 'Point, its accuracy, and where it lies'),
      ...['lon', 'lat', 'accuracy_m', 'point_standing', 'place', 'place_area', 'place_by', 'place_source'],
      'feature',
    ),
    personal(
      {
        what: words('Alamat TPS; dapat menyebut pemilik rumah', 'Address; it can name whose house it is'),
        purpose: words('menemukan TPS yang diumumkan KPU', 'to find a station that KPU has announced'),
        basis: 'public-task',
        term: { after: 'operation-end', days: 365 },
        readers: { by: [stationRead] },
        journal: ['station.registered.v1:address', 'station.corrected.v1:address'],
      },
      // Its words are searched with it.
      'address',
      'words',
    ),
    personal(
      {
        ...responsible,
        what: words(
          'Nama penanggung jawab lokasi khusus',
          'Name of the person responsible for a special location',
        ),
        term: { after: 'operation-end', days: 30 },
        readers: { by: [stationContact] },
        journal: ['station.registered.v1:responsibleName', 'station.corrected.v1:responsibleName'],
      },
      'responsible_name',
    ),
    personal(
      {
        ...responsible,
        what: words(
          'Telepon penanggung jawab lokasi khusus',
          'Phone of the person responsible for a special location',
        ),
        term: { after: 'operation-end', days: 30 },
        readers: { by: [stationContact] },
        journal: ['station.registered.v1:responsiblePhone', 'station.corrected.v1:responsiblePhone'],
      },
      'responsible_phone',
    ),
    personal(
      {
        what: words(
          'Alasan TPS tidak dipakai lagi, teks bebas',
          'Why a station is used no longer, free text',
        ),
        purpose: words(
          'perubahan daftar dapat dipertanggungjawabkan',
          'changes of the register can be accounted for',
        ),
        basis: 'public-task',
        term: { after: 'operation-end', days: 365 },
        readers: { by: [stationRead] },
        // Why a station was corrected stands in no column, and goes with why it was retired.
        journal: ['station.retired.v1:reason', 'station.corrected.v1:reason'],
      },
      'retired_reason',
    ),
    inner(words('Pemuatan atau perintah terakhir', 'The last import or command'), 'written_by', 'written_at'),
  ),
  station_scheme: table(
    words('Skema kelas TPS', 'Class scheme'),
    open(
      stationRead,
      words('Nama skema, sumber, mana yang berlaku', 'Name, source, which one is current'),
      ...['id', 'operation_id', 'key', 'name_id', 'name_en', 'source', 'stated_on', 'is_current'],
    ),
  ),
  station_class: table(
    words('Kelas TPS', 'Class'),
    open(
      stationRead,
      words('Nama kelas dan urutannya', 'Name and order'),
      ...['scheme_id', 'key', 'name_id', 'name_en', 'position'],
    ),
  ),
  station_in_class: table(
    words('Kelas satu TPS', 'Class of a station'),
    open(
      stationRead,
      words('Kelas TPS dan sumbernya', 'Its class, and the source'),
      ...['station_id', 'scheme_id', 'class', 'source', 'stated_on'],
    ),
  ),
  station_class_change: table(
    words('Perubahan kelas TPS', 'Change of a class'),
    open(
      stationRead,
      words('Kelas sebelum dan sesudah, sumber, kapan', 'Class before and after, source, when'),
      ...['id', 'station_id', 'scheme_id', 'before', 'after', 'source', 'stated_on', 'changed_at'],
    ),
    inner(words('Nomor akun pengubah', 'Account id of whoever changed it'), 'changed_by'),
  ),
  station_data_version: table(
    words('Versi daftar TPS', 'Version of the register'),
    inner(words('Nomor versi', 'Version'), 'operation_id', 'version'),
  ),
  station_import: table(
    words('Pemuatan TPS', 'Import of stations'),
    open(
      keepers,
      inCounts,
      ...['id', 'operation_id', 'kind', 'state', 'file_name', 'source', 'stated_on', 'scheme_id', 'added'],
      ...['changed', 'unchanged', 'refused', 'error_count', 'checked_at', 'applied_at', 'undone_at'],
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
        readers: keepers,
      },
      'errors',
    ),
    inner(
      words(
        'Sidik berkas, versi asal, nomor akun pemeriksa',
        'Hash of the file, version it started from, account id of the checker',
      ),
      ...['fingerprint', 'based_on', 'checked_by', 'persons_forgotten_at', 'job_id', 'file_sha256'],
    ),
  ),
  station_import_row: table(
    words('Baris pemuatan TPS', 'Row of an import of stations'),
    open(
      keepers,
      words(
        'TPS mana, apa yang akan terjadi, letak titiknya',
        'Which station, what would happen, where its point lies',
      ),
      ...['import_id', 'row', 'station_id', 'action', 'area', 'place', 'place_area'],
    ),
    personal(
      {
        ...responsible,
        what: words(
          'TPS sesudah dan sebelum dimuat, dengan penanggung jawab lokasi khusus',
          'The station after and before the import, with the person responsible for a special location',
        ),
        term: { after: 'decided', days: 30, executed: true },
        readers: keepers,
      },
      'after',
      'before',
    ),
  ),
};

export const holdings: Holdings = rooted(tables, {
  station_import_row: { by: 'import_id', table: 'station_import' },
});
