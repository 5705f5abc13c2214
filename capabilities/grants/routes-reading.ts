/** Doors at which grants are read: the list, one grant, totals, the time line, choices, law and published figures. */
import { sql } from 'kysely';
import { agenciesIn } from '#rooms/agencies/contract.ts';
import { areaNames, areasBelow } from '#rooms/areas/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleList } from '#server/endpoint/handle.ts';
import { ancestorAt } from '#shared/area-code.ts';
import type { ReplyOf } from '#shared/endpoint.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { dayOf } from '#shared/time.ts';
import { cardOf } from './card.ts';
import {
  grantKind,
  grantRead,
  grantWrite,
  listGrants,
  readGrant,
  readGrantChoices,
  readGrantLaw,
  readGrantTimeline,
  readGrantTotals,
  readPublishedGrants,
  recipientAgencyKinds,
  recipients,
} from './contract.ts';
import { dueOf, type Law, ruleRow } from './due.ts';
import { findKnown, type Known, knownOf, writerIn } from './operation.ts';
import { timelineOf, totalsOf } from './overview.ts';
import { attributeColumns, findGrant } from './store.ts';
import { grantsFrom, listDueKeys, rowFields } from './store-reading.ts';

/** What the app lends to this room: law that it knows, and figures as they were published. */
export type GrantLaw = Law & { readonly published: ReplyOf<typeof readPublishedGrants> };

const visible = (context: Context) => context.visible(grantKind, attributeColumns);

export function readingRoutes(law: () => GrantLaw) {
  return [
    handleList(listGrants, async (context, { params: { operationId } }) => {
      const known = await findKnown(context, operationId);
      const today = known?.today ?? dayOf(context.now, 'WIB');
      return {
        name: 'hibah',
        from: grantsFrom(known ? await duesIn(context, law(), known) : []),
        where: sql`g.operation_id = ${operationId} and ${visible(context)}`,
        fields: rowFields(today, known ? await writableIn(context, known) : sql`false`),
        tieBreak: sql`g.id`,
        defaultSort: 'nextDueDay,area,recipient',
      };
    }),
    handle(readGrant, async (context, { params }) => {
      const grant = await findGrant(context.tx, params.grantId, visible(context));
      if (!grant) throw new Refused(refuse('not-found'));
      return cardOf(context, law(), grant);
    }),
    handle(readGrantTotals, async (context, { params: { operationId } }) => {
      context.demand(grantRead, { operationId });
      return totalsOf(context, law(), operationId, visible(context));
    }),
    handle(readGrantTimeline, async (context, { params: { operationId } }) => {
      context.demand(grantRead, { operationId });
      return timelineOf(context, law(), operationId, visible(context));
    }),
    handle(readGrantChoices, async (context, { params: { operationId } }) => {
      context.demand(grantWrite, { operationId });
      return choicesIn(context, await knownOf(context, operationId));
    }),
    handle(readGrantLaw, async () => {
      const { rules, tables } = law();
      return {
        rules: rules.map(ruleRow),
        tables: tables.map((table) => ({ ...table, days: table.days.map((day) => ({ ...day })) })),
      };
    }),
    handle(readPublishedGrants, async () => law().published),
  ];
}

/** Due days by rule and day of signing: counted here, by the calendar in force, and joined to the list. */
async function duesIn(context: Context, law: Law, known: Known) {
  const keys = await listDueKeys(context.tx, known.operation.id);
  return keys.map(({ rule, signedOn }) => {
    const { day, assumed } = dueOf(law, { rule, dueOn: null, signedOn }, known);
    return { rule, signedOn, day, assumed };
  });
}

/** Which grants are of the side of whoever looks, as a condition. */
async function writableIn(context: Context, { operation }: Known) {
  const governments = await governmentsOf(context, operation.areas);
  const codes = governments.map(({ code }) => code);
  const writer = await writerIn(context, operation.id, codes);
  if (writer.isSystem) return sql`true`;
  if (writer.agencyId === null) return sql`false`;
  return sql`(g.recipient_agency is not distinct from ${writer.agencyId}::uuid
    or g.government = any(${[...writer.governments]}::text[]))`;
}

/** The provinces and regencies that the operation lies in or holds. */
async function governmentsOf(context: Context, areas: readonly string[]) {
  const above = [...areas].flatMap((area) => [
    ancestorAt(area, 'province') ?? [],
    ancestorAt(area, 'regency') ?? [],
  ]);
  const below = await context.ask(areasBelow, { within: areas, level: 'regency' });
  const codes = [...new Set([...above.flat(), ...below.map(({ code }) => code)])].sort();
  return context.ask(areaNames, { codes });
}

async function choicesIn(
  context: Context,
  { operation, today, voting }: Known,
): Promise<ReplyOf<typeof readGrantChoices>> {
  const governments = await governmentsOf(context, operation.areas);
  const codes = governments.map(({ code }) => code);
  const writer = await writerIn(context, operation.id, codes);
  const ours = (code: string) => writer.governments.includes(code);
  const agencies = await context.ask(agenciesIn, { areas: operation.areas });
  const isOwn = (id: string) => id === writer.agencyId;
  return {
    today,
    votingDay: voting,
    ownAgencyId: writer.agencyId,
    governments: governments
      .map(({ code, name }) => ({ code, name, ours: ours(code) }))
      .sort((a, b) => Number(b.ours) - Number(a.ours) || (a.code < b.code ? -1 : 1)),
    agencies: agencies
      .flatMap(({ id, name, short, kind }) => {
        const recipient = recipients.find((one) => recipientAgencyKinds[one].includes(kind));
        return recipient ? [{ id, name, short, recipient }] : [];
      })
      .sort((a, b) => Number(isOwn(b.id)) - Number(isOwn(a.id))),
  };
}
