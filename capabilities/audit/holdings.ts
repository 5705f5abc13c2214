import { type Holdings, inner, open, type Readers, rooted, table, words } from '#shared/holding.ts';
import { journalRead } from './contract.ts';

const auditors: Readers = {
  by: [journalRead],
  but: words(
    'di dalam operasi dan wilayahnya; yang tidak bertempat: yang menyangkut seluruh server atau instansinya sendiri',
    'within their operation and areas; of what has no place, what concerns the whole server or their own agency',
  ),
};

/** The log belongs to the platform; its leaves are read here. */
const tables: Holdings = {
  journal_leaf: table(
    words('Daun jurnal', 'Leaf of the journal'),
    open(
      auditors,
      words(
        'Siapa (nomor akun), apa, kapan, dan nilai terbuka; nilai pribadi hanya sebagai ikatan bergaram',
        'Who (account id), what, when, and open values; personal values only as salted commitments',
      ),
      ...['id', 'event', 'kind', 'subject', 'operation', 'area', 'bytes', 'written_at', 'author'],
    ),
    inner(
      words(
        'Wilayah, operasi, instansi, dan pelapor untuk hak baca',
        'Area, operation, agency and reporter that rights to read go by',
      ),
      'attributes',
    ),
    open(
      { by: [], anyone: 'public' },
      words('Sidik daun, untuk bukti', 'Hash of the leaf, for proofs'),
      'hash',
    ),
  ),
  journal_index: table(
    words('Nomor daun', 'Number of a leaf'),
    open({ by: [], anyone: 'public' }, words('Nomor dan daunnya', 'Number and leaf'), 'index', 'leaf_id'),
    open(
      auditors,
      words(
        'Kolom terbuka daun, untuk daftar dan penyaringnya',
        'Open columns of the leaf, for the list and its filters',
      ),
      ...['event', 'kind', 'subject', 'operation', 'area', 'actor', 'actor_agency', 'role', 'written_at'],
    ),
    inner(
      words('Instansi dan pelapor untuk hak baca', 'Agency and reporter that rights to read go by'),
      ...['agency', 'owner', 'about'],
    ),
  ),
};

export const holdings: Holdings = rooted(tables, {
  journal_leaf: { operation: 'operation' },
  journal_index: { operation: 'operation' },
});
