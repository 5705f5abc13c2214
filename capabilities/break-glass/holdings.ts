import { type Holdings, inner, open, personal, type Readers, rooted, table, words } from '#shared/holding.ts';
import { seeOpenings } from './rights.ts';

const readers: Readers = { by: [seeOpenings], self: true };
const kept = {
  purpose: words(
    'menunjukkan siapa memperluas jangkauannya, mengapa, dan siapa yang menilainya',
    'to show who widened their reach, why, and who reviewed it',
  ),
  basis: 'public-task',
  term: { after: 'recorded', days: 1_825, clock: ['opened_at'] },
  readers,
} as const;

const tables: Holdings = {
  break_glass: table(
    words('Akses darurat', 'Emergency access'),
    open(
      readers,
      words('Operasi, instansi, sebab, dan wilayah', 'Operation, agency, cause and areas'),
      ...['id', 'operation_id', 'opened_as', 'cause', 'areas', 'own_areas', 'ordinal'],
    ),
    open(
      readers,
      words('Waktu, akhir, dan penilaian', 'Times, end and verdict'),
      ...['opened_at', 'until', 'ended_at', 'ended_how', 'verdict', 'reviewed_at'],
    ),
    inner(
      words('Nomor akun dan sesi', 'Ids of accounts and session'),
      'opened_by',
      'reviewed_by',
      'session_id',
    ),
    personal(
      {
        ...kept,
        what: words('Nama yang membuka dan yang menilai', 'Names of who took it and who reviewed it'),
      },
      'opened_name',
      'reviewed_name',
    ),
    personal(
      {
        ...kept,
        what: words(
          'Alasan dan catatan penilai, bila menyebut orang',
          'Reason and note of the review, where they name somebody',
        ),
        journal: ['break-glass.opened.v1:reason', 'break-glass.reviewed.v1:note'],
      },
      'reason',
      'review_note',
    ),
  ),
  break_glass_read: table(
    words('Yang dibaca lewat akses darurat', 'What was read by emergency access'),
    open(
      readers,
      words('Pintu, berapa kali, sejak dan sampai kapan', 'Door, how often, since and until when'),
      ...['opening_id', 'door', 'summary_id', 'summary_en', 'times', 'beyond', 'first_at', 'last_at'],
    ),
    inner(words('Nomor catatan yang dibaca', 'Ids of the records that were read'), 'subject'),
  ),
};

export const holdings: Holdings = rooted(tables, {
  break_glass_read: { by: 'opening_id', table: 'break_glass' },
});
