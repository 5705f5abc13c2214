import { type Holdings, inner, open, personal, type Readers, rooted, table, words } from '#shared/holding.ts';
import { incidentContent, incidentRead } from './contract.ts';

const notOurOwn = words(
  'tidak pernah instansi yang diberitakan; di dalam wilayah dan operasi perannya',
  'never the agency it is about; within the areas and operation of the role',
);
// The auditor holds the permission to read, and the rule of the record gives totals alone.
const inLists: Readers = { by: [incidentRead], not: ['auditor'], but: notOurOwn };
const inCards: Readers = { by: [incidentContent], but: notOurOwn };
const handled = {
  purpose: words(
    'menangani kejadian dan mempertanggungjawabkannya',
    'to handle the incident and account for it',
  ),
  basis: 'public-task',
  term: { after: 'operation-end', days: 365 },
} as const;

const tables: Holdings = {
  incident: table(
    words('Kejadian', 'Incident'),
    open(
      inLists,
      words(
        'Kode, jenis, tingkat, keadaan, wilayah, tujuan, dan waktu',
        'Code, kind, level, state, area, addressee and times',
      ),
      'id',
      'operation_id',
      'code',
      'area',
      'area_name',
      'kind',
      'kind_name',
      'level',
      'state',
      'emergency',
      'addressee',
      'addressee_name',
      'opened_at',
      'opened_operation_at',
      'resolved_at',
      'resolved_operation_at',
      'held_since',
      'held_operation_since',
    ),
    open(inCards, words('Instansi yang diberitakan', 'The agency it is about'), 'about', 'about_name'),
    personal(
      {
        ...handled,
        what: words('Judul kejadian, teks bebas', 'Title of an incident, free text'),
        readers: inLists,
        journal: ['incident.opened.v1:title'],
      },
      'title',
    ),
    personal(
      {
        ...handled,
        what: words('Titik kejadian', 'Point of an incident'),
        readers: inLists,
      },
      'lon',
      'lat',
    ),
    personal(
      {
        ...handled,
        what: words('Uraian kejadian, teks bebas', 'Text of an incident, free text'),
        readers: inCards,
        journal: ['incident.opened.v1:text'],
      },
      'text',
    ),
    personal(
      {
        ...handled,
        what: words('Hasil penyelesaian, teks bebas', 'How it ended, free text'),
        readers: inCards,
        journal: ['incident.resolved.v1:result'],
      },
      'result',
    ),
    personal(
      {
        ...handled,
        what: words('Jawaban kepada pelapor', 'What its reporters are told'),
        readers: {
          ...inCards,
          self: true,
          but: words('juga pengirim laporan kejadian ini', 'also the senders of its reports'),
        },
        journal: ['incident.resolved.v1:answer'],
      },
      'answer',
    ),
    personal(
      {
        ...handled,
        what: words('Siapa yang memegang', 'Who holds it'),
        purpose: words('satu orang bertanggung jawab, dengan nama', 'one person answers for it, by name'),
        readers: inLists,
      },
      'holder',
      'holder_name',
      'holder_agency',
    ),
    inner(
      words('Nomor akun pembuka dan sidik isi', 'Account id of whoever opened it, and hash of the content'),
      'opened_by',
      'content_hash',
    ),
  ),
  incident_report: table(
    words('Laporan milik kejadian', 'Report of an incident'),
    open(
      inCards,
      words('Laporan mana milik kejadian mana', 'Which report belongs to which incident'),
      'report_id',
      'incident_id',
    ),
  ),
  incident_log: table(
    words('Catatan kejadian', 'Log of an incident'),
    open(
      inCards,
      words('Apa yang dilakukan dan kapan', 'What was done, and when'),
      'id',
      'incident_id',
      'at',
      'operation_at',
      'what',
      'level',
    ),
    personal(
      {
        ...handled,
        what: words('Siapa yang melakukannya', 'Who did it'),
        purpose: words('perbuatan dapat dipertanggungjawabkan', 'what was done can be accounted for'),
        readers: inCards,
      },
      'by_name',
      'by_user',
      'by_agency',
    ),
    personal(
      {
        ...handled,
        what: words('Catatan dan alasan, teks bebas', 'Notes and reasons, free text'),
        readers: inCards,
        journal: [
          'incident.noted.v1:text',
          'incident.taken.v1:reason',
          'incident.released.v1:reason',
          'incident.level-set.v1:reason',
        ],
      },
      'text',
    ),
  ),
};

export const holdings: Holdings = rooted(tables, {
  incident_report: { by: 'incident_id', table: 'incident' },
  incident_log: { by: 'incident_id', table: 'incident' },
});
