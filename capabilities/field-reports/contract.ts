/** Quick reports from the field: what happened, where, when, and who has to know. */

import { contentRoles, deskRoles } from '#rooms/access/contract.ts';
import type { AreaLevel } from '#shared/area-code.ts';
import { Bytes, command, list, query } from '#shared/endpoint.ts';
import { eventType } from '#shared/event.ts';
import { type Actor, permission, reachesOf } from '#shared/permission.ts';
import type { ProblemCatalogue } from '#shared/problem.ts';
import { question } from '#shared/question.ts';
import {
  AreaCode,
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
import {
  absent,
  all,
  any,
  byReach,
  differs,
  eq,
  nothing,
  type Predicate,
  recordKind,
} from '#shared/visibility.ts';

export const fieldReportRead = permission('field-report.read', contentRoles, {
  id: 'Membaca laporan lapangan',
  en: 'Read field reports',
});
export const fieldReportSubmit = permission('field-report.submit', ['field-officer', ...deskRoles], {
  id: 'Mengirim laporan lapangan',
  en: 'Send field reports',
});
export const fieldReportAnswer = permission(
  'field-report.answer',
  ['kaops', 'karendalops', 'agency-officer'],
  {
    id: 'Membaca, menjawab, dan menindaklanjuti laporan',
    en: 'Acknowledge and answer reports',
  },
);
export const reportKindsEdit = permission('field-report.kinds', ['system', 'kaops', 'karendalops'], {
  id: 'Mengatur jenis laporan',
  en: 'Set the kinds of report',
});

/**
 * Desks see what lies in their reach, except a report about their own people: it bypasses that agency altogether.
 * Whoever only reports sees what they sent themselves. The auditor sees totals, not reports.
 */
export const fieldReportKind = recordKind({
  name: 'field-report',
  read: fieldReportRead,
  attributes: ['operation', 'area', 'addressee', 'about', 'reporter'],
  visibleTo: reportVisibleTo,
});

/** Shared with incidents, which come from reports. */
export function reportVisibleTo(actor: Actor): Predicate {
  const own = eq('reporter', actor.userId);
  const desk = reachesOf(actor, fieldReportRead).some((reach) =>
    deskRoles.some((role) => role === reach.role),
  );
  if (!desk) return actor.kind === 'nobody' ? nothing : own;
  const deskActor = {
    ...actor,
    grants: actor.grants.filter((grant) => deskRoles.some((role) => role === grant.role)),
  };
  const reach = byReach(fieldReportRead, { operation: 'operation', area: 'area' })(deskActor);
  const notAboutUs =
    actor.agencyId === null ? absent('about') : any(absent('about'), differs('about', actor.agencyId));
  return any(own, all(reach, notAboutUs));
}

export const helpNeeded = ['no', 'now', 'later'] as const;

export const Place = object({
  lon: Longitude,
  lat: Latitude,
  accuracyM: Type.Number({ minimum: 0, maximum: 100_000 }),
});
export type Place = Static<typeof Place>;

/** What a phone keeps and sends. `id` is made on the phone, so that sending twice is harmless. */
export const ReportDraft = object({
  id: Id,
  operationId: Id,
  /** The post from which it is reported; null away from any. */
  stationId: nullable(Id),
  /** Where it happened, as a village or higher; null when only a place is known. */
  area: nullable(AreaCode),
  kind: Type.String({ pattern: '^[a-z][a-z-]{1,39}$' }),
  help: oneOf(helpNeeded),
  text: paragraph(2000),
  /** The phone's clock when it was written; a send time never replaces it. */
  capturedAt: Instant,
  place: nullable(Place),
  /** How many photographs will follow. */
  photos: Type.Integer({ minimum: 0, maximum: 6 }),
  /** The agency whose own people it is about; such a report bypasses that agency. */
  aboutAgencyId: nullable(Id),
});
export type ReportDraft = Static<typeof ReportDraft>;

/** A signed promise: this leaf will stand in the journal. */
export const Receipt = object({
  id: Id,
  /** To be read aloud: `K7-4QXM`. */
  code: Type.String(),
  receivedAt: Instant,
  promise: object({
    leafId: Id,
    leafHash: Type.String(),
    signature: Type.String(),
    publicKey: Type.String(),
  }),
  /** What the sender should know, for instance that the phone's clock is two hours ahead. */
  notices: Type.Array(Localized),
});
export type Receipt = Static<typeof Receipt>;

export const reportStates = ['received', 'read', 'acted', 'answered'] as const;
export type ReportState = (typeof reportStates)[number];

export const reportReceived = eventType({
  name: 'field-report.received.v1',
  of: fieldReportKind,
  fields: {
    kind: 'open',
    help: 'open',
    text: 'personal',
    capturedAt: 'open',
    skewS: 'open',
    place: 'personal',
    station: 'open',
    addressee: 'open',
    about: 'open',
    channel: 'open',
    photos: 'open',
  },
  text: { id: 'Laporan diterima', en: 'Report received' },
});
export const photoAttached = eventType({
  name: 'field-report.photo-attached.v1',
  of: fieldReportKind,
  fields: { photo: 'open', sha256: 'open', takenAt: 'open', takenPlace: 'personal' },
  text: { id: 'Foto menyusul', en: 'Photograph attached' },
});
export const reportRead = eventType({
  name: 'field-report.read.v1',
  of: fieldReportKind,
  fields: { readBy: 'open' },
  text: { id: 'Laporan dibaca', en: 'Report read' },
});
export const reportActed = eventType({
  name: 'field-report.acted-on.v1',
  of: fieldReportKind,
  fields: { incident: 'open' },
  text: { id: 'Laporan ditindaklanjuti', en: 'Report acted on' },
});
export const reportAnswered = eventType({
  name: 'field-report.answered.v1',
  of: fieldReportKind,
  fields: { answer: 'personal' },
  text: { id: 'Laporan dijawab', en: 'Report answered' },
});
export const reportKindsSet = eventType({
  name: 'field-report.kinds-set.v1',
  of: recordKind({
    name: 'report-kinds',
    read: fieldReportRead,
    attributes: [],
    visibleTo: (actor) => (reachesOf(actor, fieldReportRead).length > 0 ? all() : nothing),
  }),
  fields: { version: 'open', kinds: 'open' },
  text: { id: 'Jenis laporan diatur', en: 'Kinds of report set' },
});

/** One kind of report as data: who has to know, and what to tell the person who writes. */
export const KindDefinition = object({
  key: Type.String({ pattern: '^[a-z][a-z-]{1,39}$' }),
  name: Localized,
  icon: Type.String(),
  /** Kinds of agency, the first that takes part and is not the subject; `posko` is the operations post. */
  addressees: Type.Array(Type.String(), { minItems: 1, maxItems: 6 }),
  bypassesSubject: Type.Boolean(),
  stance: Type.String(),
  hint: Localized,
});
export type KindDefinition = Static<typeof KindDefinition>;

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
});

