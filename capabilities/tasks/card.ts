/** One task as whoever looks may see it, with what they may do now. */
import type { RawBuilder, SqlBool } from 'kysely';
import { agencyNames } from '#rooms/agencies/contract.ts';
import { type Due, dueDays } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { daysBetween } from '#shared/time.ts';
import { type Act, type Entry, type Evidence, type TaskCard, taskWork } from './contract.ts';
import { todayIn } from './parties.ts';
import { actsOf } from './rules.ts';
import type { Proposal } from './store.ts';
import {
  type CardRow,
  type EntryRow,
  type EvidenceRow,
  listEntries,
  listEvidence,
  listNeighbours,
  type Neighbour,
} from './store-card.ts';
import { isNeedOpen, isPastDue } from './store-reading.ts';

export async function cardOf(
  context: Context,
  row: CardRow,
  visible: RawBuilder<SqlBool>,
): Promise<TaskCard> {
  const evidence = await listEvidence(context.tx, row.id);
  const around = await listNeighbours(context.tx, row.id, visible);
  const log = await listEntries(context.tx, row.id);
  return {
    ...plain(row),
    ...(await dated(context, row)),
    readers: await otherReaders(context, row),
    ...neighbours(around),
    evidence: evidence.map(shownEvidence),
    log: log.map(shownEntry),
    acts: actsNow(context, row, { evidence, around }),
  };
}

function plain(row: CardRow) {
  const { id, operationId, code, title, detail, measure, state, area, areaName, stage, theme, due, dueDay } =
    row;
  const { weight, sharing, standing, handOver, plenary, endedBecause } = row;
  return {
    ...{ id, operationId, code, title, detail, measure, state, area, areaName, stage, theme, due, dueDay },
    ...{ weight, sharing, standing, endedBecause },
    asker: { id: row.asker, name: row.askerName },
    owner: { id: row.owner, name: row.ownerName },
    person: row.person === null ? null : { id: row.person, name: row.personName ?? '' },
    origin: { kind: row.originKind, id: row.originId },
    handOver: handOver && {
      to: { id: handOver.to.id, name: handOver.to.name },
      reason: handOver.reason,
      operationAt: handOver.operationAt,
    },
    plenary: plenary && { confirmed: plenary.confirmed, decision: plenary.decision },
  };
}

/** What follows the calendar and the clock of the operation. */
async function dated(context: Context, row: CardRow) {
  const { operationId, counter, change, stage, dueDay } = row;
  const ofStage: Due | null = stage === null ? null : { stage, edge: 'start', days: 0 };
  const asked = [ofStage, counter?.due ?? null, change?.due ?? null];
  const dues = asked.flatMap((due) => (due === null ? [] : [due]));
  const found = dues.length === 0 ? [] : await context.ask(dueDays, { operationId, dues });
  const [inStage, inCounter, inChange] = asked.map((due) =>
    due === null ? undefined : found[dues.indexOf(due)],
  );
  const today = await todayIn(context, operationId);
  return {
    stageName: inStage?.stage?.id ?? null,
    counter: counter && proposed(counter, inCounter?.day ?? null),
    change: change && proposed(change, inChange?.day ?? null),
    daysLeft: dueDay === null ? null : daysBetween(today, dueDay),
    overdue: isPastDue(row, today),
  };
}

function proposed({ due, measure, reason, by, operationAt }: Proposal, dueDay: string | null) {
  return { due, dueDay, measure, reason, by, operationAt };
}

/** Who sees it besides the two agencies. */
async function otherReaders(context: Context, { readers, asker, owner }: CardRow) {
  const ids = readers.filter((id) => id !== asker && id !== owner);
  const names = ids.length === 0 ? [] : await context.ask(agencyNames, { ids });
  return names.map(({ id, name }) => ({ id, name }));
}

function neighbours(around: readonly Neighbour[]) {
  const seen = (isNeed: boolean) =>
    around
      .filter((each) => each.isSeen && each.isNeed === isNeed)
      .map(({ id, code, title, state }) => ({ id, code, title, state }));
  return {
    needs: seen(true),
    neededBy: seen(false),
    unseenNeeds: around.filter(({ isSeen }) => !isSeen).length,
  };
}

function shownEvidence(row: EvidenceRow): Evidence {
  const { id, kind, text, url, count, unit, by, agencyId, fileName, fileBytes, fileType } = row;
  const { withdrawnReason, withdrawnBy, withdrawnOperationAt } = row;
  return {
    ...{ id, kind, text, url, count, unit, by, agencyId },
    file: kind === 'file' ? { name: fileName ?? '', bytes: fileBytes ?? 0, type: fileType ?? '' } : null,
    at: row.at.toISOString(),
    operationAt: row.operationAt.toISOString(),
    withdrawn: withdrawnOperationAt && {
      reason: withdrawnReason ?? '',
      by: withdrawnBy ?? '',
      operationAt: withdrawnOperationAt.toISOString(),
    },
  };
}

function shownEntry({ id, what, by, agency, text, at, operationAt }: EntryRow): Entry {
  return { id, what, by, agency, text, at: at.toISOString(), operationAt: operationAt.toISOString() };
}

type Beside = { readonly evidence: readonly EvidenceRow[]; readonly around: readonly Neighbour[] };

function actsNow(context: Context, row: CardRow, { evidence, around }: Beside): Act[] {
  const { operationId, state, needsPlenary, doneBy, change, handOver } = row;
  if (!context.may(taskWork, { operationId })) return [];
  const { userId, agencyId } = context.actor;
  const standing = {
    state,
    asker: { id: row.asker, name: row.askerName },
    owner: { id: row.owner, name: row.ownerName, needsPlenary },
    changeBy: change?.by ?? null,
    handOverTo: handOver?.to ?? null,
    doneBy,
    evidence: evidence.filter(({ withdrawnOperationAt }) => withdrawnOperationAt === null).length,
    openNeeds: around.filter((each) => each.isNeed && isNeedOpen(each.state)).map(({ code }) => code),
  };
  return [...actsOf(standing, { userId, agencyId })];
}
