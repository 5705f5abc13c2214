/** Where a report is filed and who has to know: what rules need from the neighbours. */
import { ownPost } from '#rooms/access/contract.ts';
import { type AgencyName, agenciesOfKind, agencyNames } from '#rooms/agencies/contract.ts';
import { areaNames, areasBelow, locateArea } from '#rooms/areas/contract.ts';
import { type OperationSummary, operationNow } from '#rooms/operations/contract.ts';
import { stationCard, stationRead } from '#rooms/stations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { reachesOf } from '#shared/permission.ts';
import { type Refusal, refuse } from '#shared/problem.ts';
import type { Localized } from '#shared/schema.ts';
import { fieldReportSubmit, isEmergency, type KindDefinition, type ReportDraft } from './contract.ts';
import {
  addresseeKinds,
  afterShift,
  afterShiftTaken,
  areaInstead,
  clockNotices,
  happenedAtMs,
  isAfterShift,
  keptSkew,
  liesInOperation,
  noAddressee,
  outsideOperation,
  skewOf,
  stationUnknown,
} from './rules.ts';
import type { Filed } from './store.ts';

/** The kind of agency that stands for the operations post itself. */
const POSKO = 'posko';
/** The kind of agency that hears complaints about all others. */
const SUPERVISOR = 'bawaslu';

type Found = Pick<Filed, 'area' | 'areaName' | 'station' | 'point'> & { notices: readonly Localized[] };

/** Everything about a report that its sender did not say; the clock of the server is the context's. */
export async function fileReport(
  context: Context,
  draft: ReportDraft,
  known: { operation: OperationSummary; kinds: readonly KindDefinition[]; contentHash: Buffer },
): Promise<{ filed: Filed; notices: readonly Localized[] } | Refusal> {
  const { operation, contentHash } = known;
  const about = await agencyNamed(context, draft.aboutAgencyId);
  if (draft.aboutAgencyId !== null && about === null) return refuse('field-report.no-subject');
  const found = await whereOf(context, draft, operation.areas);
  if ('refused' in found) return found;
  const { notices, ...place } = found;
  const { now, actor } = context;
  const skewS = skewOf(context.deviceTime, now);
  const captured = new Date(draft.capturedAt);
  const post = await context.ask(ownPost, {});
  const happenedMs = happenedAtMs(captured, skewS);
  const isLate = isAfterShift(happenedMs, post?.shiftEnds ?? null, now);
  if (isLate && !isEmergency(draft)) return afterShift;
  const addressee = await addresseeOf(context, { ...known, kind: draft.kind, area: found.area, about });
  const filed: Filed = {
    ...place,
    draft,
    addressee,
    about,
    reporter: { id: actor.userId, agencyId: actor.agencyId },
    skewS: keptSkew(skewS),
    happenedAt: new Date(happenedMs),
    receivedAt: now,
    operationAt: (await context.ask(operationNow, { id: operation.id })).now,
    contentHash,
    afterShift: isLate,
  };
  return {
    filed,
    notices: [
      ...(isLate ? [afterShiftTaken] : []),
      ...clockNotices(captured, skewS, now),
      ...notices,
      ...(addressee ? [] : [noAddressee]),
    ],
  };
}

async function whereOf(
  context: Context,
  draft: ReportDraft,
  operationAreas: readonly string[],
): Promise<Found | Refusal> {
  const station = await stationOf(context, draft);
  const wanted = station?.area ?? draft.area ?? (await areaAt(context, draft.place));
  const inside = wanted !== null && liesInOperation(wanted, operationAreas);
  const senderAreas = reachesOf(context.actor, fieldReportSubmit).flatMap((reach) => reach.areas);
  const isSomewhere = wanted !== null || draft.place !== null;
  const area = inside || !isSomewhere ? wanted : (areaInstead(senderAreas, operationAreas) ?? wanted);
  if (area === null) return refuse('field-report.no-place');
  const name = (await context.ask(areaNames, { codes: [area] }))[0];
  return {
    area,
    areaName: name?.name ?? area,
    station: station && { id: station.id, name: station.name },
    point: pointOf(draft, station, inside ? (name ?? null) : null),
    notices: [
      ...(draft.stationId !== null && station === null ? [stationUnknown] : []),
      ...(inside ? [] : [outsideOperation]),
    ],
  };
}

