/** Whom each column concerns. */
import { type Holdings, inner, open, personal, readBy, rooted, table, words } from '#shared/holding.ts';
import { outreachRead } from './contract.ts';

const readers = {
  ...readBy(outreachRead),
  but: words('di dalam wilayah dan operasi perannya', 'within the areas and operation of the role'),
};
const kept = {
  readers,
  purpose: words(
    'merencanakan dialog dan sosialisasi, dan mengetahui wilayah yang belum tersentuh',
    'to plan dialogue and public education, and know where there was none',
  ),
  basis: 'public-task',
  term: { after: 'operation-end', days: 365 },
} as const;
const inJournal = (field: string) =>
  ['planned', 'held', 'changed'].map((what) => `outreach.${what}.v1:${field}`);

const tables: Holdings = {
  outreach: table(
    words('Kegiatan penggalangan atau sosialisasi', 'Outreach event'),
    open(
      readers,
      words(
        'Jenis, wilayah, instansi, jenis khalayak, waktu, dan jumlah hadirin',
        'Kind, area, agencies, kind of audience, times and number of people',
      ),
      ...[
        'id',
        'operation_id',
        'code_no',
        'code',
        'kind',
        'agency',
        'agency_name',
        'partners',
        'partner_names',
      ],
      ...['area', 'area_name', 'audiences', 'planned_at', 'held_at', 'attended', 'attended_basis'],
      ...['state', 'standing', 'version', 'made_at'],
    ),
    personal(
      { ...kept, what: words('Nama kegiatan, teks bebas', 'Title, free text'), journal: inJournal('title') },
      'title',
    ),
    personal(
      { ...kept, what: words('Tempat, teks bebas', 'Place, free text'), journal: inJournal('place') },
      'place',
    ),
    personal(
      {
        ...kept,
        what: words('Catatan kegiatan, teks bebas', 'Note on the event, free text'),
        journal: inJournal('text'),
      },
      'note',
    ),
    personal(
      {
        ...kept,
        what: words('Alasan batal, teks bebas', 'Why it was cancelled, free text'),
        journal: ['outreach.cancelled.v1:reason'],
      },
      'cancelled_because',
    ),
    inner(
      words('Nomor akun penulis dan sidik isi', 'Account id of its writer, and hash of the content'),
      'made_by',
      'content_hash',
    ),
  ),
  outreach_entry: table(
    words('Riwayat kegiatan', 'History of an outreach event'),
    open(
      readers,
      words('Apa yang dilakukan dan kapan', 'What was done, and when'),
      ...['id', 'outreach_id', 'what', 'version', 'at', 'operation_at'],
    ),
    personal(
      {
        ...kept,
        what: words('Siapa yang mencatat', 'Who wrote it down'),
        purpose: words('perbuatan dapat dipertanggungjawabkan', 'what was done can be accounted for'),
      },
      'by_user',
      'by_name',
    ),
    personal(
      {
        ...kept,
        what: words('Alasan perubahan, teks bebas', 'Why it was changed, free text'),
        journal: inJournal('reason'),
      },
      'text',
    ),
  ),
};

export const holdings: Holdings = rooted(tables, {
  outreach_entry: { by: 'outreach_id', table: 'outreach' },
});
