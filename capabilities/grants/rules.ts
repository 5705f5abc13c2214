/** Decisions about grants: how an amount is cut into tranches, how they stand, what was paid in percent. Whole rupiah. */
import { type Refusal, refuse } from '#shared/problem.ts';
import { daysBetween } from '#shared/time.ts';
import { type Bucket, type DueState, GIVER_KINDS, type NewTranche, SOON_DAYS } from './grant.ts';

/**
 * Amounts of tranches in their order, or why they are none: all as percents that add up to 100, the last taking what
 * rounding leaves, or all as amounts that add up to the grant.
 */
export function cut(amount: number, tranches: readonly NewTranche[]): readonly number[] | Refusal {
  const wrong = refuse('grant.tranches-wrong');
  if (new Set(tranches.map(({ id }) => id)).size < tranches.length) return wrong;
  if (tranches.some(({ rule, dueOn }) => rule !== null && dueOn !== null)) return wrong;
  const percents = tranches.flatMap(({ percent }) => percent ?? []);
  const amounts = tranches.flatMap((tranche) => tranche.amount ?? []);
  if (percents.length > 0 && amounts.length > 0) return wrong;
  if (amounts.length === tranches.length) return sumOf(amounts) === amount ? amounts : wrong;
  if (percents.length < tranches.length || sumOf(percents) !== 100) return wrong;
  const parts = percents.slice(0, -1).map((percent) => share(amount, percent));
  const all = [...parts, amount - sumOf(parts)];
  return all.every((part) => part > 0) ? all : wrong;
}

/** Percent of an amount in whole rupiah, half a rupiah up; exact where a product leaves the safe integers. */
function share(amount: number, percent: number): number {
  return Number((BigInt(amount) * BigInt(percent) + 50n) / 100n);
}

/** Two decimals, cut off: 99.999 is no 100, and 39.999 no 40. */
export function percentOf(part: number, whole: number): number {
  return whole === 0 ? 0 : Number((BigInt(part) * 10_000n) / BigInt(whole)) / 100;
}

/** As the ministry sorts them, by exact rupiah. */
export function bucketOf(transferred: number, agreed: number): Bucket {
  if (agreed > 0 && transferred >= agreed) return 'full';
  return BigInt(transferred) * 100n >= BigInt(agreed) * 40n && agreed > 0 ? 'part' : 'low';
}

/** Late on the day after the due day, not before. */
export function stateOf(isPaid: boolean, dueDay: string | null, today: string): DueState {
  if (isPaid) return 'paid';
  if (dueDay === null) return 'unknown';
  const left = daysBetween(today, dueDay);
  if (left < 0) return 'late';
  if (left === 0) return 'due-today';
  return left <= SOON_DAYS ? 'due-soon' : 'not-due';
}

/** The day on which transfers, oldest first, reached an amount; null while they have not. */
export function paidOn(
  amount: number,
  transfers: readonly { readonly day: string; readonly amount: number }[],
): string | null {
  let sum = 0;
  for (const transfer of transfers) {
    sum += transfer.amount;
    if (sum >= amount) return transfer.day;
  }
  return null;
}

/** What more may be written down: what is left, and as much again as the source may have rounded off. */
export function restOf(agreed: number, so: number, roundedTo: number): number {
  return agreed + (roundedTo > 1 ? roundedTo : 0) - so;
}

/** How far a sum of amounts may lie from the truth, because sources rounded. */
export function roundedBy(amounts: readonly { readonly roundedTo: number }[]): number {
  return sumOf(amounts.map(({ roundedTo }) => (roundedTo > 1 ? roundedTo : 0)));
}

/** For whom somebody writes: the giver for its government, the recipient for itself, nobody for another. */
export type Side = 'giver' | 'recipient' | null;

export type Writer = {
  readonly isSystem: boolean;
  readonly agencyId: string | null;
  /** Governments for which the agency acts: those of its own kind and jurisdiction. */
  readonly governments: readonly string[];
};

export function sideOf(
  writer: Writer,
  grant: { readonly government: string; readonly recipientAgency: string | null },
): Side {
  const isRecipient = writer.agencyId !== null && writer.agencyId === grant.recipientAgency;
  if (isRecipient) return 'recipient';
  return writer.isSystem || writer.governments.includes(grant.government) ? 'giver' : null;
}

/** What was spent is told by the recipient; by the giver only where the recipient takes no part in Rakor. */
export function mayReportAbsorbed(side: Side, recipientAgency: string | null): boolean {
  return side === 'recipient' || (side === 'giver' && recipientAgency === null);
}

export function isGiverKind(kind: string): boolean {
  return GIVER_KINDS.includes(kind);
}

export function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}
