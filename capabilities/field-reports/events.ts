/** What the journal is told about field reports. */
import { eventType } from '#shared/event.ts';
import { byReach, recordKind } from '#shared/visibility.ts';
import { fieldReportKind, fieldReportRead } from './rights.ts';

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
    /** Only where it is so. */
    afterShift: 'open',
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
