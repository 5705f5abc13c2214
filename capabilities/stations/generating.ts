/** Stations for an operation of which only counts are known. */
import { createHash } from 'node:crypto';
import { areasBelow } from '#rooms/areas/contract.ts';
import type { OperationSummary } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle } from '#server/endpoint/handle.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { byVillage, writeClassChanges } from './classing.ts';
import { type GenerateStations, generateEstimated, stationRegistered } from './commands.ts';
import { findImport, insertImport } from './import-store.ts';
import { managingOf } from './managing.ts';
import { getOperation, getVillages, type Village } from './operation.ts';
import { type Centre, radii, spread } from './placement.ts';
import { usualName } from './rules.ts';
import { insertStations, type StationRecord, stationsIn, touch } from './store.ts';
import { currentScheme } from './store-classes.ts';

const LIMIT = 50_000;

const generating = handle(generateEstimated, async (ctx, { params, body }) => {
  const { operationId } = params;
  const wanted = body.counts.filter(({ count }) => count > 0);
  const { may } = await managingOf(ctx);
  if (!wanted.every(({ area }) => may({ operationId, area }))) throw new Refused(refuse('not-found'));
  const operation = await getOperation(ctx, operationId);
  const fingerprint = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  const sum = wanted.reduce((all, { count }) => all + count, 0);
  if (sum > LIMIT) throw new Refused(refuse('station.too-many', { limit: LIMIT }));
  const version = ctx.newId();
  await touch(ctx.tx, operationId, version);
  if (await findImport(ctx.tx, body.id)) throw new Refused(refuse('station.id-taken'));
  await demandEmpty(
    ctx,
    operationId,
    wanted.map(({ area }) => area),
  );
  const records = await recordsOf(ctx, operation, { ...body, counts: wanted });
  await insertStations(ctx.tx, records, { operationId, by: body.id, at: ctx.now });
  const scheme = await classed(ctx, operationId, records, body);
  await insertImport(ctx.tx, {
    id: body.id,
    operationId,
    kind: 'estimate',
    state: 'applied',
    fileName: null,
    fingerprint,
    source: body.source,
    statedOn: body.class?.statedOn ?? null,
    schemeId: scheme,
    errors: [],
    errorCount: 0,
    refused: 0,
    basedOn: version,
    by: ctx.actor.userId,
    at: ctx.now,
    rows: records.map((record, index) => ({
      row: index + 1,
      action: 'add',
      before: null,
      after: { ...record, class: body.class?.key ?? null, placeName: null },
    })),
  });
  for (const [area, stations] of byVillage(records)) {
    await ctx.record(stationRegistered, {
      subject: body.id,
      operation: operationId,
      area,
      after: {
        area,
        number: stations.length,
        position: 'estimated',
        standing: 'estimated',
        source: body.source,
      },
      attributes: { operation: operationId, area },
    });
  }
  return { importId: body.id, added: records.length };
});

async function demandEmpty(ctx: Context, operationId: string, areas: readonly string[]): Promise<void> {
  const there = await stationsIn(ctx.tx, operationId, areas);
  if (there.length > 0) throw new Refused(refuse('station.numbers-taken', { count: there.length }));
}

async function classed(
  ctx: Context,
  operationId: string,
  records: readonly StationRecord[],
  body: GenerateStations,
): Promise<string | null> {
  if (!body.class) return null;
  const scheme = await currentScheme(ctx.tx, operationId);
  const { key, source, statedOn } = body.class;
  if (!scheme?.classes.some((each) => each.key === key)) {
    throw new Refused(refuse('station.class-unknown', { class: key }));
  }
  const unclassed = records.map(({ id }) => ({ id, class: null }));
  await writeClassChanges(ctx, unclassed, key, { schemeId: scheme.id, source, statedOn });
  return scheme.id;
}

async function recordsOf(
  ctx: Context,
  operation: OperationSummary,
  body: GenerateStations,
): Promise<readonly StationRecord[]> {
  const villages = await getVillages(
    ctx,
    operation,
    body.counts.map(({ area }) => area),
  );
  // Neighbours without stations still bound the room that a village has.
  const around = await ctx.ask(areasBelow, { within: operation.areas, level: 'village' });
  const room = radii(around.flatMap(centred));
  return body.counts.flatMap(({ area, count }) => {
    const village = villages.get(area);
    return village ? inVillage(ctx, village, { count, radiusM: room.get(area) ?? 0, body }) : [];
  });
}

function inVillage(
  ctx: Context,
  village: Village,
  given: { count: number; radiusM: number; body: GenerateStations },
): readonly StationRecord[] {
  const { count, radiusM, body } = given;
  const [centre] = centred(village);
  const spots = centre ? spread(centre, count, radiusM, body.seed) : [];
  return Array.from({ length: count }, (_, index) => {
    const spot = spots[index];
    return {
      id: ctx.newId(),
      area: village.code,
      village: village.village,
      district: village.district,
      number: index + 1,
      name: usualName(index + 1),
      address: null,
      lon: spot?.lon ?? null,
      lat: spot?.lat ?? null,
      accuracy: spot?.accuracyM ?? null,
      position: spot ? 'estimated' : null,
      place: 'unknown',
      placeArea: null,
      placeBy: null,
      placeSource: null,
      voters: null,
      specialKind: null,
      responsibleName: null,
      responsiblePhone: null,
      standing: 'estimated',
      statedLevel: body.statedLevel,
      source: body.source,
    };
  });
}

function centred(area: { code: string; lon: number | null; lat: number | null }): Centre[] {
  return area.lon === null || area.lat === null ? [] : [{ code: area.code, lon: area.lon, lat: area.lat }];
}

export const generation = [generating];
