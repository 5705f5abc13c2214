/** What the journal is told about field reports. */
import { eventsOf, eventType } from '#shared/event.ts';
import { byReach, recordKind } from '#shared/visibility.ts';
import { fieldReportKind, fieldReportRead } from './rights.ts';

const ofReport = eventsOf(fieldReportKind);

export const reportReceived = ofReport(
  'field-report.received.v1',
  {
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
    /** Only where it is so. */
    afterShift: 'open',
  },
  { id: 'Laporan diterima', en: 'Report received' },
);
export const photoAttached = ofReport(
  'field-report.photo-attached.v1',
  { photo: 'open', sha256: 'open', takenAt: 'open', takenPlace: 'personal' },
  { id: 'Foto menyusul', en: 'Photograph attached' },
);
export const reportRead = ofReport(
  'field-report.read.v1',
  { readBy: 'open' },
  { id: 'Laporan dibaca', en: 'Report read' },
);
export const reportActed = ofReport(
  'field-report.acted-on.v1',
  { incident: 'open' },
  { id: 'Laporan ditindaklanjuti', en: 'Report acted on' },
);
export const reportAnswered = ofReport(
  'field-report.answered.v1',
  { answer: 'personal' },
  { id: 'Laporan dijawab', en: 'Report answered' },
);

/** Kinds of report are no secret to anybody who reads reports. */
export const reportKindsKind = recordKind({
  name: 'report-kinds',
  read: fieldReportRead,
  attributes: [],
  visibleTo: byReach(fieldReportRead, {}),
});
export const reportKindsSet = eventType({
  name: 'field-report.kinds-set.v1',
  of: reportKindsKind,
  fields: { version: 'open', kinds: 'open' },
  text: { id: 'Jenis laporan diatur', en: 'Kinds of report set' },
});
