import { type Holdings, inner, open, personal, type Readers, rooted, table, words } from '#shared/holding.ts';
import { callContacts, manageAgencies, readAgencies, readContacts } from './contract.ts';

const contacts: Readers = {
  by: [readContacts, callContacts],
  but: words(
    'petugas lapangan: hanya kontak yang menjawab untuk wilayahnya',
    'a field officer: only contacts that answer for their area',
  ),
};

const tables: Holdings = {
  agency_sector: table(
    words('Sektor', 'Sector'),
    open(readAgencies, words('Nama sektor', 'Name of the sector'), 'key', 'name', 'position'),
  ),
  agency_kind: table(
    words('Jenis instansi', 'Kind of agency'),
    open(
      readAgencies,
      words('Nama, tingkat, dan tugas jenis instansi', 'Name, levels and role of a kind of agency'),
      'key',
      'sector',
      'name',
      'short',
      'levels',
      'role',
      'position',
    ),
  ),
  agency: table(
    words('Instansi', 'Agency'),
    open(
      readAgencies,
      words('Nama, jenis, kop, dan sumbernya', 'Name, kind, letterhead and source'),
      'id',
      'key',
      'name',
      'short',
      'kind',
      'level',
      'letterhead',
      'standing',
      'source',
      'retired_at',
    ),
  ),
  agency_unit: table(
    words('Satuan', 'Unit'),
    open(
      readAgencies,
      words('Nama, induk, dan sumbernya', 'Name, parent and source'),
      'id',
      'agency_id',
      'parent_id',
      'key',
      'kind',
      'name',
      'standing',
      'source',
      'retired_at',
    ),
  ),
  agency_jurisdiction: table(
    words('Wilayah tugas', 'Jurisdiction'),
    open(
      readAgencies,
      words('Instansi atau satuan, wilayah, dan sumbernya', 'Agency or unit, area and source'),
      'id',
      'agency_id',
      'unit_id',
      'area',
      'standing',
      'source',
      'withdrawn_at',
    ),
  ),
  agency_contact: table(
    words('Kontak piket', 'Contact on duty'),
    personal(
      {
        what: words('Kantor piket dan teleponnya', 'Office on duty and its phone'),
        purpose: words('menelepon yang bertugas', 'to call whoever is on duty'),
        basis: 'public-task',
        term: { after: 'removed', days: 0, executed: true },
        readers: contacts,
        journal: [
          'agencies.contact-kept.v1:office',
          'agencies.contact-kept.v1:phone',
          'agencies.contact-removed.v1:office',
          'agencies.contact-removed.v1:phone',
        ],
      },
      'office',
      'phone',
    ),
    open(contacts, words('Instansi dan satuannya', 'Its agency and unit'), 'id', 'agency_id', 'unit_id'),
  ),
  agency_import: table(
    words('Pemuatan wilayah tugas', 'Import of jurisdictions'),
    open(
      manageAgencies,
      words('Berkas, sumber, jumlah, dan keadaan pemuatan', 'File, source, counts and state of the import'),
      'id',
      'state',
      'file_name',
      'file_sha256',
      'source',
      'accepted',
      'unchanged',
      'refused',
      'checked_at',
      'applied_at',
      'undone_at',
      'job_id',
    ),
    open(
      manageAgencies,
      words(
        'Baris yang diterima: pemegang, wilayah, sumber',
        'Rows that were accepted: holder, area, source',
      ),
      'rows',
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
        readers: { by: [manageAgencies] },
      },
      'errors',
    ),
    inner(words('Nomor akun pemeriksa', 'Account id of whoever checked it'), 'checked_by'),
  ),
};

export const holdings: Holdings = rooted(tables, { agency_contact: 'none', agency_import: 'none' });
