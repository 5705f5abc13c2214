/** The doors of the daily report: draft, form, issue, correct, list, read, and its three printed forms. */
import { Bytes, command, list, query } from '#shared/endpoint.ts';
import { Id, Instant, nullable, object, PlainDate, PlainTime, paragraph, Type } from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { draftSaved, formSet, reportCorrected, reportIssued } from './events.ts';
import { dailyReportIssue, dailyReportRead } from './rights.ts';
import { DailyReport, ReplacedLetter, ReportForm, ReportText } from './shape.ts';

const base = '/api/operations/:operationId/daily-reports';
const params = { operationId: Id };
const one = { operationId: Id, reportId: Id };
const title = (id: string, en: string) => ({ id, en });
/** The operation's today unless given. */
const ofDay = { day: Type.Optional(PlainDate) };
/** The newest unless given. */
const ofVersion = { version: Type.Optional(Type.Integer({ minimum: 1 })) };

/** Letters that the paper cannot print and marks instead; left out where it prints all. */
const unprintable = { unprintable: Type.Optional(Type.Array(ReplacedLetter)) };

export const readDraft = query({
  name: 'situation.readDraft',
  path: `${base}/draft`,
  summary: title('Konsep laporan harian dengan angka langsung', 'Draft of a daily report with live figures'),
  access: dailyReportIssue,
  params,
  query: ofDay,
  reply: object({
    report: DailyReport,
    form: ReportForm,
    /** What it would be called if it were issued this moment; another may be issued before it. A draft has no number. */
    number: Type.String(),
    issued: nullable(object({ id: Id, version: Type.Integer(), number: Type.String() })),
    /** False where the reader's reach does not cover the whole operation: the figures are then partial. */
    whole: Type.Boolean(),
    ...unprintable,
  }),
});

export const saveDraft = command({
  name: 'situation.saveDraft',
  path: `${base}/draft`,
  summary: title('Simpan isian bebas dan jam batas konsep', 'Save the free text and cut-off of a draft'),
  access: dailyReportIssue,
  params,
  body: object({ day: PlainDate, cutOff: PlainTime, text: ReportText }),
  reply: object({ day: PlainDate }),
  records: [draftSaved],
});

export const setForm = command({
  name: 'situation.setReportForm',
  path: `${base}/form`,
  summary: title('Atur kop, pola nomor, dan jam batas', 'Set letterhead, number pattern and cut-off hour'),
  access: dailyReportIssue,
  params,
  body: ReportForm,
  reply: object({}),
  records: [formSet],
});

const Issued = object({
  id: Id,
  number: Type.String(),
  version: Type.Integer(),
  /** Hex SHA-256 of the frozen content; the journal holds the same. */
  sha256: Type.String(),
});

export const issueReport = command({
  name: 'situation.issueReport',
  path: base,
  summary: title('Terbitkan laporan harian dengan nomor', 'Issue the daily report with a number'),
  access: dailyReportIssue,
  params,
  body: object({ id: Id, day: PlainDate }),
  reply: Issued,
  records: [reportIssued],
  refusals: ['daily-report.period-open', 'daily-report.exists', 'daily-report.partial-reach'],
});

export const correctReport = command({
  name: 'situation.correctReport',
  path: `${base}/:reportId/corrections`,
  summary: title('Terbitkan koreksi sebagai versi baru', 'Issue a correction as a new version'),
  access: dailyReportIssue,
  params: one,
  /** `from`: the version that the correction was made from; a newer one refuses it. */
  body: object({ from: Type.Integer({ minimum: 1 }), reason: paragraph(1000) }),
  reply: Issued,
  records: [reportCorrected],
  refusals: ['daily-report.corrected-meanwhile', 'daily-report.reason-missing', 'daily-report.partial-reach'],
});

