import { type Holdings, inner, open, personal, table, words } from '#shared/holding.ts';

/** What the queue of jobs holds. */
export const jobHoldings: Holdings = {
  job: table(
    words('Pekerjaan server', 'Job of the server'),
    personal(
      {
        what: words(
          'Yang diminta dan hasilnya; alasan penolakan dapat mengutip isi sebuah berkas',
          'What was asked and what came of it; the reason of a refusal can quote a file',
        ),
        purpose: words(
          'pekerjaan yang lama selesai juga setelah server mati',
          'work that takes long is finished even after the server stopped',
        ),
        basis: 'public-task',
        term: { after: 'recorded', days: 30, executed: true },
        readers: { by: [], self: true },
      },
      ...['input', 'result', 'refusal', 'problem', 'note', 'link'],
    ),
    inner(
      words('Nomor akun yang meminta dan haknya', 'Account id of whoever asked, and their rights'),
      ...['asked_by', 'actor', 'lane'],
    ),
    open(
      {
        by: [],
        self: true,
        but: words('dan administrator, tanpa isinya', 'and administrators, without content'),
      },
      words('Jenis, keadaan, kemajuan, kode kesalahan', 'Kind, state, progress, error code'),
      ...['id', 'kind', 'title', 'state', 'done', 'total', 'attempts', 'failure', 'asked_at', 'run_at'],
      ...['started_at', 'ended_at', 'cancel_asked_at'],
    ),
    inner(words('Siapa yang mengerjakan', 'Who is at it'), 'lease', 'lease_until', 'key'),
  ),
  upload: table(
    words('Berkas dalam pengiriman', 'File on its way in'),
    inner(
      words(
        'Nomor akun pengirim, kegunaan, ukuran, waktu, sidik isi, siapa yang sedang menulis',
        'Account id of the sender, purpose, size, times, hash of the content, who is writing',
      ),
      ...['id', 'owner', 'purpose', 'size', 'created_at', 'expires_at', 'sha256'],
      ...['lease', 'lease_until', 'lease_wanted'],
    ),
  ),
  job_schedule: table(
    words('Jadwal pekerjaan', 'Schedule of jobs'),
    inner(words('Nama dan waktu', 'Name and time'), 'name', 'next_at', 'last_at'),
  ),
};
