/** Decisions of this room: no storage, no clock. */
import { deskRoles } from '#rooms/access/contract.ts';
import { isWithin } from '#shared/area-code.ts';
import { type Actor, asGiven, type Grant } from '#shared/permission.ts';
import { type Refusal, refuse } from '#shared/problem.ts';
import { type OpeningState, REASON } from './contract.ts';

const MINUTE_MS = 60_000;
export const OPEN_MS = 60 * MINUTE_MS;
/** Within which somebody else should have looked at it, and within which openings of one person are counted. */
export const DAY_MS = 24 * 60 * MINUTE_MS;

export type Where = { readonly id: string; readonly areas: readonly string[] };

/** An opening as far as it says what somebody may do. */
export type Widening = {
  readonly id: string;
  readonly operationId: string;
  readonly areas: readonly string[];
  readonly until: Date;
};

const isDesk = (role: string) => deskRoles.some((desk) => desk === role);
const covers = (held: readonly string[], area: string) => held.some((each) => isWithin(area, each));

/** What somebody was given in an operation, at a desk, in the name of an agency. */
function assignments({ grants }: Actor, { id, areas }: Where): readonly Grant[] {
  return grants.filter(
    (grant) =>
      isDesk(grant.role) &&
      grant.agencyId !== null &&
      (grant.operationId === null || grant.operationId === id) &&
      areas.some((area) => covers(grant.areas, area) || grant.areas.some((own) => isWithin(own, area))),
  );
}

/** Of these, the ones whose area is smaller than the operation's. */
function narrower(actor: Actor, where: Where): readonly Grant[] {
  return assignments(actor, where).filter(({ areas }) => !where.areas.every((area) => covers(areas, area)));
}

/** What an opening would widen: the person's own areas in the operation. A refusal says why it would not. */
export function decideTaking(actor: Actor, where: Where): { readonly ownAreas: readonly string[] } | Refusal {
  const given = asGiven(actor);
  if (given.kind !== 'person' || assignments(given, where).length === 0) return refuse('not-found');
  if (given.grants.some(({ role }) => role === 'auditor')) return refuse('break-glass.auditor');
  const widened = narrower(given, where);
  if (widened.length === 0) return refuse('break-glass.nothing-wider');
  return { ownAreas: [...new Set(widened.flatMap(({ areas }) => areas))].sort() };
}

export function decideReason(reason: string): Refusal | null {
  return reason.trim().length >= REASON.minLength
    ? null
    : refuse('break-glass.reason-short', { least: REASON.minLength });
}

/**
 * The actor with the wider reach of an opening: each assignment of this moment that is narrower than the operation, once
 * more over all of it, with the same role and agency, and for these permissions alone. Who has lost the assignment has
 * nothing left to widen.
 */
export function widen(actor: Actor, opening: Widening, only: readonly string[]): Actor {
  const { id, operationId, areas, until } = opening;
  const taken = decideTaking(actor, { id: operationId, areas });
  if ('refused' in taken) return actor;
  const emergency = { opening: id, only, until: until.toISOString() };
  const wider = narrower(actor, { id: operationId, areas }).map(({ role, agencyId }) => ({
    ...{ role, agencyId, areas, operationId, emergency },
  }));
  return { ...actor, grants: [...actor.grants, ...wider] };
}

export type Standing = {
  readonly openedBy: string;
  readonly until: Date;
  readonly endedAt: Date | null;
  readonly verdict: 'justified' | 'not-justified' | null;
};

/** When it is over: early, or exactly at its end. Null while it is open. */
export function endOf({ until, endedAt }: Pick<Standing, 'until' | 'endedAt'>, now: Date): Date | null {
  return endedAt ?? (now >= until ? until : null);
}

export function stateOf(opening: Standing, now: Date): OpeningState {
  if (opening.verdict !== null) return opening.verdict;
  const end = endOf(opening, now);
  if (end === null) return 'open';
  return now.getTime() - end.getTime() >= DAY_MS ? 'overdue' : 'waiting';
}

/** Whether this person may judge it now; that they may see it and hold the right is asked elsewhere. */
export function decideReview(opening: Standing, by: string, now: Date): Refusal | null {
  if (opening.openedBy === by) return refuse('break-glass.own-review');
  if (endOf(opening, now) === null) return refuse('break-glass.still-open');
  return opening.verdict === null ? null : refuse('break-glass.reviewed-already');
}

/** Whether something lies outside of the person's own areas. What belongs to no area does not. */
export function isBeyond(area: string | null, ownAreas: readonly string[]): boolean {
  return area !== null && !covers(ownAreas, area);
}
