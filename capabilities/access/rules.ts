/** Decisions of this room: no storage, no clock, no secrets. */
import { isWithin } from '#shared/area-code.ts';
import type { Reach } from '#shared/permission.ts';
import { type Refusal, refuse } from '#shared/problem.ts';
import { leadRoles } from './contract.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A desk that nobody touched for a shift is signed out; after a week even one in use signs in again. */
export const DESK_IDLE_MS = 12 * HOUR_MS;
export const DESK_LONGEST_MS = 7 * DAY_MS;
export const INVITATION_MS = 7 * DAY_MS;
export const FIRST_LINK_MS = DAY_MS;
const CARD_LONGEST_MS = 14 * DAY_MS;
/** How long after its shift a card still lets out what waits on a phone: a guard may be without signal for days. */
export const CARD_LATE_MS = 7 * DAY_MS;
/** How long a printed sheet may still be fetched again by whoever issued it: a dropped connection, not a reprint. */
const CARD_RESEND_MS = 15 * 60_000;

export type Held = { readonly accountId: string; readonly role: string; readonly agencyId: string | null };

export function isAuditor({ role }: { readonly role: string }): boolean {
  return role === 'auditor';
}

/**
 * Whether somebody may take these roles away alone. Not their own; and an auditor never, so that nobody can shut out
 * the supervisor: an administrator of the auditor's own agency proposes it, a second person of that agency agrees. Only
 * an auditor gives up this role themself.
 */
export function decideTaking(
  by: { readonly userId: string; readonly reaches: readonly Reach[] },
  held: readonly Held[],
): null | Refusal {
  const isMine = ({ accountId }: Held) => accountId === by.userId;
  if (held.some((grant) => isMine(grant) && !isAuditor(grant))) return refuse('access.own-rights');
  const isOwn = (grant: Held) =>
    by.reaches.some((reach) => reach.agencyId !== null && reach.agencyId === grant.agencyId);
  const auditors = held.filter((grant) => isAuditor(grant) && !isMine(grant));
  if (auditors.length === 0) return null;
  return refuse(auditors.every(isOwn) ? 'access.needs-two-persons' : 'access.auditor-protected');
}

/**
 * How long a new account decides on nothing as a second person, unless the operator of the server says otherwise.
 * Staged: no source names a number. Three days are three changes of shift in which colleagues meet the name in lists.
 */
export const SETTLING_H = 72;
/** How long whoever helped an account back in, or bound it, is no second person to it, though it was undone. Staged as well. */
export const RECOVERED_BY_MS = 30 * DAY_MS;

/** Long enough to cross a building, too short to lie about. */
export const RECOVERY_LINK_MS = 30 * 60_000;
export const RECOVERY_WINDOW_MS = DAY_MS;
const MOST_RECOVERIES = 3;

/** Whether an officer may help this account back in; `made` links were made for it within a day. */
export function decideRecovery(account: {
  readonly isOwn: boolean;
  readonly isDemo: boolean;
  readonly made: number;
}): null | Refusal {
  if (account.isOwn) return refuse('access.own-recovery');
  if (account.isDemo) return refuse('access.demo-no-secrets');
  return account.made < MOST_RECOVERIES
    ? null
    : refuse('access.recovered-too-often', { times: MOST_RECOVERIES });
}

/** Start of 2024 in UTC, seconds. */
const LINKS_BEGAN_S = 1_704_067_200;

/**
 * The generation of the app that a link sets up: seconds since 2024, far above those of apps that owners replaced
 * themselves. Whoever opens a link and does not use it has seen the secret of none that will come.
 */
export function linkGeneration(current: number, now: Date): number {
  return Math.max(current + 2, Math.floor(now.getTime() / 1000 - LINKS_BEGAN_S));
}

const SHORTEST_PASSWORD = 12;
const FEWEST_DIFFERENT = 5;

/** Length over rules (NIST SP 800-63B): long, not one key held down, not the login. */
export function decidePassword(password: string, login: string): null | Refusal {
  const letters = [...password];
  const isWeak =
    letters.length < SHORTEST_PASSWORD ||
    new Set(letters).size < FEWEST_DIFFERENT ||
    password.toLowerCase().includes(login.toLowerCase());
  return isWeak ? refuse('access.password-weak') : null;
}

/** Whether an account and the three things typed open the door. One refusal for every reason. */
export function decideSignIn(known: {
  readonly exists: boolean;
  readonly passwordFits: boolean;
  /** Step of the code that fits now; null when it fits none. */
  readonly step: number | null;
  readonly lastStep: number;
}): { readonly step: number } | Refusal {
  const { exists, passwordFits, step, lastStep } = known;
  const opens = exists && passwordFits && step !== null && step > lastStep;
  return opens ? { step } : refuse('access.sign-in-refused');
}

