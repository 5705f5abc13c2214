/** What the platform itself holds: its tables, and everything that lies outside tables. */
import { type Holdings, inner, open, personal, rooted, table, words } from '#shared/holding.ts';
import type { Permission } from '#shared/permission.ts';
import { jobHoldings } from './jobs/holdings.ts';

const anybody = { by: [], anyone: 'public' } as const;
/** Copies last as long as what they were copied from. */
const asItsOriginal = { after: 'original-erased', days: 0 } as const;

const journalTables: Holdings = {
  journal_pending: table(
    words('Daun yang menunggu nomor', 'Leaf that waits for its number'),
    inner(words('Daun mana, sejak kapan', 'Which leaf, since when'), 'leaf_id', 'written_at'),
  ),
  journal_tile: table(
    words('Ubin pohon jurnal', 'Tile of the journal’s tree'),
    open(anybody, words('Sidik-sidik, tanpa isi', 'Hashes, no content'), 'level', 'index', 'hashes'),
  ),
  journal_head: table(
    words('Kepala pohon jurnal', 'Head of the journal’s tree'),
    open(
      anybody,
      words('Nama, kunci publik, dan ukuran log', 'Name, public key and size of the log'),
      ...['one', 'origin', 'public_key', 'size', 'peaks'],
    ),
  ),
  journal_checkpoint: table(
    words('Pengesahan jurnal', 'Checkpoint of the journal'),
    open(anybody, words('Ukuran, akar, tanda tangan', 'Size, root, signature'), 'size', 'root', 'note', 'at'),
  ),
  journal_apart: table(
    words('Nilai pribadi di jurnal', 'Personal value of the journal'),
    personal(
      {
        what: words('Nilai pribadi sebelum dan sesudah diubah', 'Personal values before and after a change'),
        purpose: words(
          'membuktikan apa yang diubah, tanpa menaruhnya di jurnal untuk selamanya',
          'to prove what was changed, without putting it into the journal for ever',
        ),
        basis: 'public-task',
        term: asItsOriginal,
        readers: {
          by: [],
          but: words('tidak ditampilkan di layar mana pun', 'shown on no screen'),
        },
      },
      'value',
    ),
    inner(
      words('Daun, isian, garam, dan ikatannya', 'Leaf, field, salt and commitment'),
      ...['leaf_id', 'field', 'side', 'class', 'salt', 'commit_hex'],
    ),
  ),
};

const journalHoldings = rooted(journalTables, { journal_apart: { by: 'leaf_id', table: 'journal_leaf' } });

export const platformHoldings: Holdings = {
  ...journalHoldings,
  answered_request: table(
    words('Jawaban yang sudah diberikan', 'Answer already given'),
    personal(
      {
        what: words(
          'Jawaban atas satu permintaan; dapat memuat yang dibaca pengirimnya',
          'Answer to one request; it can hold what its sender was told',
        ),
        purpose: words('mengirim dua kali tidak merugikan', 'sending twice is harmless'),
        basis: 'legitimate-interest',
        term: { after: 'recorded', days: 30, executed: true },
        readers: { by: [], self: true },
      },
      'reply',
    ),
    inner(
      words(
        'Nomor permintaan, nomor akun, pintu, sidik isi',
        'Request id, account id, door, hash of the body',
      ),
      ...['id', 'actor', 'endpoint', 'body_hash', 'answered_at'],
    ),
  ),
  ...jobHoldings,
  reaction_cursor: table(
    words('Sampai mana tindak lanjut membaca', 'How far a follow-up has read'),
    inner(words('Nama dan nomor jurnal', 'Name and journal number'), 'name', 'index'),
  ),
  platform_migration: table(
    words('Perubahan basis data', 'Change of the database'),
    inner(
      words('Berkas dan kapan dijalankan', 'File, and when it ran'),
      'room',
      'name',
      'sha256',
      'applied_at',
    ),
  ),
};

