import {
  type Holdings,
  inner,
  open,
  personal,
  type Readers,
  rooted,
  sealed,
  table,
  words,
} from '#shared/holding.ts';
import { fieldReportContent, fieldReportRead } from './contract.ts';

const notOurOwn = words(
  'tidak pernah instansi yang diberitakan; di dalam wilayah dan operasi perannya; petugas lapangan hanya laporannya sendiri',
  'never the agency it is about; within the areas and operation of the role; a field officer only what they sent',
);
// Field officers and auditors hold the permission to read; the rule of the record gives them their own, and totals.
const reports: Readers = {
  by: [fieldReportRead],
  not: ['field-officer', 'auditor'],
  self: true,
  but: notOurOwn,
};
const cards: Readers = { ...reports, by: [fieldReportContent] };
const told = {
  purpose: words('mengetahui apa yang terjadi dan membantu', 'to know what happened, and to help'),
  basis: 'public-task',
  term: { after: 'operation-end', days: 365 },
} as const;

const tables: Holdings = {
  field_report_kind: table(
    words('Jenis laporan', 'Kind of report'),
    open(
      { by: [], anyone: 'signed-in' },
      words('Nama, tujuan, petunjuk', 'Name, addressees, hint'),
      'version',
      'key',
      'position',
      'name',
      'icon',
      'addressees',
      'bypasses_subject',
      'stance',
      'hint',
    ),
  ),
  field_report: table(
    words('Laporan lapangan', 'Field report'),
    open(
      reports,
      words(
        'Kode, jenis, pos, wilayah, tujuan, keadaan, dan waktu',
        'Code, kind, post, area, addressee, state and times',
      ),
      'id',
      'operation_id',
      'code',
      'area',
      'area_name',
      'station_id',
      'station_name',
      'kind',
      'help',
      'addressee',
      'addressee_name',
      'captured_at',
      'happened_at',
      'received_at',
      'operation_at',
      'photos_announced',
      'state',
      'follows',
      'after_shift',
      'resolved_at',
    ),
    open(
      cards,
      words(
        'Instansi yang diberitakan, kejadiannya, selisih jam HP',
        'The agency it is about, its incident, error of the phone’s clock',
      ),
      'about',
      'about_name',
      'incident_id',
      'skew_s',
    ),
    personal(
      {
        ...told,
        what: words('Isi laporan, teks bebas', 'Text of a report, free text'),
        readers: reports,
        journal: ['field-report.received.v1:text'],
      },
      'text',
    ),
    personal(
      {
        ...told,
        what: words('Tempat pelapor berdiri menurut HP', 'Where the reporter stood, by their phone'),
        readers: cards,
        journal: ['field-report.received.v1:place'],
      },
      'place',
    ),
    personal(
      {
        ...told,
        what: words('Titik laporan di peta', 'Point of a report on the map'),
        readers: reports,
      },
      'lon',
      'lat',
      'point_from',
    ),
    personal(
      {
        ...told,
        what: words(
          'Nomor akun atau kartu pelapor; tanpa nama di meja mana pun',
          'Account or card id of the reporter; no desk reads a name',
        ),
        purpose: words('pelapor membaca nasib laporannya sendiri', 'the reporter reads what became of it'),
        readers: { by: [], self: true },
      },
      'reporter',
      'reporter_agency',
    ),
    open({ by: [], self: true }, words('Tanda terima bertanda tangan', 'Signed receipt'), 'receipt'),
    inner(words('Sidik isi laporan', 'Hash of the content'), 'content_hash'),
  ),
  field_report_step: table(
    words('Nasib laporan', 'What became of a report'),
    open(
      cards,
      words('Diterima, dibaca, ditindaklanjuti, dijawab: kapan', 'Received, read, acted on, answered: when'),
      'id',
      'report_id',
      'what',
      'at',
      'operation_at',
    ),
    personal(
      {
        ...told,
        what: words('Siapa yang membaca atau menjawab', 'Who read or answered it'),
        purpose: words('perbuatan dapat dipertanggungjawabkan', 'what was done can be accounted for'),
        readers: {
          ...cards,
          self: true,
          but: words(
            'pelapor membaca instansinya saja, bukan orangnya; tidak pernah instansi yang diberitakan',
            'the reporter reads the agency alone, not the person; never the agency it is about',
          ),
        },
      },
      'by_user',
      'by_agency',
    ),
    personal(
      {
        ...told,
        what: words('Jawaban, teks bebas', 'Answer, free text'),
        readers: cards,
        journal: ['field-report.answered.v1:answer'],
      },
      'note',
    ),
  ),
  field_report_photo: table(
    words('Foto laporan', 'Photograph of a report'),
    open(
      cards,
      words('Ukuran dan waktu foto', 'Size and times of a photograph'),
      'id',
      'report_id',
      'width',
      'height',
      'received_at',
    ),
    open(
      { by: [], self: true },
      words('Waktu foto diambil dan sidik aslinya', 'When it was taken, and hash of the original'),
      'taken_at',
      'original_sha256',
    ),
    personal(
      {
        ...told,
        what: words('Tempat foto diambil', 'Where a photograph was taken'),
        readers: {
          by: [],
          but: words('tidak ditampilkan di layar atau berkas mana pun', 'shown on no screen and in no file'),
        },
        journal: ['field-report.photo-attached.v1:takenPlace'],
      },
      'taken_place',
    ),
    personal(
      {
        ...told,
        what: words('Foto laporan: berkas yang disimpan', 'Photograph of a report: the file as kept'),
        readers: cards,
      },
      'file',
    ),
  ),
};

export const holdings: Holdings = rooted(tables, {
  field_report_step: { by: 'report_id', table: 'field_report' },
  field_report_photo: { by: 'report_id', table: 'field_report' },
});

/** What this room keeps outside tables: photographs on the server, and what waits on phones. */
export const stores: Holdings = {
  'files/': table(
    words('Berkas foto', 'Files of photographs'),
    personal(
      {
        ...told,
        what: words(
          'Gambar, tegak, diperkecil, tanpa metadata',
          'The picture, upright, reduced, without metadata',
        ),
        readers: cards,
      },
      'photograph',
    ),
  ),
  phone: table(
    words('HP petugas', 'Phone of a field officer'),
    sealed(
      {
        what: words(
          'Laporan dan foto yang menunggu kirim, sesi masuk',
          'Reports and photographs that wait, and the sign-in',
        ),
        readers: words(
          'hanya orang yang masuk di HP itu, dengan kartu dan PIN-nya',
          'only who signed in on that phone, with their card and PIN',
        ),
      },
      'outbox',
    ),
    personal(
      {
        ...told,
        what: words(
          'Nama, pos, giliran: daftar orang di HP itu',
          'Name, post, shift: the list of people on that phone',
        ),
        purpose: words('memilih milik siapa yang dibuka', 'to choose whose is opened'),
        term: {
          after: 'removed',
          days: 0,
          executed: false,
          why: words('di HP itu sendiri, bukan di server', 'on that phone itself, not on the server'),
        },
        readers: {
          by: [],
          self: true,
          but: words('siapa pun yang memegang HP itu', 'whoever holds that phone'),
        },
      },
      'vault',
    ),
  ),
};
