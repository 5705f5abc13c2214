/** One grant as it is shown: its tranches with their due days, what moved, and what whoever looks may do. */
import type { Context } from '#server/endpoint/context.ts';
import { daysBetween } from '#shared/time.ts';
import type { Entry, GrantAct, GrantCard, Tranche } from './contract.ts';
import { dueOf, type Law, returnDue } from './due.ts';
import { type Known, knownOf, writerIn } from './operation.ts';
import {
  bucketOf,
  mayReportAbsorbed,
  paidOn,
  percentOf,
  type Side,
  sideOf,
  stateOf,
  sumOf,
} from './rules.ts';
import {
  type EntryRecord,
  type GrantRecord,
  listEntries,
  listTrancheRecords,
  type TrancheRecord,
} from './store.ts';

export async function cardOf(context: Context, law: Law, grant: GrantRecord): Promise<GrantCard> {
  const known = await knownOf(context, grant.operationId);
  const writer = await writerIn(context, grant.operationId, [grant.government]);
  const entries = await listEntries(context.tx, grant.id);
  const tranches = await listTrancheRecords(context.tx, grant.id);
  const { recipientAgency, ...rest } = grant;
  const money = moneyOf(grant, entries);
  return {
    ...rest,
    recipientAgencyId: recipientAgency,
    ...money,
    today: known.today,
    tranches: tranches.map((tranche) => shown(law, known, { grant, tranche, entries })),
    absorbedEntries: newestFirst(entries, 'absorbed'),
    returnedEntries: newestFirst(entries, 'returned'),
    return: returnOf(law, known, money),
    acts: actsOf(sideOf(writer, grant), grant, ownStanding(context, entries)),
  };
}

function moneyOf(grant: GrantRecord, entries: readonly EntryRecord[]) {
  const standing = entries.filter(({ withdrawnReason }) => withdrawnReason === null);
  const sum = (kind: EntryRecord['kind']) =>
    sumOf(standing.filter((entry) => entry.kind === kind).map(({ amount }) => amount));
  const latest = standing.filter(({ kind }) => kind === 'absorbed').at(-1);
  const [transferred, returned, absorbed] = [sum('transfer'), sum('returned'), latest?.amount ?? 0];
  return {
    transferred,
    absorbed,
    absorbedAsOf: latest?.day ?? null,
    returned,
    unspent: transferred - absorbed - returned,
    paidPercent: percentOf(transferred, grant.amount),
    absorbedPercent: percentOf(absorbed, grant.amount),
    bucket: bucketOf(transferred, grant.amount),
  };
}

function shown(
  law: Law,
  known: Known,
  of: { grant: GrantRecord; tranche: TrancheRecord; entries: readonly EntryRecord[] },
): Tranche {
  const { grant, tranche } = of;
  const { id, ordinal, percent, amount, rule, dueOn } = tranche;
  const due = dueOf(law, { rule, dueOn, signedOn: grant.signedOn }, known);
  const all = of.entries.filter((entry) => entry.trancheId === id);
  const transfers = all.filter(({ withdrawnReason }) => withdrawnReason === null);
  const paid = paidOn(amount, transfers);
  const lateBy = paid === null || due.day === null ? null : Math.max(daysBetween(due.day, paid), 0);
  return {
    ...{ id, ordinal, percent, amount, due },
    transferred: sumOf(transfers.map((transfer) => transfer.amount)),
    state: stateOf(paid !== null, due.day, known.today),
    daysLeft: due.day === null ? null : daysBetween(known.today, due.day),
    paidOn: paid,
    paidLateDays: lateBy,
    transfers: all.map(entryOf),
  };
}

/** Nothing is to be returned before anything came; and nothing more when all of it was spent or returned. */
function returnOf(
  law: Law,
  known: Known,
  money: { transferred: number; unspent: number },
): GrantCard['return'] {
  const due = returnDue(law, known);
  const isDone = money.transferred > 0 && money.unspent <= 0;
  return {
    due,
    state: stateOf(isDone, due.day, known.today),
    daysLeft: due.day === null ? null : daysBetween(known.today, due.day),
  };
}

function actsOf(side: Side, grant: GrantRecord, hasOwn: boolean): GrantAct[] {
  if (side === null) return [];
  const may: GrantAct[] = ['correct', 'transfers'];
  if (mayReportAbsorbed(side, grant.recipientAgency)) may.push('absorbed');
  may.push('returned');
  if (hasOwn) may.push('withdrawal');
  return may;
}

function ownStanding({ actor }: Context, entries: readonly EntryRecord[]): boolean {
  return entries.some((entry) => entry.withdrawnReason === null && entry.byAgency === actor.agencyId);
}

function newestFirst(entries: readonly EntryRecord[], kind: EntryRecord['kind']): Entry[] {
  return entries
    .filter((entry) => entry.kind === kind)
    .map(entryOf)
    .reverse();
}

function entryOf(entry: EntryRecord): Entry {
  const { id, trancheId, day, amount, evidence, url, byName: by, standing } = entry;
  const { withdrawnReason: reason, withdrawnOperationAt: struckAt } = entry;
  return {
    ...{ id, trancheId, day, amount, evidence, url, by, standing },
    at: entry.at.toISOString(),
    operationAt: entry.operationAt.toISOString(),
    withdrawn: reason === null || struckAt === null ? null : { reason, operationAt: struckAt.toISOString() },
  };
}
