/** What all commands of this room do: checking what was said, and writing it down. */
import { personNames } from '#rooms/access/contract.ts';
import { agencyNames } from '#rooms/agencies/contract.ts';
import { areaNames } from '#rooms/areas/contract.ts';
import { operationNow, operationSummary } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { isWithin } from '#shared/area-code.ts';
import type { Json } from '#shared/canonical-json.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { type Described, type EntryKind, outreachWrite } from './contract.ts';
import type { OperationTime } from './rules.ts';
import { type Content, insertEntry, type StoredOutreach } from './store.ts';

type Said = Omit<Content, 'plannedAt' | 'heldAt' | 'attended'>;

/**
 * What was said, with the names that stand now. The actor has to hold the right where it takes place.
 * @throws Refused for blank text, an area outside of the operation, or a partner that is none
 */
export async function accepted(
  context: Context,
  operationId: string,
  agencyId: string,
  said: Described,
): Promise<Said> {
  const operation = await context.ask(operationSummary, { id: operationId });
  if (!operation) throw new Refused(refuse('not-found'));
  context.demand(outreachWrite, { operationId, area: said.area });
  const isInside = operation.areas.length === 0 || operation.areas.some((area) => isWithin(said.area, area));
  const area = (await context.ask(areaNames, { codes: [said.area] }))[0];
  if (!isInside || !area) throw new Refused(refuse('outreach.no-area'));
  const title = whole(said.title);
  if (title === '') throw new Refused(refuse('outreach.empty-text'));
  const { kind, audiences } = said;
  return {
    kind,
    title,
    area: said.area,
    areaName: area.name,
    place: blankAsNull(said.place),
    audiences,
    ...(await partnersOf(context, agencyId, said.partnerIds)),
    note: whole(said.note),
  };
}

async function partnersOf(context: Context, agencyId: string, ids: readonly string[]) {
  const found = ids.length === 0 ? [] : await context.ask(agencyNames, { ids });
  const nameOf = new Map(found.map(({ id, short }) => [id, short]));
  const named = ids.flatMap((id) => nameOf.get(id) ?? []);
  if (named.length < ids.length || ids.includes(agencyId)) throw new Refused(refuse('outreach.no-partner'));
  return { partners: ids, partnerNames: named };
}

/** The agency in whose name the actor writes. */
export async function ownAgency(context: Context): Promise<{ id: string; name: string }> {
  const { agencyId } = context.actor;
  const found = agencyId === null ? [] : await context.ask(agencyNames, { ids: [agencyId] });
  const [agency] = found;
  if (!agency) throw new Refused(refuse('outreach.no-agency'));
  return { id: agency.id, name: agency.short };
}

/** The operation's clock and zone; a stranger to it meets what is not there. */
export async function timeOf(context: Context, operationId: string): Promise<OperationTime> {
  const operation = await context.ask(operationSummary, { id: operationId });
  if (!operation) throw new Refused(refuse('not-found'));
  const { now } = await context.ask(operationNow, { id: operationId });
  return { now, zone: operation.zone };
}

export async function writeEntry(
  context: Context,
  outreach: { id: string; version: number },
  what: EntryKind,
  { operationAt, text }: { operationAt: Date; text: string | null },
): Promise<void> {
  const { userId } = context.actor;
  await insertEntry(context.tx, {
    id: context.newId(),
    outreachId: outreach.id,
    what,
    version: outreach.version,
    byUser: userId,
    byName: (await context.ask(personNames, { ids: [userId] }))[0]?.name ?? null,
    text,
    at: context.now,
    operationAt,
  });
}

/** An event as the journal tells it. */
export function factsOf(content: Content): Record<string, Json> {
  const { kind, title, area, place, audiences, partners, plannedAt, heldAt, attended, note } = content;
  return {
    ...{ kind, title, area, place, audiences: [...audiences], partners: [...partners] },
    plannedAt: plannedAt?.toISOString() ?? null,
    heldAt: heldAt?.toISOString() ?? null,
    attended: attended?.count ?? null,
    attendedBasis: attended?.basis ?? null,
    text: note === '' ? null : note,
  };
}

export function contentOf(stored: StoredOutreach): Content {
  const { attendedCount: count, attendedBasis: basis } = stored;
  const { kind, title, area, areaName, place, audiences, partners, partnerNames } = stored;
  const { plannedAt, heldAt, note } = stored;
  const attended = count === null || basis === null ? null : { count, basis };
  return {
    ...{ kind, title, area, areaName, place, audiences, partners, partnerNames },
    ...{ plannedAt, heldAt, attended, note },
  };
}

export function blankAsNull(text: string | null): string | null {
  const kept = text === null ? '' : whole(text);
  return kept === '' ? null : kept;
}

/** Without outer spaces, and without the halves of character pairs that a cut emoji leaves. */
export function whole(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd').trim();
}