export const listDailyReports = list({
  name: 'situation.listDailyReports',
  path: base,
  summary: title('Laporan harian yang terbit', 'Daily reports that were issued'),
  access: dailyReportRead,
  params,
  row: object({
    id: Id,
    day: PlainDate,
    number: Type.String(),
    version: Type.Integer(),
    periodFrom: Instant,
    periodTo: Instant,
    issuedAt: Instant,
    agency: Type.String(),
    reports: Type.Integer(),
    incidentsOpen: Type.Integer(),
    sha256: Type.String(),
  }),
  columns: columns({
    id: { title: title('ID', 'Id'), type: 'id', hidden: true },
    day: { title: title('Hari', 'Day'), type: 'day' },
    number: { title: title('Nomor', 'Number'), type: 'text' },
    version: { title: title('Versi', 'Version'), type: 'number' },
    periodFrom: { title: title('Periode dari', 'Period from'), type: 'instant' },
    periodTo: { title: title('Periode sampai', 'Period to'), type: 'instant' },
    issuedAt: { title: title('Terbit', 'Issued'), type: 'instant' },
    agency: { title: title('Penerbit', 'Issuer'), type: 'text' },
    reports: { title: title('Laporan', 'Reports'), type: 'number' },
    incidentsOpen: { title: title('Kejadian terbuka', 'Open incidents'), type: 'number' },
    sha256: { title: title('Sidik isi (SHA-256)', 'Fingerprint (SHA-256)'), type: 'text', quiet: true },
  }),
});

export const VersionLine = object({
  version: Type.Integer(),
  issuedAt: Instant,
  issuedBy: Type.String(),
  agency: Type.String(),
  reason: nullable(Type.String()),
  sha256: Type.String(),
});

export const readDailyReport = query({
  name: 'situation.readDailyReport',
  path: `${base}/:reportId`,
  summary: title('Satu laporan harian, versi mana pun', 'One daily report in any version'),
  access: dailyReportRead,
  params: one,
  query: ofVersion,
  reply: object({
    id: Id,
    number: Type.String(),
    report: DailyReport,
    version: Type.Integer(),
    /** True where a later version has taken its place. */
    superseded: Type.Boolean(),
    versions: Type.Array(VersionLine),
    mayCorrect: Type.Boolean(),
    ...unprintable,
  }),
});

const PlainText = object({ text: Type.String(), characters: Type.Integer() });
const printed = (form: string) => ({ name: `situation.printed.${form}`, path: `${base}/:reportId/${form}` });
const drafted = (form: string) => ({ name: `situation.draft.${form}`, path: `${base}/draft/${form}` });
const issuedForm = { access: dailyReportRead, params: one, query: ofVersion };
const draftForm = { access: dailyReportIssue, params, query: ofDay };
/** Printing takes a worker for a tenth of a second, and the report is counted anew. */
const asBytes = { reply: Bytes, replyType: 'bytes', cost: 20 } as const;

export const printReport = query({
  ...printed('pdf'),
  ...issuedForm,
  ...asBytes,
  summary: title('Laporan harian sebagai PDF bertag', 'Daily report as tagged PDF'),
});
export const sheetReport = query({
  ...printed('xlsx'),
  ...issuedForm,
  ...asBytes,
  summary: title('Laporan harian sebagai XLSX', 'Daily report as XLSX'),
});
export const messageReport = query({
  ...printed('text'),
  ...issuedForm,
  reply: PlainText,
  summary: title('Laporan harian sebagai teks pesan', 'Daily report as text for a messenger'),
});
export const printDraft = query({
  ...drafted('pdf'),
  ...draftForm,
  ...asBytes,
  summary: title('Konsep sebagai PDF bertag', 'Draft as tagged PDF'),
});
export const sheetDraft = query({
  ...drafted('xlsx'),
  ...draftForm,
  ...asBytes,
  summary: title('Konsep sebagai XLSX', 'Draft as XLSX'),
});
export const messageDraft = query({
  ...drafted('text'),
  ...draftForm,
  reply: PlainText,
  summary: title('Konsep sebagai teks pesan', 'Draft as text for a messenger'),
});