type Point = { readonly lon: number | null; readonly lat: number | null };

function pointOf(draft: ReportDraft, station: Point | null, area: Point | null): Filed['point'] {
  if (draft.place) return { lon: draft.place.lon, lat: draft.place.lat, from: 'phone' };
  for (const [point, from] of [
    [station, 'station'],
    [area, 'area'],
  ] as const) {
    if (point && point.lon !== null && point.lat !== null) return { lon: point.lon, lat: point.lat, from };
  }
  return null;
}

/** The post of a report. One that the sender may not see, or of another operation, is no post: the place decides. */
async function stationOf(context: Context, draft: ReportDraft) {
  if (draft.stationId === null) return null;
  if (!context.may(stationRead)) return ownStation(context, draft);
  const card = await context.ask(stationCard, { stationId: draft.stationId });
  return card?.operationId === draft.operationId ? card : null;
}

/** Who sends late, after the shift, sees no station any more; the post of their own card is known all the same. */
async function ownStation(context: Context, draft: ReportDraft) {
  const post = await context.ask(ownPost, {});
  if (post?.stationId !== draft.stationId || post.operationId !== draft.operationId) return null;
  return { id: post.stationId, name: post.stationName, area: post.area, lon: null, lat: null };
}

async function areaAt(context: Context, place: ReportDraft['place']): Promise<string | null> {
  return place === null ? null : (await context.ask(locateArea, { lon: place.lon, lat: place.lat })).code;
}

async function agencyNamed(context: Context, id: string | null): Promise<AgencyName | null> {
  if (id === null) return null;
  return (await context.ask(agencyNames, { ids: [id] }))[0] ?? null;
}

type Addressing = {
  readonly operation: Pick<OperationSummary, 'openedByAgencyId' | 'areas'>;
  readonly kinds: readonly KindDefinition[];
  readonly kind: string;
  readonly area: string;
  readonly about: { readonly id: string } | null;
};

/**
 * Who has to know: the first agency of the wanted kinds that is responsible there and is not the subject; else the
 * posko. About the posko's own agency: a supervisor elsewhere, wherever in the operation; else nobody.
 */
export async function addresseeOf(context: Context, asked: Addressing): Promise<AgencyName | null> {
  const kind = asked.kinds.find((each) => each.key === asked.kind);
  const wanted = kind ? addresseeKinds(kind, asked.kinds, asked.about !== null) : [];
  for (const each of [...wanted, POSKO]) {
    const candidates =
      each === POSKO
        ? [await agencyNamed(context, asked.operation.openedByAgencyId)]
        : await context.ask(agenciesOfKind, { kind: each, area: asked.area });
    const found = candidates.find((agency) => agency !== null && agency.id !== asked.about?.id);
    if (found) return found;
  }
  return supervisorElsewhere(context, asked);
}

/** The operation as a whole first, then its districts: nobody outside of it reads a complaint from here. */
async function supervisorElsewhere(
  context: Context,
  { operation, about }: Addressing,
): Promise<AgencyName | null> {
  const { areas } = operation;
  const districts = await context.ask(areasBelow, { within: areas, level: 'district' });
  const within = areas.length === 0 ? [null] : [...areas, ...districts.map(({ code }) => code)];
  for (const area of within) {
    const supervisors = await context.ask(agenciesOfKind, { kind: SUPERVISOR, area });
    const found = supervisors.find((agency) => agency.id !== about?.id);
    if (found) return found;
  }
  return null;
}