/** @param manage who looks after the server */
export function reactionHoldings(manage: Permission): Holdings {
  return {
    reaction_parked: table(
      words('Tindak lanjut yang gagal', 'Follow-up that failed'),
      open(
        manage,
        words(
          'Nama, nomor jurnal, kode kesalahan, dan percobaan; tanpa isi',
          'Name, journal number, error code and tries; no content',
        ),
        ...['id', 'name', 'index', 'failure', 'tries', 'next_try_at', 'parked_at'],
      ),
      inner(words('Nomor yang dituju', 'Id of what it is about'), 'subject'),
    ),
  };
}

const operatorOnly = {
  by: [],
  but: words('hanya operator server', 'only the operator of the server'),
} as const;

/** What the platform keeps outside tables. */
export const platformStores: Holdings = {
  'backups/': table(
    words('Cadangan', 'Backup'),
    personal(
      {
        what: words(
          'Salinan seluruh direktori data: basis data, berkas, kunci',
          'Copy of the whole data directory: database, files, keys',
        ),
        purpose: words('tidak ada yang hilang', 'nothing is lost'),
        basis: 'public-task',
        term: asItsOriginal,
        readers: operatorOnly,
      },
      'directory',
    ),
  ),
  'uploads/': table(
    words('Kiriman yang belum selesai', 'Upload that is not finished'),
    personal(
      {
        what: words(
          'Berkas yang dikirim sepotong demi sepotong, seperti tabel untuk dimuat',
          'Files that come in piece by piece, such as tables to import',
        ),
        purpose: words('kiriman yang terputus dapat dilanjutkan', 'an upload that was cut can go on'),
        basis: 'public-task',
        term: { after: 'recorded', days: 1, executed: true },
        readers: { by: [], self: true },
      },
      'file',
    ),
  ),
  pgdata: table(
    words('Sisa di basis data', 'What remains in the database'),
    personal(
      {
        what: words(
          'Baris lama dan catatan tulis-dahulu PostgreSQL sesudah suatu nilai diubah atau dihapus',
          'Old rows and write-ahead log of PostgreSQL after a value was changed or erased',
        ),
        purpose: words('basis data pulih setelah listrik padam', 'the database survives a power cut'),
        basis: 'legitimate-interest',
        term: asItsOriginal,
        readers: operatorOnly,
      },
      'dead rows',
      'WAL',
    ),
  ),
  log: table(
    words('Catatan kesalahan', 'Log of errors'),
    inner(
      words(
        'Pintu, kode kesalahan, letak di program; tanpa isi, cookie, token, alamat, atau nilai',
        'Door, error code, place in the program; no body, cookie, token, address or value',
      ),
      'stdout',
      'postgres.log',
    ),
  ),
  memory: table(
    words('Memori server', 'Memory of the server'),
    personal(
      {
        what: words(
          'Alamat jaringan pemanggil, untuk batas laju; tidak ditulis ke disk',
          'Network address of callers, for rate limits; never written to disk',
        ),
        purpose: words('pintu tetap terbuka bagi semua', 'the doors stay open for everybody'),
        basis: 'legitimate-interest',
        term: { after: 'recorded', days: 1, executed: true },
        readers: operatorOnly,
      },
      'address',
    ),
  ),
  keys: table(
    words('Kunci server', 'Keys of the server'),
    inner(
      words('Kunci tanda tangan dan sertifikat', 'Signing key and certificates'),
      'server-key.pem',
      'tls/',
    ),
  ),
  browser: table(
    words('Peramban di meja', 'Browser at a desk'),
    inner(words('Cookie sesi', 'Session cookie'), 'cookie'),
    open(
      { by: [], self: true },
      words('Bahasa, tema, operasi terakhir', 'Language, theme, last operation'),
      'localStorage',
    ),
  ),
};

/** What all rooms and the platform say their tables hold. */
export function heldBy(rooms: readonly { readonly holdings?: Holdings }[]): readonly Holdings[] {
  return [platformHoldings, ...rooms.flatMap(({ holdings }) => (holdings ? [holdings] : []))];
}
