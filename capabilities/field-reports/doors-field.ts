/** The doors that a phone in the field uses. */
import { Bytes, command, query } from '#shared/endpoint.ts';
import { Id, Instant, nullable, object, oneOf, Type } from '#shared/schema.ts';
import { photoAttached, reportReceived } from './events.ts';
import { KindDefinition, Receipt, ReportDraft, reportStates, Step } from './report.ts';
import { fieldReportSubmit } from './rights.ts';

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
  refusals: [
    'field-report.id-taken',
    'field-report.unknown-kind',
    'field-report.no-place',
    'field-report.no-subject',
    'field-report.after-shift',
  ],
});

export const PHOTO_LIMIT_BYTES = 12_582_912;
/** More than any phone's ordinary setting; what lies above is a bomb or a poster. */
export const PHOTO_LIMIT_PIXELS = 50_000_000;

export const attachPhoto = command({
  name: 'field-reports.attachPhoto',
  path: '/api/field-reports/:reportId/photos/:photoId',
  summary: { id: 'Kirim foto laporan', en: 'Send a photograph of a report' },
  access: fieldReportSubmit,
  params: { reportId: Id, photoId: Id },
  body: Bytes,
  bodyType: 'bytes',
  bodyLimit: PHOTO_LIMIT_BYTES,
  /** `sha256` is of the bytes as they were sent. */
  reply: object({ photoId: Id, sha256: Type.String(), takenAt: nullable(Instant) }),
  records: [photoAttached],
  refusals: [
    'field-report.not-a-photo',
    'field-report.photo-too-many-pixels',
    'field-report.photo-id-taken',
    'field-report.too-many-photos',
  ],
});

/** For the phone: what became of my reports, newest first, at most 200. */
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
        /** Since when its incident is over; left out while it is not. */
        resolvedAt: Type.Optional(Instant),
      }),
    ),
  }),
});
