import { type Clock, type Holdings, inner, open, personal, table, words } from '#shared/holding.ts';
import { erasureRead } from './rights.ts';

const kept = {
  basis: 'legal-obligation',
  readers: { by: [erasureRead] },
} as const;
const whoAndWhy = (what: [string, string], clock: Clock, ...journal: readonly string[]) => ({
  ...kept,
  term: { after: 'decided' as const, days: 1_825, clock },
  what: words(...what),
  purpose: words(
    'menunjukkan bahwa penghapusan atau penahanan sah',
    'to show that an erasure or a hold was lawful',
  ),
  journal,
});
const account = words('Nomor akun', 'Account id');

export const holdings: Holdings = {
  erasure: table(
    words('Penghapusan data pribadi', 'Erasure of personal data'),
    open(
      erasureRead,
      words('Dasar, keadaan, waktu', 'Ground, state, times'),
      ...['id', 'basis', 'prepared_at', 'done_at', 'discarded_at', 'purged_at'],
    ),
    personal(
      whoAndWhy(
        ['Alasan dan nama yang menyiapkan', 'Reason, and name of who prepared it'],
        ['done_at', 'discarded_at'],
        'erasure.prepared.v1:reason',
      ),
      'reason',
      'prepared_name',
    ),
    inner(account, 'prepared_by', 'done_by'),
  ),
  erasure_item: table(
    words('Nilai yang dihapus', 'Value that was erased'),
    inner(
      words('Tabel, kolom, dan nomor baris; tanpa nilainya', 'Table, column and row id; not the value'),
      ...['erasure_id', 'ordinal', 'table_name', 'column_name', 'row_key', 'paths'],
    ),
  ),
  erasure_file: table(
    words('Berkas yang ikut dihapus', 'File that goes with an erasure'),
    inner(
      words(
        'Sidik berkas atau nomor kiriman; tanpa isinya',
        'Hash of a file or id of an upload; not what it says',
      ),
      ...['erasure_id', 'kind', 'name', 'sought', 'gone_at'],
    ),
  ),
  term_notice: table(
    words('Pengumuman lewat masa simpan', 'Notice of what is past its term'),
    open(
      erasureRead,
      words('Isian, berapa, kapan dihapus', 'Field, how much, when it goes'),
      ...['id', 'line', 'announced_at', 'runs_at', 'announced', 'erased', 'ended_at'],
    ),
    inner(
      words('Akhir operasi dan penahanan hari itu', 'Ends of operations and holds of that day'),
      'standing',
    ),
  ),
  term_count: table(
    words('Hitungan masa simpan', 'Count of terms'),
    open(
      erasureRead,
      words('Isian, berapa, sejak kapan', 'Field, how much, since when'),
      ...['line', 'counted_at', 'kept', 'due', 'held', 'unknown', 'oldest', 'next'],
    ),
  ),
  legal_hold: table(
    words('Penahanan hukum', 'Legal hold'),
    open(
      erasureRead,
      words('Operasi dan waktu', 'Operation and times'),
      ...['id', 'operation_id', 'placed_at', 'lifted_at'],
    ),
    personal(
      whoAndWhy(
        ['Alasan dan nama yang menahan', 'Reason, and name of who placed it'],
        ['lifted_at'],
        'legal-hold.placed.v1:reason',
      ),
      'reason',
      'placed_name',
    ),
    inner(account, 'placed_by', 'lifted_by'),
  ),
};
