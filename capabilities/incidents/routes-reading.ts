/** What a desk reads: list, card, points. */
import { sql } from 'kysely';
import { reportBriefs, reportsByCode } from '#rooms/field-reports/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleList } from '#server/endpoint/handle.ts';
import { isRefusal, Refused, refuse } from '#shared/problem.ts';
import {
  holdableIncidents,
  INCIDENT_POINTS_LIMIT,
  incidentKind,
  incidentWork,
  type LogEntry,
  listIncidents,
  readIncident,
  readIncidentPoints,
} from './contract.ts';
import { decideMove } from './rules.ts';
import { attributeColumns, type LogRow, listLog } from './store.ts';
import { findCard, type IncidentCard, listPoints, listReportIds, rowFields } from './store-readings.ts';

const visible = (context: Context) => context.visible(incidentKind, attributeColumns);
const holdable = (context: Context) => context.visible(holdableIncidents, attributeColumns);

const listing = handleList(listIncidents, async (context, { params, query }) => {
  const found = await byReportCode(context, params.operationId, query.q);
  return {
    name: 'kejadian',
    from: sql`incident i`,
    where: sql`i.operation_id = ${params.operationId} and ${visible(context)}`,
    fields: rowFields(query.lang ?? 'id', holdable(context), context.actor.userId),
    alsoFound: () => incidentsOf(found),
    tieBreak: sql`i.id`,
    defaultSort: '-openedOperationAt,-openedAt',
  };
});

/** The phone tells its reporter a code to quote: that of the report, by which its incident is found too. */
async function byReportCode(context: Context, operationId: string, typed: string | undefined) {
  return typed === undefined ? [] : context.ask(reportsByCode, { operationId, typed });
}

function incidentsOf(reportIds: readonly string[]) {
  return sql`i.id in (select a.incident_id from incident_report a where a.report_id = any(${[...reportIds]}::uuid[]))`;
}

const reading = handle(readIncident, async (context, { params }) => {
  const card = await findCard(context.tx, params.incidentId, visible(context), holdable(context));
  if (!card) throw new Refused(refuse('not-found'));
  const reports = await context.ask(reportBriefs, { ids: await listReportIds(context.tx, card.id) });
  return {
    ...shown(card),
    ...rightsOn(context, card),
    reports: reports.map(({ id, code, text, stationName, photoIds, receivedAt, operationAt }) => ({
      id,
      code,
      text,
      stationName,
      photoIds: [...photoIds],
      receivedAt: receivedAt.toISOString(),
      operationAt: operationAt.toISOString(),
    })),
    log: (await listLog(context.tx, card.id)).map(line),
  };
});

function shown(card: IncidentCard) {
  const { id, operationId, code, level, state, kind, title, text, area, areaName, result, lon, lat } = card;
  const { holder, holderName, heldSince, heldOperationSince } = card;
  return {
    ...{ id, operationId, code, level, state, kind, title, text, area, areaName, result, lon, lat },
    kindName: card.kindName,
    addressee: card.addresseeName,
    aboutAgency: card.aboutName,
    holder:
      holder === null || heldSince === null || heldOperationSince === null
        ? null
        : {
            userId: holder,
            name: holderName ?? '',
            since: heldSince.toISOString(),
            operationSince: heldOperationSince.toISOString(),
          },
    openedAt: card.openedAt.toISOString(),
    resolvedAt: card.resolvedAt?.toISOString() ?? null,
    openedOperationAt: card.openedOperationAt.toISOString(),
    resolvedOperationAt: card.resolvedOperationAt?.toISOString() ?? null,
  };
}

function rightsOn(context: Context, card: IncidentCard) {
  const { actor } = context;
  const { holder, holderAgency, holderName, addressee, addresseeName, state, mayHold } = card;
  const standing = {
    state,
    holder: holder === null ? null : { userId: holder, agencyId: holderAgency, name: holderName ?? '' },
    addressee: addressee === null ? null : { id: addressee, name: addresseeName ?? '' },
  };
  const mover = { userId: actor.userId, agencyId: actor.agencyId, mayHold };
  const isMine = holder === actor.userId;
  return {
    mayTake: !isMine && !isRefusal(decideMove('take', standing, mover, 'asked')),
    mayWork: context.may(incidentWork, { operationId: card.operationId, area: card.area }),
    isMine,
    emergency: card.emergency,
  };
}

function line(row: LogRow): LogEntry {
  const { id, what, byName: by, text, level } = row;
  const operationAt = row.operationAt.toISOString();
  return { id, at: row.at.toISOString(), operationAt, what, by, text, level };
}

const points = handle(readIncidentPoints, async (context, { params }) => {
  const asked = { operationId: params.operationId, limit: INCIDENT_POINTS_LIMIT };
  const { rows, withPoint, without } = await listPoints(context.tx, asked, visible(context));
  return {
    points: rows.map((row) => ({
      ...row,
      openedAt: row.openedAt.toISOString(),
      openedOperationAt: row.openedOperationAt.toISOString(),
    })),
    dropped: withPoint - rows.length,
    withoutPlace: without,
  };
});

export const readingRoutes = [listing, reading, points];
