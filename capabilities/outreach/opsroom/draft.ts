import type { BodyOf } from '#shared/endpoint.ts';
import { dayOf, instantOf, timeOf, type Zone } from '#shared/time.ts';
import type {
  Attended,
  AttendedBasis,
  Audience,
  changeOutreach,
  Described,
  OutreachCard,
  OutreachKindKey,
} from '../contract.ts';

/** An event as it is being typed: day and hour on the wall of the operation's zone. */
export type Draft = {
  readonly kind: OutreachKindKey;
  readonly title: string;
  readonly area: string;
  readonly place: string;
  readonly audiences: readonly Audience[];
  readonly partnerIds: readonly string[];
  readonly note: string;
  readonly day: string;
  readonly hour: string;
  readonly count: number | null;
  readonly basis: AttendedBasis;
  readonly reason: string;
};

export function emptyDraft(now: Date, zone: Zone, area: string): Draft {
  return {
    ...{ kind: 'dialogue', title: '', area, place: '', audiences: [], partnerIds: [], note: '' },
    ...{ day: dayOf(now, zone), hour: '', count: null, basis: 'estimated', reason: '' },
  };
}

export function draftOf(card: OutreachCard, zone: Zone): Draft {
  const at = new Date(card.heldAt ?? card.plannedAt ?? 0);
  const { kind, title, area, audiences, partnerIds, note, attended } = card;
  return {
    ...{ kind, title, area, audiences, partnerIds, note },
    place: card.place ?? '',
    day: dayOf(at, zone),
    hour: timeOf(at, zone),
    count: attended?.count ?? null,
    basis: attended?.basis ?? 'estimated',
    reason: '',
  };
}

/** What is sent; null while something needed is missing. */
export function saidIn(draft: Draft, zone: Zone): (Described & { readonly at: string }) | null {
  const at = instantIn(draft, zone);
  const isPlaced = /^\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?$/.test(draft.area);
  const { kind, title, area, place, audiences, partnerIds, note } = draft;
  if (at === null || !isPlaced || title.trim() === '' || audiences.length === 0) return null;
  return {
    ...{ kind, title: title.trim(), area, place: place.trim() === '' ? null : place.trim(), note },
    audiences: [...audiences],
    partnerIds: [...partnerIds],
    at,
  };
}

/** The instant of a day and hour as typed; null while they are not whole. */
export function instantIn({ day, hour }: Pick<Draft, 'day' | 'hour'>, zone: Zone): string | null {
  const isWhole = /^\d{4}-\d{2}-\d{2}$/.test(day) && /^\d{2}:\d{2}$/.test(hour);
  return isWhole ? instantOf(day, hour, zone).toISOString() : null;
}

export function attendedIn({ count, basis }: Pick<Draft, 'count' | 'basis'>): Attended | null {
  return count === null ? null : { count, basis };
}

/** A correction of what is planned or held; null while something needed is missing. */
export function changeIn(draft: Draft, card: OutreachCard, zone: Zone): BodyOf<typeof changeOutreach> | null {
  const said = saidIn(draft, zone);
  if (!said) return null;
  const { at, ...described } = said;
  const isHeld = card.state === 'held';
  return {
    ...described,
    version: card.version,
    plannedAt: isHeld ? card.plannedAt : at,
    heldAt: isHeld ? at : null,
    attended: isHeld ? attendedIn(draft) : null,
    reason: draft.reason.trim() === '' ? null : draft.reason.trim(),
  };
}
