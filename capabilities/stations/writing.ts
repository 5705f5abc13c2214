/** Commands about one station: register, correct, retire. */
import { sql } from 'kysely';
import type { Context } from '#server/endpoint/context.ts';
import { handle } from '#server/endpoint/handle.ts';
import { Refused, refuse } from '#shared/problem.ts';
import {
  correctStation,
  registerStation,
  retireStation,
  type StationFields,
  stationCorrected,
  stationRegistered,
  stationRetired,
} from './commands.ts';
import { stationKind } from './contract.ts';
import { demandManaging } from './managing.ts';
import { getOperation, getVillages, todayOf, type Village } from './operation.ts';
import { placeAll } from './placing.ts';
import { differences, findContradiction } from './rules.ts';
import {
  findStation,
  insertStations,
  isNumberTaken,
  markRetired,
  type StationRecord,
  type Stored,
  touch,
  updateStations,
} from './store.ts';

export const seen = (ctx: Context) =>
  ctx.visible(stationKind, { operation: sql.ref('s.operation_id'), area: sql.ref('s.area') });

const registering = handle(registerStation, async (ctx, { params, body }) => {
  const { operationId } = params;
  const { id, area, ...fields } = body;
  await demandManaging(ctx, { operationId, area });
  const operation = await getOperation(ctx, operationId);
  const village = (await getVillages(ctx, operation, [area])).get(area);
  stopAt(findContradiction(fields));
  const earlier = await findStation(ctx.tx, id, sql`true`);
  const resent =
    earlier?.operationId === operationId && earlier.area === area && !differences(fieldsOf(earlier), fields);
  if (!village || (earlier && !resent)) throw new Refused(refuse('station.id-taken'));
  if (earlier) {
    ctx.unchanged();
    return { id };
  }
  await insertNew(ctx, operationId, { id, village, fields });
  await ctx.record(stationRegistered, {
    subject: id,
    operation: operationId,
    area,
    after: { ...fields, area },
    attributes: { operation: operationId, area },
  });
  return { id };
});

async function insertNew(
  ctx: Context,
  operationId: string,
  made: { id: string; village: Village; fields: StationFields },
): Promise<void> {
  const { id, village, fields } = made;
  const { code: area, district } = village;
  const place = await placed(ctx, area, fields);
  const record = { ...fields, id, area, village: village.village, district, statedLevel: null, ...place };
  await write(ctx, operationId, async (by) => {
    await demandNumber(ctx, { operationId, area, number: fields.number, except: id });
    await insertStations(ctx.tx, [record], by);
  });
}

const correcting = handle(correctStation, async (ctx, { params, body }) => {
  const { reason, ...fields } = body;
  const before = await getManaged(ctx, params.id);
  const { operationId, area } = before;
  stopAt(findContradiction(fields));
  const changed = differences(fieldsOf(before), fields);
  if (!changed) throw new Refused(refuse('station.nothing-changed'));
  const record: StationRecord = { ...before, ...fields, ...(await placed(ctx, area, fields)) };
  await write(ctx, operationId, async (by) => {
    await demandNumber(ctx, { operationId, area, number: fields.number, except: before.id });
    await updateStations(ctx.tx, [record], by);
  });
  await ctx.record(stationCorrected, {
    subject: before.id,
    operation: operationId,
    area,
    before: changed.before,
    after: { ...changed.after, reason },
    attributes: { operation: operationId, area },
  });
  return { id: before.id };
});

const retiring = handle(retireStation, async (ctx, { params, body }) => {
  const { id, operationId, area } = await getManaged(ctx, params.id);
  const day = await todayOf(ctx, await getOperation(ctx, operationId));
  await write(ctx, operationId, ({ by, at }) =>
    markRetired(ctx.tx, id, { reason: body.reason, day, by, at }),
  );
  await ctx.record(stationRetired, {
    subject: id,
    operation: operationId,
    area,
    before: { state: 'active' },
    after: { state: 'retired', reason: body.reason },
    attributes: { operation: operationId, area },
  });
  return { id };
});

async function getManaged(ctx: Context, id: string): Promise<Stored> {
  const station = await findStation(ctx.tx, id, seen(ctx), true);
  if (!station) throw new Refused(refuse('not-found'));
  await demandManaging(ctx, { operationId: station.operationId, area: station.area });
  if (station.state === 'retired') throw new Refused(refuse('station.retired'));
  return station;
}

async function demandNumber(
  ctx: Context,
  wanted: { operationId: string; area: string; number: number; except: string },
): Promise<void> {
  if (await isNumberTaken(ctx.tx, wanted)) {
    throw new Refused(refuse('station.number-taken', { number: wanted.number }));
  }
}

async function placed(ctx: Context, area: string, fields: StationFields) {
  const [place] = await placeAll(ctx, [{ ...fields, area }]);
  if (!place) throw new Error('placeAll answers for every station');
  return place;
}

/** Runs a change of the register and tells what was computed from it. Takes the operation's row first, so that two callers cannot both find a number free. */
async function write(
  ctx: Context,
  operationId: string,
  change: (writing: { operationId: string; by: string; at: Date }) => Promise<void>,
): Promise<void> {
  const by = ctx.newId();
  await touch(ctx.tx, operationId, by);
  await change({ operationId, by, at: ctx.now });
}

export function fieldsOf(station: Stored): StationFields {
  const { number, name, address, lon, lat, accuracy, position, voters, specialKind } = station;
  const { responsibleName, responsiblePhone, standing, source } = station;
  const stated = { number, name, address, lon, lat, accuracy, position, voters, specialKind };
  return { ...stated, responsibleName, responsiblePhone, standing, source };
}

function stopAt(refusal: ReturnType<typeof findContradiction>): void {
  if (refusal) throw new Refused(refusal);
}

export const writing = [registering, correcting, retiring];
