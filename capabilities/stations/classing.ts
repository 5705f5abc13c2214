/** Schemes, and the class of stations within them. */
import { sql } from 'kysely';
import type { Context } from '#server/endpoint/context.ts';
import { handle } from '#server/endpoint/handle.ts';
import { Refused, refuse } from '#shared/problem.ts';
import {
  chooseScheme,
  classifyStations,
  defineScheme,
  schemeChosen,
  schemeDefined,
  stationsClassified,
} from './commands.ts';
import { readSchemes, schemeKind, stationManage } from './contract.ts';
import { demandManaging, managingOf } from './managing.ts';
import { getOperation } from './operation.ts';
import { decideScheme } from './rules.ts';
import { markWritten, touch } from './store.ts';
import {
  type ClassStatement,
  insertScheme,
  makeCurrent,
  type Scheme,
  schemesOf,
  visibleClassCounts,
  writeClasses,
} from './store-classes.ts';
import { seen } from './writing.ts';

const reading = handle(readSchemes, async (ctx, { params }) => {
  const { operationId } = params;
  const may = sql`${ctx.visible(schemeKind, { operation: sql`${operationId}` })}`;
  const allowed = await sql<{ allowed: boolean }>`select ${may} as allowed`.execute(ctx.tx);
  if (!allowed.rows[0]?.allowed) throw new Refused(refuse('not-found'));
  const schemes = await schemesOf(ctx.tx, operationId);
  const counts = await visibleClassCounts(ctx.tx, operationId, seen(ctx));
  const of = (scheme: string, key: string) => counts.byClass.get(`${scheme} ${key}`) ?? 0;
  return {
    stations: counts.stations,
    unclassed: counts.unclassed,
    mayManage: (await managingOf(ctx)).may({ operationId }),
    schemes: schemes.map(({ operationId: _, classes, ...scheme }) => ({
      ...scheme,
      classes: classes.map((each) => ({ ...each, stations: of(scheme.id, each.key) })),
    })),
  };
});

const defining = handle(defineScheme, async (ctx, { params, body }) => {
  const { operationId } = params;
  ctx.demand(stationManage, { operationId });
  await getOperation(ctx, operationId);
  const refusal = decideScheme(body);
  if (refusal) throw new Refused(refusal);
  await touch(ctx.tx, operationId, ctx.newId());
  const known = await schemesOf(ctx.tx, operationId);
  if (known.some(({ id, key }) => id === body.id || key === body.key)) {
    throw new Refused(refuse('station.scheme-taken', { key: body.key }));
  }
  const classes = body.classes.map((each, index) => ({ ...each, order: index + 1 }));
  const current = body.current || known.length === 0;
  await insertScheme(ctx.tx, { ...body, operationId, classes, current });
  if (current) await makeCurrent(ctx.tx, operationId, body.id);
  const { key, name, source, statedOn } = body;
  await ctx.record(schemeDefined, {
    subject: body.id,
    operation: operationId,
    after: { key, name, source, statedOn, classes: body.classes, current },
    attributes: { operation: operationId },
  });
  return { id: body.id };
});

const choosing = handle(chooseScheme, async (ctx, { params }) => {
  const { operationId, schemeId } = params;
  ctx.demand(stationManage, { operationId });
  const known = await schemesOf(ctx.tx, operationId);
  const wanted = known.find(({ id }) => id === schemeId);
  if (!wanted) throw new Refused(refuse('not-found'));
  if (wanted.current) throw new Refused(refuse('station.scheme-current'));
  await touch(ctx.tx, operationId, ctx.newId());
  await makeCurrent(ctx.tx, operationId, schemeId);
  await ctx.record(schemeChosen, {
    subject: schemeId,
    operation: operationId,
    before: { current: known.find(({ current }) => current)?.key ?? null },
    after: { current: wanted.key },
    attributes: { operation: operationId },
  });
  return { id: schemeId };
});

type Held = { id: string; area: string; class: string | null };

const classifying = handle(classifyStations, async (ctx, { params, body }) => {
  const { operationId } = params;
  await demandManaging(ctx, { operationId });
  const scheme = (await schemesOf(ctx.tx, operationId)).find(({ key }) => key === body.scheme);
  if (!scheme || (body.class !== null && !scheme.classes.some(({ key }) => key === body.class))) {
    throw new Refused(refuse('station.class-unknown', { class: body.class ?? body.scheme }));
  }
  const version = ctx.newId();
  await touch(ctx.tx, operationId, version);
  const held = await getHeld(ctx, operationId, scheme, body.stations);
  const changing = held.filter((station) => station.class !== body.class);
  if (changing.length === 0) throw new Refused(refuse('station.nothing-changed'));
  const { source, statedOn } = body;
  await writeClassChanges(ctx, changing, body.class, { schemeId: scheme.id, source, statedOn });
  await markWritten(
    ctx.tx,
    changing.map(({ id }) => id),
    { operationId, by: version, at: ctx.now },
  );
  for (const [area, stations] of byVillage(changing)) {
    await ctx.record(stationsClassified, {
      subject: scheme.id,
      operation: operationId,
      area,
      after: {
        scheme: scheme.key,
        class: body.class,
        source,
        statedOn,
        stations: stations.map(({ id }) => id),
      },
      attributes: { operation: operationId, area },
    });
  }
  return { changed: changing.length, unchanged: held.length - changing.length };
});

async function getHeld(
  ctx: Context,
  operationId: string,
  scheme: Scheme,
  ids: readonly string[],
): Promise<readonly Held[]> {
  const found = await sql<Held>`
    select s.id, s.area, ic.class from station s
    left join station_in_class ic on ic.station_id = s.id and ic.scheme_id = ${scheme.id}
    where s.id = any(${[...ids]}::uuid[]) and s.operation_id = ${operationId} and s.state = 'active' and ${seen(ctx)}
    order by s.area, s.number for update of s`.execute(ctx.tx);
  const { may } = await managingOf(ctx);
  if (!found.rows.every(({ area }) => may({ operationId, area })) || found.rows.length < ids.length)
    throw new Refused(refuse('not-found'));
  return found.rows;
}

/** Writes one class for stations that have another one now. */
export async function writeClassChanges(
  ctx: Context,
  changing: readonly { id: string; class: string | null }[],
  after: string | null,
  statement: Pick<ClassStatement, 'schemeId' | 'source' | 'statedOn'>,
): Promise<void> {
  const changes = changing.map((station) => ({
    id: ctx.newId(),
    station: station.id,
    before: station.class,
    after,
  }));
  await writeClasses(ctx.tx, changes, { ...statement, by: ctx.actor.userId, at: ctx.now });
}

/** Grouped by village, in order of code. */
export function byVillage<T extends { area: string }>(
  all: readonly T[],
): readonly (readonly [string, readonly T[]])[] {
  const groups = new Map<string, T[]>();
  for (const each of all) groups.set(each.area, [...(groups.get(each.area) ?? []), each]);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

export const classing = [reading, defining, choosing, classifying];