/** How long a proof of who somebody is counts for what is sensitive. */
export const CONFIRMED_MS = 10 * 60_000;

export function isConfirmed(at: Date | null, now: Date): boolean {
  return at !== null && now.getTime() - at.getTime() < CONFIRMED_MS;
}

/**
 * Whether a passkey's counter shows that it exists twice. Many authenticators never count and say 0 for ever
 * (Web Authentication, section 6.1.1).
 */
export function hasGoneBack(kept: number, found: number): boolean {
  return (kept > 0 || found > 0) && found <= kept;
}

const FREE_FAILURES = 3;

/** Seconds to wait after so many failures in a row: three are free, then 1, 2, 4 … up to `longestS`. Never a lock. */
export function waitAfter(failures: number, longestS: number): number {
  if (failures <= FREE_FAILURES) return 0;
  return Math.min(longestS, 2 ** (failures - FREE_FAILURES - 1));
}

export type CardTerms = {
  readonly stationId: string;
  readonly operationId: string;
  readonly agencyId: string;
  readonly shift: string;
  readonly validFrom: Date;
  readonly validUntil: Date;
};

/** One refusal per rule, so that whoever prints knows which hour or day to mend. By the real clock, as sessions are. */
export function decideCardPeriod(from: Date, until: Date, now: Date): null | Refusal {
  const lengthMs = until.getTime() - from.getTime();
  if (lengthMs <= 0) return refuse('access.card-period');
  if (until.getTime() <= now.getTime()) return refuse('access.card-over');
  return lengthMs > CARD_LONGEST_MS
    ? refuse('access.card-too-long', { days: CARD_LONGEST_MS / DAY_MS })
    : null;
}

/**
 * Those who lead give cards to every agency of the operation, an agency's officer to their own. One role must hold all
 * of it: leading one operation gives nothing in another.
 */
export function mayIssueFor(
  reaches: readonly Reach[],
  at: { readonly agencyId: string; readonly operationId: string; readonly area: string },
): boolean {
  return reaches.some(
    (reach) =>
      (leads(reach.role) || reach.agencyId === at.agencyId) &&
      (reach.operationId === null || reach.operationId === at.operationId) &&
      reach.areas.some((area) => isWithin(at.area, area)),
  );
}

function leads(role: string): boolean {
  return leadRoles.some((lead) => lead === role);
}

export type IssuedCard = CardTerms & {
  readonly issuedBy: string;
  readonly issuedAt: Date;
  readonly revokedAt: Date | null;
};

/** A card that exists is shown again only to whoever issued it, with the same content, within minutes. */
export function decideCardAgain(
  issued: IssuedCard,
  wanted: CardTerms,
  by: string,
  now: Date,
): 'same' | Refusal {
  const isSame =
    issued.stationId === wanted.stationId &&
    issued.operationId === wanted.operationId &&
    issued.agencyId === wanted.agencyId &&
    issued.shift === wanted.shift &&
    issued.validFrom.getTime() === wanted.validFrom.getTime() &&
    issued.validUntil.getTime() === wanted.validUntil.getTime();
  if (!isSame || issued.issuedBy !== by) return refuse('access.id-taken');
  const isLate = now.getTime() - issued.issuedAt.getTime() > CARD_RESEND_MS;
  return isLate || issued.revokedAt !== null ? refuse('access.card-printed') : 'same';
}

/** The code as it was printed, from however it was typed: small letters, blanks, no dashes. Null when it is none. */
export function spokenFrom(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
  return letters.length === 10 ? `${letters.slice(0, 2)}-${letters.slice(2, 6)}-${letters.slice(6)}` : null;
}

/** Two spellings of a name that are one person: case and blanks do not count. */
export function nameKey(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase();
}

/**
 * Whether an order changes anything. What was ordered wiped can be taken back until the phone did it; a phone that
 * forgot everything has nothing left to lock or to open.
 */
export function decideLock(now: string, to: 'open' | 'locked' | 'wipe-ordered' | 'wiped'): boolean {
  return now !== 'wiped' && now !== to;
}

/** Whether a sign-in at a provider was of the kind, and by the means, that its agency asks for. */
export function isStrong(
  came: { readonly acr: string | null; readonly amr: readonly string[] },
  wanted: { readonly acr?: readonly string[]; readonly amr?: readonly string[] },
): boolean {
  const { acr = [], amr = [] } = wanted;
  const isOfKind = acr.length === 0 || (came.acr !== null && acr.includes(came.acr));
  return isOfKind && amr.every((means) => came.amr.includes(means));
}