export const readReportKinds = query({
  name: 'field-reports.readKinds',
  path: '/api/field-reports/kinds',
  summary: { id: 'Jenis laporan dan tujuannya', en: 'Kinds of report and whom they reach' },
  access: 'signed-in',
  reply: object({ version: Type.Integer(), kinds: Type.Array(KindDefinition) }),
});

export const submitReport = command({
  name: 'field-reports.submit',
  path: '/api/field-reports',
  summary: { id: 'Kirim laporan', en: 'Send a report' },
  access: fieldReportSubmit,
  body: ReportDraft,
  reply: Receipt,
  records: [reportReceived],
  refusals: ['field-report.id-taken', 'field-report.unknown-kind', 'field-report.no-place'],
});

export const PHOTO_LIMIT_BYTES = 12_582_912;

export const attachPhoto = command({
  name: 'field-reports.attachPhoto',
  path: '/api/field-reports/:reportId/photos/:photoId',
  summary: { id: 'Kirim foto laporan', en: 'Send a photograph of a report' },
  access: fieldReportSubmit,
  params: { reportId: Id, photoId: Id },
  body: Bytes,
  bodyType: 'bytes',
  bodyLimit: PHOTO_LIMIT_BYTES,
  reply: object({ photoId: Id, sha256: Type.String(), takenAt: nullable(Instant) }),
  records: [photoAttached],
  refusals: ['field-report.not-a-photo', 'field-report.photo-id-taken'],
});

