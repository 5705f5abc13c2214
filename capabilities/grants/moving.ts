/** Money that moved or was spent: written down by a side of the agreement, struck by the side that wrote it. */
import type { Context } from '#server/endpoint/context.ts';
import type { EventType } from '#shared/event.ts';
import { Refused, refuse } from '#shared/problem.ts';
import type { Standing } from '#shared/schema.ts';
import { grantAbsorbed, grantEntryWithdrawn, grantReturned, grantTransferred } from './contract.ts';
import { factOf } from './entering.ts';
import { knownOf, nameOf } from './operation.ts';
import { mayReportAbsorbed, restOf, type Side, sumOf } from './rules.ts';
import {
  type EntryKind,
  type EntryRecord,
  findEntry,
  type GrantRecord,
  insertEntry,
  listEntries,
  listTrancheRecords,
  strikeEntry,
} from './store.ts';

export type Money = {
  readonly id: string;
  readonly day: string;
  readonly amount: number;
  readonly evidence: string;
  readonly url: string | null;
  readonly standing: Standing;
};

const events: Readonly<Record<EntryKind, EventType>> = {
  transfer: grantTransferred,
  absorbed: grantAbsorbed,
  returned: grantReturned,
};

export async function writeMoney(
  context: Context,
  at: { readonly grant: GrantRecord; readonly side: Side },
  wanted: { readonly kind: EntryKind; readonly money: Money; readonly trancheId: string | null },
): Promise<void> {
  const { grant, side } = at;
  const { kind, money, trancheId } = wanted;
  if (await isSentAgain(context, grant, wanted)) return context.unchanged();
  if (kind === 'absorbed' && !mayReportAbsorbed(side, grant.recipientAgency))
    throw new Refused(refuse('grant.recipient-alone', { recipient: grant.recipientName }));
  const { today, now: operationAt } = await knownOf(context, grant.operationId);
  if (money.day > today) throw new Refused(refuse('grant.day-ahead', { day: money.day }));
  await demandRoom(context, grant, wanted);
  const { userId: byUser, agencyId: byAgency } = context.actor;
  const by = { byUser, byAgency, byName: await nameOf(context), at: context.now, operationAt };
  const made = { ...money, grantId: grant.id, kind, trancheId, ...by };
  if (!(await insertEntry(context.tx, made))) throw new Refused(refuse('grant.entry-taken'));
  const { id: entry, day, amount, evidence, url, standing } = money;
  const tranche = kind === 'transfer' ? { tranche: trancheId } : {};
  await context.record(events[kind], {
    ...factOf(grant),
    after: { ...tranche, entry, day, amount, evidence, url, standing },
  });
}

export async function strike(
  context: Context,
  grant: GrantRecord,
  asked: { readonly entryId: string; readonly reason: string },
): Promise<void> {
  const { entryId, reason } = asked;
  const entry = await findEntry(context.tx, entryId);
  const isOurs = entry?.grantId === grant.id && entry.byAgency === context.actor.agencyId;
  if (!entry || !isOurs) throw new Refused(refuse('grant.entry-not-yours'));
  if (entry.withdrawnReason === reason) return context.unchanged();
  if (entry.withdrawnReason !== null) throw new Refused(refuse('grant.entry-not-yours'));
  const { now: operationAt } = await knownOf(context, grant.operationId);
  await strikeEntry(context.tx, entryId, { reason, at: context.now, operationAt });
  await context.record(grantEntryWithdrawn, { ...factOf(grant), after: { entry: entryId, reason } });
}

async function isSentAgain(
  context: Context,
  grant: GrantRecord,
  { kind, money, trancheId }: { kind: EntryKind; money: Money; trancheId: string | null },
): Promise<boolean> {
  const earlier = await findEntry(context.tx, money.id);
  if (!earlier) return false;
  const isSame =
    earlier.grantId === grant.id &&
    earlier.kind === kind &&
    earlier.trancheId === trancheId &&
    earlier.byUser === context.actor.userId &&
    earlier.day === money.day &&
    earlier.amount === money.amount &&
    earlier.evidence === money.evidence &&
    earlier.url === money.url;
  if (!isSame) throw new Refused(refuse('grant.entry-taken'));
  return true;
}

/**
 * More than was agreed is a mistake of writing. What was spent or returned without a transfer written down is not: it is
 * shown as it was told.
 */
async function demandRoom(
  context: Context,
  grant: GrantRecord,
  { kind, money, trancheId }: { kind: EntryKind; money: Money; trancheId: string | null },
): Promise<void> {
  const entries = (await listEntries(context.tx, grant.id)).filter((entry) => entry.withdrawnReason === null);
  const tranches = await listTrancheRecords(context.tx, grant.id);
  const tranche = tranches.find(({ id }) => id === trancheId);
  if (kind === 'transfer' && !tranche) throw new Refused(refuse('grant.no-tranche'));
  const rest = restOf(tranche?.amount ?? grant.amount, soFar(entries, kind, trancheId), grant.roundedTo);
  if (money.amount > rest) throw new Refused(refuse('grant.too-much', { rest: dotted(Math.max(rest, 0)) }));
}

/** What was absorbed is told as a whole each time; the rest adds up. */
function soFar(entries: readonly EntryRecord[], kind: EntryKind, trancheId: string | null): number {
  if (kind === 'absorbed') return 0;
  const alike = entries.filter((entry) => entry.kind === kind && entry.trancheId === trancheId);
  return sumOf(alike.map(({ amount }) => amount));
}

/** `85.797.784.000`, as both languages of the screen can read it. */
function dotted(amount: number): string {
  return String(amount).replace(/\B(?=(\d{3})+$)/g, '.');
}
