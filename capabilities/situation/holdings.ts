import { fieldReportRead } from '#rooms/field-reports/contract.ts';
import { incidentRead } from '#rooms/incidents/contract.ts';
import { type Holdings, inner, open, personal, type Readers, rooted, table, words } from '#shared/holding.ts';
import { dailyReportIssue, dailyReportRead, totalsRead } from './contract.ts';

const notOurOwn = words(
  'tidak pernah instansi yang diberitakan; auditor hanya jumlahnya',
  'never the agency it is about; auditors only totals',
);
const waiting: Readers = { by: [fieldReportRead], not: ['field-officer'], but: notOurOwn };
const printed = words(
  'juga sebagai PDF, XLSX, dan teks pesan yang sama isinya',
  'also as PDF, XLSX and message text with the same content',
);
const issued: Readers = { by: [dailyReportRead], but: printed };
const written = {
  basis: 'public-task',
  term: { after: 'operation-end', days: 365 },
} as const;

/** What was issued is a paper of record; its copies lie in the registries of several agencies. */
const issuedForGood = {
  basis: 'public-task',
  term: {
    after: 'operation-end',
    days: 365,
    executed: false,
    why: words(
      'naskah dinas yang terbit adalah arsip: jadwal retensi arsip instansi yang menentukan (UU 43/2009); nama perorangan di dalamnya dihapus atas permintaan',
      'an issued paper is a record: the records schedule of the agency decides (UU 43/2009); single names in it are erased on request',
    ),
  },
} as const;

const tables: Holdings = {
  situation_unread_report: table(
    words('Laporan yang belum dibaca', 'Report that waits'),
    open(
      waiting,
      words(
        'Operasi, wilayah, tujuan, permintaan bantuan, waktu',
        'Operation, area, addressee, help asked for, time',
      ),
      ...['id', 'operation_id', 'area', 'addressee', 'about', 'help', 'received_at'],
    ),
    inner(words('Nomor akun atau kartu pelapor', 'Account or card id of the reporter'), 'reporter'),
  ),
  situation_acknowledged_report: table(
    words('Lama laporan menunggu', 'How long a report waited'),
    open(
      {
        ...waiting,
        by: [fieldReportRead, totalsRead],
        but: words('sebagai jumlah dan lama saja', 'as counts and durations only'),
      },
      words('Operasi, wilayah, tujuan, diterima, dibaca', 'Operation, area, addressee, received, read'),
      ...['id', 'operation_id', 'area', 'addressee', 'about', 'received_at', 'acknowledged_at'],
    ),
    inner(words('Nomor akun atau kartu pelapor', 'Account or card id of the reporter'), 'reporter'),
  ),
  situation_open_incident: table(
    words('Kejadian yang belum selesai', 'Incident that waits'),
    open(
      { by: [incidentRead], not: ['auditor'], but: notOurOwn },
      words('Operasi, wilayah, tujuan, pemegang, waktu', 'Operation, area, addressee, holder, times'),
      ...['id', 'operation_id', 'area', 'addressee', 'about', 'holder', 'opened_at', 'opened_operation_at'],
    ),
  ),
  daily_report_form: table(
    words('Bentuk laporan harian', 'Form of the daily report'),
    open(
      dailyReportIssue,
      words('Kop, pola nomor, jam batas', 'Letterhead, number pattern, cut-off'),
      ...['operation_id', 'letterhead', 'number_pattern', 'cut_off'],
    ),
  ),
  daily_report_draft: table(
    words('Konsep laporan harian', 'Draft of a daily report'),
    open(dailyReportIssue, words('Hari dan jam batas', 'Day and cut-off'), 'operation_id', 'day', 'cut_off'),
    personal(
      {
        ...written,
        what: words(
          'Isian bebas: perkiraan, kebutuhan, atensi, nama dan pangkat penanda tangan',
          'Free text: outlook, needs, attention, name and rank of the signer',
        ),
        purpose: words('menyusun laporan harian', 'to write the daily report'),
        readers: { by: [dailyReportIssue] },
        journal: ['daily-report.draft-saved.v1:text'],
      },
      'body',
    ),
    inner(
      words('Nomor akun penyimpan dan kapan', 'Account id of whoever saved it, and when'),
      'saved_by',
      'saved_at',
    ),
  ),
  daily_report: table(
    words('Laporan harian', 'Daily report'),
    open(
      issued,
      words('Hari, nomor, periode, versi', 'Day, number, period, version'),
      ...['id', 'operation_id', 'day', 'ordinal', 'number', 'period_from', 'period_to', 'version'],
    ),
  ),
  daily_report_version: table(
    words('Versi laporan harian', 'Version of a daily report'),
    open(
      issued,
      words('Versi, sidik isi, penerbit, waktu terbit', 'Version, fingerprint, issuer, time of issue'),
      ...['report_id', 'version', 'sha256', 'agency_id', 'agency', 'issued_at'],
    ),
    personal(
      {
        ...issuedForGood,
        what: words(
          'Isi yang dibekukan: isian bebas, penanda tangan, kegiatan dan hasilnya',
          'Frozen content: free text, signer, activities and their results',
        ),
        purpose: words(
          'laporan yang terbit tetap seperti saat terbit',
          'what was issued stays as it was issued',
        ),
        readers: issued,
      },
      'content',
    ),
    personal(
      {
        ...issuedForGood,
        what: words('Alasan koreksi, teks bebas', 'Reason of a correction, free text'),
        purpose: words('mengapa versi baru terbit', 'why a new version was issued'),
        readers: issued,
        journal: ['daily-report.corrected.v1:reason'],
      },
      'reason',
    ),
    personal(
      {
        ...issuedForGood,
        what: words('Siapa yang menerbitkan', 'Who issued it'),
        purpose: words('perbuatan dapat dipertanggungjawabkan', 'what was done can be accounted for'),
        readers: issued,
      },
      'issued_by',
    ),
  ),
};

export const holdings: Holdings = rooted(tables, {
  daily_report_version: { by: 'report_id', table: 'daily_report' },
});
