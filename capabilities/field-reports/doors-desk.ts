/** The doors that an operations room uses: see, acknowledge, answer. */
import { Bytes, command, list, query } from '#shared/endpoint.ts';
import {
  Id,
  Instant,
  Latitude,
  Localized,
  Longitude,
  nullable,
  object,
  oneOf,
  paragraph,
  type Static,
  Type,
} from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { areaColumns, pointColumns, YesNo, yesNoColumn } from '#shared/usual-columns.ts';
import { reportAnswered, reportKindsSet, reportRead } from './events.ts';
import { helpNeeded, KindDefinition, Place, reportStates, Step, stateWords } from './report.ts';
import { fieldReportAnswer, fieldReportContent, fieldReportRead, reportKindsEdit } from './rights.ts';

export const setReportKinds = command({
  name: 'field-reports.setKinds',
  path: '/api/field-reports/kinds',
  summary: { id: 'Atur jenis laporan', en: 'Set the kinds of report' },
  access: reportKindsEdit,
  body: object({
    version: Type.Integer({ minimum: 1 }),
    kinds: Type.Array(KindDefinition, { minItems: 1, maxItems: 40 }),
  }),
  reply: object({ version: Type.Integer() }),
  records: [reportKindsSet],
  refusals: ['field-report.kinds-version'],
});

export const readPhoto = query({
  name: 'field-reports.readPhoto',
  path: '/api/field-reports/:reportId/photos/:photoId',
  summary: { id: 'Foto laporan', en: 'A photograph of a report' },
  access: fieldReportContent,
  params: { reportId: Id, photoId: Id },
  reply: Bytes,
  replyType: 'bytes',
});

export const ReportRow = object({
  id: Id,
  code: Type.String(),
  kind: Type.String(),
  /** The name of the kind in the language asked for. */
  kindName: Type.String(),
  help: oneOf(helpNeeded),
  text: Type.String(),
  state: oneOf(reportStates),
  area: Type.String(),
  areaName: Type.String(),
  stationId: nullable(Id),
  stationName: nullable(Type.String()),
  addressee: nullable(Type.String()),
  /** As the phone's clock said. */
  capturedAt: Instant,
  /** The same moment by the server's clock, as far as the phone's error is known. */
  happenedAt: Instant,
  receivedAt: Instant,
  /** When it was received, by the operation's clock: what lists, tallies and the daily report go by. */
  operationAt: Instant,
  /** When it happened, by the operation's clock. */
  happenedOperationAt: Instant,
  /** How many have arrived. */
  photos: Type.Integer(),
  lon: nullable(Longitude),
  lat: nullable(Latitude),
  mayAnswer: YesNo,
  /** Whether it concerns an agency's own people; papers that every agency reads leave it out. */
  about: YesNo,
  /** An emergency pressed after the shift of the card that sent it. */
  afterShift: YesNo,
  /** What waits is read in this order: 0 an emergency, 1 help asked for now, 2 everything else. */
  urgency: Type.Integer(),
});
export type ReportRow = Static<typeof ReportRow>;

export const listReports = list({
  name: 'field-reports.list',
  path: '/api/operations/:operationId/field-reports',
  summary: { id: 'Daftar laporan lapangan', en: 'List of field reports' },
  access: fieldReportRead,
  params: { operationId: Id },
  row: ReportRow,
  columns: columns({
    id: { title: { id: 'ID', en: 'Id' }, type: 'id', hidden: true },
    text: { title: { id: 'Isi', en: 'Text' }, type: 'text' },
    kind: { title: { id: 'Kunci jenis', en: 'Key of the kind' }, type: 'text', hidden: true },
    kindName: { title: { id: 'Jenis', en: 'Kind' }, type: 'text', quiet: true },
    state: { title: { id: 'Keadaan', en: 'State' }, type: 'choice', choices: stateWords },
    help: {
      title: { id: 'Perlu bantuan', en: 'Needs help' },
      type: 'choice',
      choices: {
        no: { id: 'tidak', en: 'no' },
        now: { id: 'segera', en: 'now' },
        later: { id: 'nanti', en: 'later' },
      },
      quiet: true,
    },
    stationId: { title: { id: 'ID TPS', en: 'Station id' }, type: 'id', hidden: true },
    stationName: { title: { id: 'Pos', en: 'Post' }, type: 'text' },
    ...areaColumns,
    operationAt: {
      title: { id: 'Waktu operasi', en: 'Operation time' },
      type: 'instant',
    },
    happenedOperationAt: {
      title: { id: 'Kejadian (waktu operasi)', en: 'Happened (operation time)' },
      type: 'instant',
      quiet: true,
    },
    receivedAt: {
      title: { id: 'Diterima sebenarnya', en: 'Really received' },
      type: 'instant',
      quiet: true,
    },
    happenedAt: {
      title: { id: 'Waktu kejadian sebenarnya', en: 'Really happened' },
      type: 'instant',
      quiet: true,
    },
    capturedAt: { title: { id: 'Waktu di HP', en: 'Captured' }, type: 'instant', quiet: true },
    addressee: { title: { id: 'Tujuan', en: 'Addressee' }, type: 'text' },
    code: { title: { id: 'Kode', en: 'Code' }, type: 'text' },
    photos: { title: { id: 'Foto', en: 'Photographs' }, type: 'number', quiet: true },
    ...pointColumns,
    mayAnswer: { ...yesNoColumn('Menunggu kami', 'Ours to answer'), quiet: true },
    about: { ...yesNoColumn('Menyangkut petugas', 'About an agency’s people'), quiet: true },
    afterShift: { ...yesNoColumn('Sesudah jaga berakhir', 'After the shift'), quiet: true },
    urgency: { title: { id: 'Urutan mendesak', en: 'Order of urgency' }, type: 'number', hidden: true },
  }),
});

