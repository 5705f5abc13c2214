import { type Refusal, refuse } from '#shared/problem.ts';
import type { TwoPersons } from '#shared/two-persons.ts';
import type { ProposalState } from './contract.ts';

export type Standing = {
  readonly state: ProposalState;
  readonly lapsesAt: Date;
  readonly proposedBy: string;
  readonly proposedAs: string | null;
  /** The agency that the matter belongs to. */
  readonly agencyId: string | null;
};

type Person = { readonly userId: string; readonly agencyId: string | null };

/** The state as it is now: nobody has to come by for a proposal to lapse. */
export function stateNow(
  { state, lapsesAt }: Pick<Standing, 'state' | 'lapsesAt'>,
  now: Date,
): ProposalState {
  return state === 'waiting' && lapsesAt <= now ? 'lapsed' : state;
}

const AGENCY_OF_MATTER = { who: 'dari instansi yang bersangkutan', whoEn: 'of the agency concerned' };
const ANOTHER_AGENCY = { who: 'dari instansi lain', whoEn: 'of another agency' };

/** Why this person cannot be the second one; null when they can. That they hold the permission is asked elsewhere. */
export function whyNotSecond(
  proposal: Standing,
  person: Person,
  { second, now }: { second: TwoPersons['second']; now: Date },
): Refusal | null {
  if (stateNow(proposal, now) !== 'waiting') return refuse('approvals.not-waiting');
  if (person.userId === proposal.proposedBy) return refuse('approvals.same-person');
  if (second === 'agency-of-matter' && person.agencyId !== proposal.agencyId)
    return refuse('approvals.wrong-agency', AGENCY_OF_MATTER);
  if (second === 'another-agency' && person.agencyId === proposal.proposedAs)
    return refuse('approvals.wrong-agency', ANOTHER_AGENCY);
  return null;
}

/** What is known of an account: since when it counts, and by whose hands it came to be as it is. */
export type Origin = {
  readonly id: string;
  readonly settledAt: Date;
  readonly madeBy: readonly string[];
  readonly openedAt: Date | null;
  readonly givenBy: readonly string[];
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** An account that was opened less than so long ago is marked. Our choice: two weeks show who works here. */
export const NEW_ACCOUNT_DAYS = 14;

/**
 * Why these two accounts are no two people yet; null when they are. An account that one person invented, brought back
 * or bound must not agree with that person, whichever of the two proposes.
 * @param known what is known of the two; the system's own actors have no account
 */
export function whyNotApart(
  { first, second }: { readonly first: string; readonly second: string },
  known: readonly Origin[],
  now: Date,
): Refusal | null {
  const of = (one: string) => known.find(({ id }) => id === one);
  const waitsMs = (of(second)?.settledAt.getTime() ?? 0) - now.getTime();
  if (waitsMs > 0) return refuse('approvals.too-young', { hours: Math.ceil(waitsMs / HOUR_MS) });
  if (of(second)?.madeBy.includes(first)) return refuse('approvals.made-by-first');
  return of(first)?.madeBy.includes(second) ? refuse('approvals.made-first') : null;
}

/** What both people and an auditor are told of the two accounts: it stops nobody, and is in sight. */
export type Newness = {
  /** Whole days since it was opened; null where that is long ago, or nothing is known of it. */
  readonly firstDays: number | null;
  readonly secondDays: number | null;
  /** Whether one of the two gave the other a role that is in force. */
  readonly given: boolean;
};

/** @param second null while there is none yet */
export function newnessOf(
  { first, second }: { readonly first: string; readonly second: string | null },
  known: readonly Origin[],
  now: Date,
): Newness {
  const of = (one: string | null) => known.find(({ id }) => id === one);
  const days = (openedAt: Date | null | undefined) => {
    if (!openedAt) return null;
    const age = Math.max(0, Math.floor((now.getTime() - openedAt.getTime()) / DAY_MS));
    return age < NEW_ACCOUNT_DAYS ? age : null;
  };
  const gave = (giver: string | null, taker: Origin | undefined) =>
    giver !== null && taker?.givenBy.includes(giver) === true;
  return {
    firstDays: days(of(first)?.openedAt),
    secondDays: days(of(second)?.openedAt),
    given: gave(first, of(second)) || gave(second, of(first)),
  };
}
