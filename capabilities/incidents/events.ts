/** What the journal is told about incidents. */
import { eventType } from '#shared/event.ts';
import { incidentKind } from './rights.ts';

const of = incidentKind;

export const incidentOpened = eventType({
  name: 'incident.opened.v1',
  of,
  fields: {
    kind: 'open',
    title: 'personal',
    text: 'personal',
    level: 'open',
    addressee: 'open',
    about: 'open',
    reports: 'open',
  },
  text: { id: 'Kejadian dibuka', en: 'Incident opened' },
});
export const incidentTaken = eventType({
  name: 'incident.taken.v1',
  of,
  fields: { holder: 'open', reason: 'personal' },
  text: { id: 'Kejadian dipegang', en: 'Incident taken' },
});
export const incidentReleased = eventType({
  name: 'incident.released.v1',
  of,
  fields: { holder: 'open', reason: 'personal' },
  text: { id: 'Kejadian dilepas', en: 'Incident released' },
});
export const incidentNoted = eventType({
  name: 'incident.noted.v1',
  of,
  fields: { note: 'open', text: 'personal' },
  text: { id: 'Catatan kejadian', en: 'Note on an incident' },
});
/** Whoever pressed the emergency button told more of it. */
export const incidentTold = eventType({
  name: 'incident.told.v1',
  of,
  fields: { report: 'open', kind: 'open' },
  text: { id: 'Keterangan kejadian ditambahkan', en: 'More told about an incident' },
});
export const incidentLevelSet = eventType({
  name: 'incident.level-set.v1',
  of,
  fields: { level: 'open', reason: 'personal' },
  text: { id: 'Tingkat kejadian diubah', en: 'Level of an incident set' },
});
export const incidentResolved = eventType({
  name: 'incident.resolved.v1',
  of,
  fields: { state: 'open', result: 'personal', answer: 'personal' },
  text: { id: 'Kejadian selesai', en: 'Incident resolved' },
});
