/** What is held of activities, alarms and private calendar links. */
import { type Holdings, inner, open, personal, type Readers, rooted, table, words } from '#shared/holding.ts';
import { activityRead, operationRead } from './contract.ts';

const inTheirAreas: Readers = {
  by: [activityRead],
  but: words(
    'di dalam wilayah dan operasi perannya; juga lewat tautan kalender pribadi pemegang hak ini',
    'within the areas and operation of the role; also by the private calendar link of such a person',
  ),
};
const secured = {
  purpose: words('mengamankan atau memfasilitasi kegiatan', 'to secure or facilitate an activity'),
  basis: 'public-task',
  term: { after: 'operation-end', days: 180 },
  readers: inTheirAreas,
} as const;
const ofEvents = (field: string) => [`activity.planned.v1:${field}`, `activity.changed.v1:${field}`];

const tables: Holdings = {
  operation_activity: table(
    words('Kegiatan yang diamankan', 'Activity to secure'),
    open(
      inTheirAreas,
      words(
        'Jenis, sikap, wilayah, waktu, massa, satgas, keadaan',
        'Kind, stance, area, times, crowd, task force, state',
      ),
      ...['id', 'operation_id', 'kind', 'stance', 'area', 'starts_at', 'ends_at', 'expected_crowd', 'satgas'],
      ...['state', 'closed_at', 'corrected_at', 'standing', 'version', 'recorded_at'],
    ),
    personal(
      {
        ...secured,
        what: words('Judul kegiatan, teks bebas', 'Title, free text'),
        journal: ofEvents('title'),
      },
      'title',
    ),
    personal(
      { ...secured, what: words('Penyelenggara', 'Organiser'), journal: ofEvents('organiser') },
      'organiser',
    ),
    personal(
      {
        ...secured,
        what: words('Tempat kegiatan, teks bebas', 'Place, free text'),
        journal: ofEvents('place'),
      },
      'place',
    ),
    personal(
      { ...secured, what: words('Catatan, teks bebas', 'Note, free text'), journal: ofEvents('note') },
      'note',
    ),
    personal(
      {
        ...secured,
        what: words('Hasil kegiatan, teks bebas', 'Result, free text'),
        journal: ['activity.closed.v1:result', 'activity.result-corrected.v1:result'],
      },
      'result',
    ),
    inner(words('Sidik isi', 'Hash of the content'), 'content_hash'),
  ),
  operation_activity_strength: table(
    words('Kekuatan kegiatan', 'Strength of an activity'),
    open(
      inTheirAreas,
      words('Unsur dan berapa orang', 'Force and how many people'),
      'activity_id',
      'force',
      'count',
    ),
  ),
  operation_alarm_seen: table(
    words('Alarm yang diterima', 'Alarm acknowledged'),
    open(
      operationRead,
      words('Instansi mana yang sudah menerima alarm', 'Which agency has received an alarm'),
      'operation_id',
      'alarm',
      'agency_id',
    ),
    inner(
      words('Nomor akun penerima dan kapan', 'Account id of whoever did, and when'),
      'seen_by',
      'seen_at',
    ),
  ),
  operation_calendar_link: table(
    words('Tautan kalender pribadi', 'Private calendar link'),
    personal(
      {
        what: words('Label tautan, teks bebas', 'Label of a link, free text'),
        purpose: words('pemilik mengenali tautannya', 'the owner knows the link again'),
        basis: 'consent',
        term: { after: 'removed', days: 30, clock: ['revoked_at'] },
        readers: { by: [], self: true },
        journal: ['calendar-link.made.v1:label'],
      },
      'label',
    ),
    open(
      { by: [], self: true, but: words('pembuatnya saja', 'only whoever made it') },
      words('Kapan dibuat dan dicabut', 'When it was made and revoked'),
      'id',
      'user_id',
      'made_at',
      'revoked_at',
    ),
    inner(
      words(
        'Sidik rahasia tautan dan salinan peran pembuat',
        'Hash of the secret, and a copy of the maker’s roles',
      ),
      'token_hash',
      'grants',
      'agency_id',
    ),
  ),
};

export const activityHoldings: Holdings = rooted(tables, {
  operation_calendar_link: 'none',
  operation_activity_strength: { by: 'activity_id', table: 'operation_activity' },
});
