/** What comes first in "Perlu tindakan". One rule for the server and for screens that add what only they know. */
import { type ActionItem, type ActionKind, actionKinds } from './contract.ts';

/**
 * Most urgent first, and the same list always in the same order:
 * 1. by kind: an emergency (level red, or sent by the emergency button); somebody needs help now; an incident that nobody holds; an operator of the server on whom our agency
 *    has to decide; a report that our agency has not read; a countdown alarm; our own incidents; an activity that ended without a result; figures that disagree; people short.
 * 2. within a kind by time, the oldest first: who has waited longest comes first. What has no time comes after.
 * 3. then the heavier first (the nearer stage, voting before counting; people short; difference of the figures).
 * 4. then by key, so that nothing changes its place without a reason.
 */
export function orderActions(items: readonly ActionItem[]): ActionItem[] {
  return [...items].sort(
    (a, b) =>
      rank(a.kind) - rank(b.kind) ||
      compareText(a.at ?? LAST, b.at ?? LAST) ||
      b.weight - a.weight ||
      compareText(a.key, b.key),
  );
}

// Instants are RFC 3339 in UTC with milliseconds: as text they sort as in time.
const LAST = '\uffff';
const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const rank = (kind: ActionKind) => actionKinds.indexOf(kind);
/** How many there are of each kind, in the order of urgency; kinds without any are left out. */
export function countActions(items: readonly ActionItem[]): { kind: ActionKind; count: number }[] {
  return actionKinds
    .map((kind) => ({ kind, count: items.filter((item) => item.kind === kind).length }))
    .filter(({ count }) => count > 0);
}
