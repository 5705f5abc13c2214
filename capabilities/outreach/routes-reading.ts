/** What is read: list, card, coverage. */
import { sql } from 'kysely';
import { areaNames, areasBelow } from '#rooms/areas/contract.ts';
import { operationNow, operationSummary } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleList } from '#server/endpoint/handle.ts';
import { isWithin, parentOf } from '#shared/area-code.ts';
import { reachesOf } from '#shared/permission.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { dayOf, instantOf } from '#shared/time.ts';
import {
  type CoverageLevel,
  type CoverageRow,
  listCoverage,
  listOutreach,
  outreachKind,
  outreachRead,
  outreachWrite,
  readCoverage,
  readOutreach,
} from './contract.ts';
import { coverageOf, coverageSince, type Ground, type OperationTime, widerEvents } from './rules.ts';
import { attributeColumns, type EntryRow, findOutreach, type StoredOutreach } from './store.ts';
import { listEntries, rowFields, tallyHeld } from './store-readings.ts';
import { contentOf } from './writing.ts';

const visible = (context: Context) => context.visible(outreachKind, attributeColumns);

const listing = handleList(listOutreach, async (context, { params, query }) => {
  const { operationId } = params;
  context.demand(outreachRead, { operationId });
  const { now } = await context.ask(operationNow, { id: operationId });
  return {
    name: 'sosialisasi',
    from: sql`outreach o`,
    where: sql`o.operation_id = ${operationId} and ${visible(context)}`,
    fields: rowFields(query.lang ?? 'id', { agencyId: context.actor.agencyId, now }),
    tieBreak: sql`o.id`,
    defaultSort: '-when',
  };
});

const reading = handle(readOutreach, async (context, { params }) => {
  const stored = await findOutreach(context.tx, params.outreachId, visible(context));
  if (!stored) throw new Refused(refuse('not-found'));
  const { now } = await context.ask(operationNow, { id: stored.operationId });
  return { ...shown(context, stored, now), log: (await listEntries(context.tx, stored.id)).map(line) };
});

function shown(context: Context, stored: StoredOutreach, now: Date) {
  const { id, operationId, code, kind, title, area, areaName, place, note, state, standing, version } =
    stored;
  const { plannedAt, heldAt, partnerNames, agency, cancelledBecause } = stored;
  const { attended } = contentOf(stored);
  const isOurs = agency === context.actor.agencyId;
  return {
    ...{ id, operationId, code, kind, title, area, areaName, place, note, state, standing, version },
    ...{ attended, cancelledBecause },
    audiences: [...stored.audiences],
    agency: { id: agency, name: stored.agencyName },
    partnerIds: [...stored.partners],
    partners: stored.partners.map((each, at) => ({ id: each, name: partnerNames[at] ?? '' })),
    plannedAt: plannedAt?.toISOString() ?? null,
    heldAt: heldAt?.toISOString() ?? null,
    unlogged: state === 'planned' && plannedAt !== null && plannedAt < now,
    mayWrite: isOurs && state !== 'cancelled' && context.may(outreachWrite, { operationId, area }),
  };
}

function line({ id, what, version, byName: by, text, at, operationAt }: EntryRow) {
  return { id, what, version, by, text, at: at.toISOString(), operationAt: operationAt.toISOString() };
}

/** The kelurahan of the operation within the reach of the actor, and the events that they may see. */
async function groundOf(
  context: Context,
  operationId: string,
): Promise<{ ground: Ground; time: OperationTime }> {
  context.demand(outreachRead, { operationId });
  const operation = await context.ask(operationSummary, { id: operationId });
  if (!operation) throw new Refused(refuse('not-found'));
  const { now } = await context.ask(operationNow, { id: operationId });
  const { zone } = operation;
  const within = shared(reachOf(context, operationId), operation.areas.length > 0 ? operation.areas : ['']);
  const villages = within.length === 0 ? [] : await context.ask(areasBelow, { within, level: 'village' });
  const above = new Set(villages.flatMap(({ code }) => ancestorsOf(code)));
  const names = await context.ask(areaNames, { codes: [...above] });
  const since = instantOf(coverageSince(dayOf(now, zone)), '00:00', zone);
  const tallies = await tallyHeld(context.tx, { operationId, since, now }, visible(context));
  return {
    ground: { villages, names: new Map(names.map(({ code, name }) => [code, name])), tallies },
    time: { now, zone },
  };
}

function reachOf(context: Context, operationId: string): readonly string[] {
  return reachesOf(context.actor, outreachRead)
    .filter((reach) => reach.operationId === null || reach.operationId === operationId)
    .flatMap(({ areas }) => areas);
}

/** What lies in some area of both lists; the empty area is everywhere. */
function shared(ones: readonly string[], others: readonly string[]): readonly string[] {
  const both = ones.flatMap((one) =>
    others.flatMap((other) => (isWithin(one, other) ? one : isWithin(other, one) ? other : [])),
  );
  return [...new Set(both)];
}

function ancestorsOf(code: string): readonly string[] {
  const parent = parentOf(code);
  return parent === null ? [] : [parent, ...ancestorsOf(parent)];
}

const FIELDS: Readonly<Record<keyof CoverageRow, string>> = {
  area: 'text',
  areaName: 'text',
  parentName: 'text',
  covered: 'text',
  recent: 'integer',
  wider: 'integer',
  lastDay: 'date',
  daysSince: 'integer',
  villages: 'integer',
  uncovered: 'integer',
  urgency: 'integer',
};
const FILE_NAMES: Readonly<Record<CoverageLevel, string>> = {
  village: 'sosialisasi-kelurahan',
  district: 'sosialisasi-kecamatan',
};

const covering = handleList(listCoverage, async (context, { params, query }) => {
  const { ground, time } = await groundOf(context, params.operationId);
  const rows = coverageOf(query.level, ground, time);
  const shape = Object.entries(FIELDS).map(([name, type]) => sql`${sql.ref(name)} ${sql.raw(type)}`);
  return {
    name: FILE_NAMES[query.level],
    from: sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${sql.join(shape)})`,
    fields: Object.fromEntries(Object.keys(FIELDS).map((name) => [name, sql.ref(`r.${name}`)])),
    tieBreak: sql`r.area`,
    defaultSort: 'urgency,-daysSince',
  };
});

const summarising = handle(readCoverage, async (context, { params }) => {
  const { ground, time } = await groundOf(context, params.operationId);
  const villages = coverageOf('village', ground, time);
  const districts = coverageOf('district', ground, time);
  const today = dayOf(time.now, time.zone);
  const count = (is: (row: CoverageRow) => boolean) => villages.filter(is).length;
  return {
    today,
    since: coverageSince(today),
    villages: villages.length,
    uncovered: count(({ covered }) => covered === 'none'),
    never: count(({ lastDay }) => lastDay === null),
    events: ground.tallies.reduce((sum, { recent }) => sum + recent, 0),
    wider: widerEvents(ground.tallies),
    areas: [...districts, ...villages].map((row) => ({
      code: row.area,
      name: row.areaName,
      daysSince: row.daysSince,
      villages: row.villages,
      uncovered: row.uncovered,
    })),
  };
});

export const readingRoutes = [listing, reading, covering, summarising];
