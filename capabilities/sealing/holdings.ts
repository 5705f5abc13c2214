/** What the tables of this room hold. */
import {
  type Holdings,
  inner,
  open,
  type Personal,
  personal,
  readBy,
  rooted,
  sealed,
  table,
  words,
} from '#shared/holding.ts';
import { keepKeys, sealedRead } from './contract.ts';

const addressed = {
  ...readBy(sealedRead),
  but: words('hanya instansi yang dituju', 'only the agencies addressed'),
};
const ownAgencyOnly = { ...readBy(keepKeys), but: words('hanya instansi sendiri', "only one's own agency") };

/** Keys belong to an agency, and what they sealed outlives the operation it was for. */
const withTheKey: Personal['term'] = {
  after: 'operation-end',
  days: 1825,
  executed: false,
  why: words(
    'kunci milik instansi, bukan milik satu operasi: nama pemegangnya membuktikan siapa dapat membuka catatan tersegel; dihapus atas permintaan',
    'a key belongs to an agency, not to one operation: the names of its holders prove who could open sealed notes; erased on request',
  ),
};

const nameOf = (
  what: [string, string],
  readers: Personal['readers'],
  term: Personal['term'] = { after: 'operation-end', days: 1825 },
): Personal => ({
  readers,
  what: words(...what),
  purpose: words(
    'mengetahui siapa yang menyegel, membuka, atau memegang kunci atas nama instansi',
    'to know who sealed, opened or holds a key for an agency',
  ),
  basis: 'public-task',
  term,
});

const agencyHolds = words(
  'hanya pemegang kunci instansi yang dituju',
  'only holders of the key of an agency addressed',
);

const tables: Holdings = {
  seal_officer_key: table(
    words('Kunci seorang petugas', 'Key of an officer'),
    open(ownAgencyOnly, words('nomor dan instansi', 'ids and agency'), 'id', 'user_id', 'agency_id'),
    personal(nameOf(['nama petugas', "officer's name"], ownAgencyOnly, withTheKey), 'name'),
    open(
      ownAgencyOnly,
      words('kunci publik, sidik, dan waktu', 'public key, fingerprint and time'),
      'recipient',
      'fingerprint',
      'made_at',
    ),
    sealed(
      {
        what: words(
          'kunci rahasia petugas, terenkripsi kalimat sandinya',
          "officer's secret key, encrypted by their passphrase",
        ),
        readers: words('petugas itu sendiri', 'that officer alone'),
      },
      'wrapped',
    ),
  ),
  seal_agency_key: table(
    words('Kunci publik instansi', 'Public key of an agency'),
    open(
      sealedRead,
      words('kunci publik, sidik, versi, dan waktu', 'public key, fingerprint, version and time'),
      ...['id', 'agency_id', 'version', 'recipient', 'fingerprint', 'vouch', 'made_at'],
    ),
    personal(nameOf(['nama pembuat', 'name of its maker'], readBy(sealedRead), withTheKey), 'made_by'),
  ),
  seal_share: table(
    words('Kunci instansi untuk seorang petugas', 'Key of an agency for one officer'),
    open(
      ownAgencyOnly,
      words('kunci, petugas, dan waktu', 'key, officer and time'),
      'key_id',
      'officer_key_id',
      'given_at',
    ),
    sealed(
      {
        what: words(
          'kunci rahasia instansi, terenkripsi untuk petugas itu',
          "agency's secret key, encrypted to that officer",
        ),
        readers: words('petugas itu sendiri', 'that officer alone'),
      },
      'wrapped',
    ),
  ),
  seal_key_event: table(
    words('Kejadian kunci, seperti di jurnal', 'What happened to a key, as in the journal'),
    open(
      sealedRead,
      words('kejadian, instansi, versi, sidik, waktu', 'event, agency, version, fingerprint, time'),
      ...['id', 'agency_id', 'agency_name', 'scope', 'what', 'version', 'fingerprint', 'at', 'leaf_hash'],
    ),
    personal(
      nameOf(['nama petugas', "officers' names"], readBy(sealedRead), withTheKey),
      'officer_name',
      'by_name',
    ),
  ),
  sealed_note: table(
    words('Catatan tersegel', 'Sealed note'),
    open(
      addressed,
      words('operasi, instansi, tentang apa, versi', 'operation, agency, what it is about, version'),
      ...[
        'id',
        'operation_id',
        'agency_id',
        'agency_name',
        'about_kind',
        'about_id',
        'version',
        'withdrawn_at',
      ],
    ),
  ),
  sealed_note_version: table(
    words('Versi catatan tersegel', 'Version of a sealed note'),
    open(
      addressed,
      words('versi, ukuran, waktu', 'version, size, time'),
      'note_id',
      'version',
      'size',
      'written_at',
    ),
    sealed(
      {
        what: words('judul dan isi', 'title and text'),
        readers: agencyHolds,
        journal: ['sealed-note.written.v1:content', 'sealed-note.written.v1:about'],
      },
      'ciphertext',
    ),
    inner(words('sidik ciphertext', 'hash of the ciphertext'), 'sha256'),
    personal(nameOf(['penyegel', 'who sealed it'], addressed), 'written_by', 'written_by_name'),
  ),
  sealed_note_addressee: table(
    words('Instansi yang dituju, dan kunci yang dipakai', 'Agency addressed, and the key used'),
    open(
      addressed,
      words('instansi, versi, sidik kunci', 'agency, versions, fingerprint of the key'),
      ...['note_id', 'version', 'agency_id', 'agency_name', 'key_version', 'fingerprint'],
    ),
  ),
  sealed_note_read: table(
    words('Siapa membuka catatan tersegel', 'Who opened a sealed note'),
    open(
      addressed,
      words('catatan, versi, instansi, waktu', 'note, version, agency, time'),
      'id',
      'note_id',
      'version',
      'agency_id',
      'at',
    ),
    personal(
      nameOf(['pembuka', 'who opened it'], {
        ...readBy(sealedRead),
        but: words('hanya instansi pembuka', "only the reader's agency"),
      }),
      ...['user_id', 'name'],
    ),
  ),
};

export const holdings: Holdings = rooted(tables, {
  sealed_note_version: { by: 'note_id', table: 'sealed_note' },
  sealed_note_addressee: { by: 'note_id', table: 'sealed_note' },
  sealed_note_read: { by: 'note_id', table: 'sealed_note' },
});
