/** What the journal is told about outreach events. */
import { eventType } from '#shared/event.ts';
import { outreachKind } from './rights.ts';

const of = outreachKind;
const fields = {
  kind: 'open',
  title: 'personal',
  area: 'open',
  place: 'personal',
  audiences: 'open',
  agency: 'open',
  partners: 'open',
  plannedAt: 'open',
  heldAt: 'open',
  attended: 'open',
  attendedBasis: 'open',
  text: 'personal',
  standing: 'open',
  state: 'open',
  reason: 'personal',
} as const;

export const outreachPlanned = eventType({
  name: 'outreach.planned.v1',
  of,
  fields,
  text: { id: 'Dialog atau sosialisasi direncanakan', en: 'Outreach event planned' },
});
/** Held as planned, or written down without a plan. */
export const outreachHeld = eventType({
  name: 'outreach.held.v1',
  of,
  fields,
  text: { id: 'Dialog atau sosialisasi terlaksana', en: 'Outreach event held' },
});
export const outreachChanged = eventType({
  name: 'outreach.changed.v1',
  of,
  fields,
  text: { id: 'Dialog atau sosialisasi diubah', en: 'Outreach event changed' },
});
export const outreachCancelled = eventType({
  name: 'outreach.cancelled.v1',
  of,
  fields: { state: 'open', reason: 'personal' },
  text: { id: 'Dialog atau sosialisasi batal', en: 'Outreach event cancelled' },
});
