import { type Holdings, inner, open, personal, type Readers, rooted, table, words } from '#shared/holding.ts';
import { grantRead } from './contract.ts';

const inGrants: Readers = {
  by: [grantRead],
  but: words(
    'di dalam operasi perannya, seluruh pemerintah daerahnya',
    'within the operation of the role, all of its governments',
  ),
};
const accounted = {
  purpose: words(
    'mengawal uang publik yang diberikan untuk pemilihan, dan mempertanggungjawabkannya',
    'to follow public money given for an election, and account for it',
  ),
  basis: 'public-task',
  term: { after: 'operation-end', days: 365 },
  readers: inGrants,
} as const;

const tables: Holdings = {
  grant_agreement: table(
    words('Perjanjian hibah (NPHD)', 'Grant agreement'),
    open(
      inGrants,
      words(
        'Pemerintah daerah, penerima, nilai, nomor, tanggal, sumber, dan waktu',
        'Government, recipient, amount, number, day, source and time',
      ),
      ...['id', 'operation_id', 'government', 'government_name', 'recipient', 'recipient_agency'],
      ...[
        'recipient_name',
        'amount',
        'rounded_to',
        'signed_on',
        'number',
        'source',
        'standing',
        'entered_at',
      ],
    ),
    personal(
      {
        ...accounted,
        what: words('Catatan hibah, teks bebas', 'Note on a grant, free text'),
        journal: ['grant.entered.v1:note', 'grant.corrected.v1:note'],
      },
      'note',
    ),
    inner(
      words('Nomor akun dan sidik isi', 'Account id and hash of the content'),
      'entered_by',
      'content_hash',
    ),
  ),
  grant_tranche: table(
    words('Tahap hibah', 'Tranche of a grant'),
    open(
      inGrants,
      words('Urutan, bagian, jumlah, dan aturan tenggatnya', 'Order, share, amount and rule of its due day'),
      ...['id', 'grant_id', 'ordinal', 'percent', 'amount', 'rule', 'due_on'],
    ),
  ),
  grant_entry: table(
    words('Transfer, serapan, dan pengembalian', 'Transfer, spending and return'),
    open(
      inGrants,
      words('Jenis, tanggal, jumlah, dasar, dan waktu', 'Kind, day, amount, standing and times'),
      ...['id', 'grant_id', 'kind', 'tranche_id', 'day', 'amount', 'standing', 'at', 'operation_at'],
      ...['withdrawn_at', 'withdrawn_operation_at', 'by_agency'],
    ),
    personal(
      {
        ...accounted,
        what: words('Siapa yang mencatatnya', 'Who wrote it down'),
        purpose: words('perbuatan dapat dipertanggungjawabkan', 'what was done can be accounted for'),
      },
      'by_name',
      'by_user',
    ),
    personal(
      {
        ...accounted,
        what: words('Bukti dan tautannya, teks bebas', 'Evidence and its link, free text'),
        journal: [
          'grant.transferred.v1:evidence',
          'grant.transferred.v1:url',
          'grant.absorbed.v1:evidence',
          'grant.absorbed.v1:url',
          'grant.returned.v1:evidence',
          'grant.returned.v1:url',
        ],
      },
      'evidence',
      'url',
    ),
    personal(
      {
        ...accounted,
        what: words('Alasan catatan ditarik, teks bebas', 'Why an entry was withdrawn, free text'),
        journal: ['grant.entry-withdrawn.v1:reason', 'grant.corrected.v1:reason'],
      },
      'withdrawn_reason',
    ),
  ),
};

export const holdings: Holdings = rooted(tables, {
  grant_tranche: { by: 'grant_id', table: 'grant_agreement' },
  grant_entry: { by: 'grant_id', table: 'grant_agreement' },
});
