import { type Holdings, inner, open, personal, table, words } from '#shared/holding.ts';
import { operatorRead } from './operator.ts';
import { operationRead } from './rights.ts';

const hash = words('Sidik isi', 'Hash of the content');
const kept = {
  basis: 'public-task',
  term: { after: 'operation-end', days: 1_825 },
} as const;

export const operatorHoldings: Holdings = {
  server_operator: table(
    words('Pernyataan siapa pengelola server', 'Statement of who operates the server'),
    open(
      operatorRead,
      words('Pengelola, tempat, pemegang cadangan', 'Operator, place, who holds backups'),
      ...['id', 'operator', 'place', 'backups', 'stated_at'],
    ),
    personal(
      {
        basis: 'public-task',
        term: {
          after: 'operation-end',
          days: 1_825,
          executed: false,
          why: words(
            'pernyataan ini berlaku untuk seluruh server, bukan satu operasi; yang lama dihapus atas permintaan',
            'this statement is for the whole server, not for one operation; an old one is erased on request',
          ),
        },
        what: words('Kontak dinas pengelola', 'Office contact of the operator'),
        purpose: words(
          'menghubungi pengelola bila ada gangguan',
          'to reach the operator when something breaks',
        ),
        readers: { by: [operatorRead] },
        journal: ['server-operator.stated.v1:contact'],
      },
      'contact',
    ),
    inner(words('Nomor akun', 'Account id'), 'stated_by'),
    inner(hash, 'content_hash'),
  ),
  operation_operator_decision: table(
    words('Kata instansi tentang pengelola server', 'What an agency said of the operator'),
    open(
      operationRead,
      words('Instansi, keputusan, waktu', 'Agency, decision, time'),
      ...['id', 'operation_id', 'statement_id', 'agency_id', 'party', 'decision', 'decided_at'],
    ),
    personal(
      {
        ...kept,
        what: words('Nama yang memutus dan alasannya', 'Name of who decided, and the reason'),
        purpose: words(
          'menunjukkan atas dasar apa operasi dibuka',
          'to show on what ground an operation was opened',
        ),
        readers: { by: [operationRead] },
        journal: ['operation.operator-decided.v1:reason'],
      },
      'decided_name',
      'reason',
    ),
    inner(words('Nomor akun', 'Account id'), 'decided_by'),
    inner(hash, 'content_hash'),
  ),
};