export const readPhoto = query({
  name: 'field-reports.readPhoto',
  path: '/api/field-reports/:reportId/photos/:photoId',
  summary: { id: 'Foto laporan', en: 'A photograph of a report' },
  access: fieldReportRead,
  params: { reportId: Id, photoId: Id },
  reply: Bytes,
  replyType: 'bytes',
});

const ReportRow = object({
  id: Id,
  code: Type.String(),
  kind: Type.String(),
  help: oneOf(helpNeeded),
  text: Type.String(),
  state: oneOf(reportStates),
  area: Type.String(),
  areaName: Type.String(),
  stationId: nullable(Id),
  stationName: nullable(Type.String()),
  addressee: nullable(Type.String()),
  capturedAt: Instant,
  receivedAt: Instant,
  photos: Type.Integer(),
  lon: nullable(Longitude),
  lat: nullable(Latitude),
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
    code: { title: { id: 'Kode', en: 'Code' }, type: 'text' },
    kind: { title: { id: 'Jenis', en: 'Kind' }, type: 'text' },
    help: {
      title: { id: 'Perlu bantuan', en: 'Needs help' },
      type: 'choice',
      choices: {
        no: { id: 'tidak', en: 'no' },
        now: { id: 'segera', en: 'now' },
        later: { id: 'nanti', en: 'later' },
      },
    },
    text: { title: { id: 'Isi', en: 'Text' }, type: 'text' },
    state: {
      title: { id: 'Keadaan', en: 'State' },
      type: 'choice',
      choices: {
        received: { id: 'diterima', en: 'received' },
        read: { id: 'dibaca', en: 'read' },
        acted: { id: 'ditindaklanjuti', en: 'acted on' },
        answered: { id: 'dijawab', en: 'answered' },
      },
    },
    area: { title: { id: 'Kode wilayah', en: 'Area code' }, type: 'area', quiet: true },
    areaName: { title: { id: 'Wilayah', en: 'Area' }, type: 'text' },
    stationId: { title: { id: 'ID TPS', en: 'Station id' }, type: 'id', hidden: true },
    stationName: { title: { id: 'Pos', en: 'Post' }, type: 'text' },
    addressee: { title: { id: 'Tujuan', en: 'Addressee' }, type: 'text' },
    capturedAt: { title: { id: 'Waktu kejadian', en: 'Captured' }, type: 'instant' },
    receivedAt: { title: { id: 'Diterima', en: 'Received' }, type: 'instant' },
    photos: { title: { id: 'Foto', en: 'Photographs' }, type: 'number' },
    lon: { title: { id: 'Bujur', en: 'Longitude' }, type: 'number', hidden: true },
    lat: { title: { id: 'Lintang', en: 'Latitude' }, type: 'number', hidden: true },
  }),
});

const Step = object({
  at: Instant,
  what: oneOf(reportStates),
  by: nullable(Type.String()),
  note: nullable(Type.String()),
});

