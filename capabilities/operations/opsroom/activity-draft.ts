import { addDays, dayOf, instantOf, timeOf, type Zone } from '#shared/time.ts';
import type { Activity, PlanActivity } from '../activities.ts';
import { asStated, type StatedAs } from './standing-select.tsx';

/** An activity as it is being typed: days and times on the wall of the operation's zone. */
export type Draft = {
  readonly title: string;
  readonly kind: Activity['kind'];
  readonly stance: Activity['stance'];
  /** Whether somebody chose the stance; otherwise it follows the kind. */
  readonly stanceChosen: boolean;
  readonly organiser: string;
  readonly area: string;
  readonly place: string;
  readonly day: string;
  readonly from: string;
  readonly until: string;
  readonly crowd: number | null;
  readonly strength: Activity['strength'];
  readonly satgas: string | null;
  readonly note: string;
  readonly standing: StatedAs;
};

export function emptyDraft(now: Date, zone: Zone, areas: readonly string[]): Draft {
  return {
    title: '',
    kind: 'campaign',
    stance: 'secure',
    stanceChosen: false,
    organiser: '',
    area: areas[0] ?? '',
    place: '',
    day: dayOf(now, zone),
    from: '',
    until: '',
    crowd: null,
    strength: [],
    satgas: null,
    note: '',
    standing: 'stated',
  };
}

export function draftOf(activity: Activity, zone: Zone): Draft {
  const start = new Date(activity.startsAt);
  const { title, kind, stance, area, place, strength, satgas, standing } = activity;
  return {
    title,
    kind,
    stance,
    stanceChosen: true,
    organiser: activity.organiser ?? '',
    area,
    place,
    day: dayOf(start, zone),
    from: timeOf(start, zone),
    until: activity.endsAt === null ? '' : timeOf(new Date(activity.endsAt), zone),
    crowd: activity.expectedCrowd,
    strength,
    satgas,
    note: activity.note ?? '',
    standing: asStated(standing),
  };
}

/** What is sent; null while something needed is missing. An end before the start is meant for the next day. */
export function planOf(draft: Draft, zone: Zone): Omit<PlanActivity, 'id'> | null {
  const { day, from, until, area } = draft;
  const isDated = /^\d{4}-\d{2}-\d{2}$/.test(day) && /^\d{2}:\d{2}$/.test(from);
  const isPlaced = /^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/.test(area) && draft.place.trim() !== '';
  if (!isDated || !isPlaced || draft.title.trim() === '') return null;
  const lastDay = until < from ? addDays(day, 1) : day;
  return {
    title: draft.title.trim(),
    kind: draft.kind,
    ...(draft.stanceChosen ? { stance: draft.stance } : {}),
    organiser: draft.organiser.trim() || null,
    area,
    place: draft.place.trim(),
    startsAt: instantOf(day, from, zone).toISOString(),
    endsAt: until === '' ? null : instantOf(lastDay, until, zone).toISOString(),
    expectedCrowd: draft.crowd,
    strength: draft.strength,
    satgas: draft.satgas,
    note: draft.note.trim() || null,
    standing: draft.standing,
  };
}