export const readReport = query({
  name: 'field-reports.read',
  path: '/api/field-reports/:reportId',
  summary: { id: 'Satu laporan dengan riwayatnya', en: 'One report and what became of it' },
  access: fieldReportContent,
  params: { reportId: Id },
  reply: object({
    ...ReportRow.properties,
    kindName: Localized,
    operationId: Id,
    place: nullable(Place),
    clockSkewS: nullable(Type.Integer({ description: 'Phone clock minus server clock' })),
    aboutAgency: nullable(Type.String()),
    aboutAgencyId: nullable(Id),
    photosAnnounced: Type.Integer(),
    photoIds: Type.Array(Id),
    steps: Type.Array(Step),
    mayAnswer: Type.Boolean(),
    /** The incident that came of it; null when there is none, or none that the reader may see. */
    incidentId: nullable(Id),
    /** The earlier report of which it tells more. */
    follows: nullable(object({ id: Id, code: Type.String() })),
  }),
});

/** "I have read it": one report or many, from a list worked by keyboard. All of them, or none. */
export const acknowledgeReports = command({
  name: 'field-reports.acknowledge',
  path: '/api/field-reports/acknowledge',
  summary: { id: 'Tandai sudah dibaca', en: 'Mark as read' },
  access: fieldReportAnswer,
  body: object({ reportIds: Type.Array(Id, { minItems: 1, maxItems: 500 }) }),
  reply: object({ acknowledged: Type.Integer(), already: Type.Integer() }),
  records: [reportRead],
  refusals: ['field-report.not-addressee'],
});

/** More than one answer is possible; all are kept, and the sender reads the newest first. */
export const answerReport = command({
  name: 'field-reports.answer',
  path: '/api/field-reports/:reportId/answer',
  summary: { id: 'Jawab pelapor', en: 'Answer the reporter' },
  access: fieldReportAnswer,
  params: { reportId: Id },
  body: object({ answer: paragraph(1000) }),
  reply: object({ id: Id }),
  records: [reportAnswered, reportRead],
  refusals: ['field-report.not-addressee', 'field-report.empty-answer'],
});

export const POINTS_LIMIT = 2000;

/** Reports of the last hours for a map, newest first; `dropped` says how many more there are. */
export const readReportPoints = query({
  name: 'field-reports.points',
  path: '/api/operations/:operationId/field-reports/points',
  summary: { id: 'Titik laporan untuk peta', en: 'Points of reports for a map' },
  access: fieldReportRead,
  params: { operationId: Id },
  query: { hours: Type.Optional(Type.Integer({ minimum: 1, maximum: 336, description: '24 unless given' })) },
  reply: object({
    points: Type.Array(
      object({
        id: Id,
        code: Type.String(),
        kind: Type.String(),
        help: oneOf(helpNeeded),
        state: oneOf(reportStates),
        area: Type.String(),
        receivedAt: Instant,
        operationAt: Instant,
        lon: Longitude,
        lat: Latitude,
        /** How the place is known: from the phone, from its post, or from the middle of its area. */
        from: oneOf(['phone', 'station', 'area']),
      }),
    ),
    dropped: Type.Integer(),
    withoutPlace: Type.Integer(),
  }),
});