export const readReport = query({
  name: 'field-reports.read',
  path: '/api/field-reports/:reportId',
  summary: { id: 'Satu laporan dengan riwayatnya', en: 'One report and what became of it' },
  access: fieldReportRead,
  params: { reportId: Id },
  reply: object({
    ...ReportRow.properties,
    operationId: Id,
    place: nullable(Place),
    clockSkewS: nullable(Type.Integer({ description: 'Phone clock minus server clock' })),
    aboutAgency: nullable(Type.String()),
    photoIds: Type.Array(Id),
    steps: Type.Array(Step),
    mayAnswer: Type.Boolean(),
  }),
});

/** For the phone: what became of my reports, newest first. */
export const listMyReports = query({
  name: 'field-reports.mine',
  path: '/api/field-reports/mine',
  summary: { id: 'Laporan saya dan keadaannya', en: 'My reports and their state' },
  access: fieldReportSubmit,
  reply: object({
    reports: Type.Array(
      object({
        id: Id,
        code: Type.String(),
        state: oneOf(reportStates),
        steps: Type.Array(Step),
        photosReceived: Type.Integer(),
      }),
    ),
  }),
});

/** "I have read it": one report or many, from a list worked by keyboard. */
export const acknowledgeReports = command({
  name: 'field-reports.acknowledge',
  path: '/api/field-reports/acknowledge',
  summary: { id: 'Tandai sudah dibaca', en: 'Mark as read' },
  access: fieldReportAnswer,
  body: object({ reportIds: Type.Array(Id, { minItems: 1, maxItems: 500 }) }),
  reply: object({ acknowledged: Type.Integer(), already: Type.Integer() }),
  records: [reportRead],
});

export const answerReport = command({
  name: 'field-reports.answer',
  path: '/api/field-reports/:reportId/answer',
  summary: { id: 'Jawab pelapor', en: 'Answer the reporter' },
  access: fieldReportAnswer,
  params: { reportId: Id },
  body: object({ answer: paragraph(1000) }),
  reply: object({ id: Id }),
  records: [reportAnswered],
  refusals: ['field-report.answered-already'],
});

export const reportTally = question<
  { operationId: string; from: Date; to: Date; level: AreaLevel },
  readonly { kind: string; area: string; count: number; unacknowledged: number }[]
>('field-reports.tally', fieldReportRead);

export const reportKindNames = question<
  Record<string, never>,
  readonly { key: string; name: Localized; addresseeKind: string }[]
>('field-reports.kinds', null);

export const fieldReportProblems = {
  'field-report.id-taken': {
    status: 409,
    id: 'Nomor laporan ini sudah dipakai untuk isi yang lain. Laporan tetap tersimpan di HP; kirim sebagai laporan baru.',
    en: 'This report id is taken by other content. The report stays on the phone; send it as a new one.',
  },
  'field-report.unknown-kind': {
    status: 422,
    id: 'Jenis laporan "{kind}" tidak dikenal. Perbarui aplikasi lalu pilih jenis lagi.',
    en: 'The kind of report "{kind}" is not known. Update the application and choose again.',
  },
  'field-report.no-place': {
    status: 422,
    id: 'Pos, wilayah, atau lokasi harus ada salah satu. Pilih pos atau nyalakan lokasi.',
    en: 'A post, an area or a place is needed. Choose the post or switch location on.',
  },
  'field-report.not-a-photo': {
    status: 422,
    id: 'Berkas ini bukan foto JPEG, PNG, atau WebP yang utuh. Ambil ulang fotonya.',
    en: 'This file is not a whole JPEG, PNG or WebP photograph. Take it again.',
  },
  'field-report.photo-id-taken': {
    status: 409,
    id: 'Nomor foto ini sudah dipakai untuk foto lain. Kirim sebagai foto baru.',
    en: 'This photograph id is taken by another photograph. Send it as a new one.',
  },
  'field-report.answered-already': {
    status: 409,
    id: 'Laporan ini sudah dijawab. Muat ulang untuk melihat jawabannya.',
    en: 'This report has been answered. Reload to see the answer.',
  },
} as const satisfies ProblemCatalogue;
