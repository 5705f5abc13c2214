/** Keeps in mind what waits: neighbours say in the journal what came, was read, was taken, was resolved. */
import {
  reportActed,
  reportAnswered,
  reportBriefs,
  reportRead,
  reportReceived,
} from '#rooms/field-reports/contract.ts';
import {
  incidentOpened,
  incidentOutcome,
  incidentReleased,
  incidentResolved,
  incidentTaken,
} from '#rooms/incidents/contract.ts';
import { operationNow } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import type { Numbered } from '#server/journal/follow.ts';
import { reaction } from '#server/reactions/reaction.ts';
import { acknowledge } from './acknowledged-store.ts';
import { deleteOpen, insertOpen, insertUnread, setHolder } from './waiting-store.ts';

const followReports = reaction({
  name: 'situation.follow-reports',
  on: [reportReceived, reportRead, reportActed, reportAnswered],
  records: [],
  run: async (context, leaf) => {
    if (leaf.event !== reportReceived.name) return acknowledge(context.tx, leaf.subject, writtenAt(leaf));
    const [report] = await context.ask(reportBriefs, { ids: [leaf.subject] });
    if (!report) return;
    const { id, help, receivedAt } = report;
    await insertUnread(context.tx, {
      ...attributesOf(leaf),
      id,
      help,
      receivedAt,
      reporter: of(leaf, 'reporter'),
    });
  },
});

const followIncidents = reaction({
  name: 'situation.follow-incidents',
  on: [incidentOpened, incidentTaken, incidentReleased, incidentResolved],
  records: [],
  run: async (context, leaf) => {
    if (leaf.event === incidentResolved.name) return deleteOpen(context.tx, leaf.subject);
    if (leaf.event === incidentOpened.name) await noteOpened(context, leaf);
    await setHolder(context.tx, leaf.subject, await holderOf(context, leaf.subject));
  },
});

async function noteOpened(context: Context, leaf: Numbered): Promise<void> {
  const attributes = attributesOf(leaf);
  const { now: openedOperationAt } = await context.ask(operationNow, { id: attributes.operation });
  await insertOpen(context.tx, {
    ...attributes,
    id: leaf.subject,
    openedAt: context.now,
    openedOperationAt,
  });
}

async function holderOf(context: Context, incidentId: string): Promise<string | null> {
  const outcome = await context.ask(incidentOutcome, { incidentId });
  return outcome?.workedBy ?? null;
}

function attributesOf(leaf: Numbered) {
  const operation = of(leaf, 'operation') ?? leaf.operation;
  if (operation === null) throw new Error(`leaf ${leaf.leafId} names no operation`);
  return { operation, area: of(leaf, 'area'), addressee: of(leaf, 'addressee'), about: of(leaf, 'about') };
}

/** A leaf's id is born with the leaf: a UUIDv7 begins with its milliseconds. */
function writtenAt({ leafId }: Numbered): Date {
  return new Date(Number.parseInt(leafId.slice(0, 8) + leafId.slice(9, 13), 16));
}

function of(leaf: Numbered, name: string): string | null {
  const value = leaf.attributes[name];
  return typeof value === 'string' ? value : null;
}

export const reactions = [followReports, followIncidents];
