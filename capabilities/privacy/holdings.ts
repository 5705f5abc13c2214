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
