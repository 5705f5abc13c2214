/** Commands of this room: permit, load, decide, save. */

import { reportBriefs } from '#rooms/field-reports/contract.ts';
import { operationSummary } from '#rooms/operations/contract.ts';
import { contentHashOf } from '#server/endpoint/content-hash.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle } from '#server/endpoint/handle.ts';
import { isWithin } from '#shared/area-code.ts';
import { accept, Refused, refuse } from '#shared/problem.ts';
import {
  holdableIncidents,
  incidentKind,
  incidentWork,
  noteOnIncident,
  openIncident,
  releaseIncident,
  resolveIncident,
  setIncidentLevel,
  takeIncident,
} from './contract.ts';
import { addNote, escalate, release, resolve, take, wholeText } from './handling.ts';
import { open } from './opening.ts';
import { inherit } from './rules.ts';
import { attributeColumns, findEarlier, type Locked, lockIncident } from './store.ts';

const opening = handle(openIncident, async (context, input) => {
  const body = { ...input.body, title: wholeText(input.body.title), text: wholeText(input.body.text) };
  if (body.title === '') throw new Refused(refuse('incident.empty-text'));
  const contentHash = contentHashOf(body);
  const earlier = await findEarlier(context.tx, body.id);
  if (earlier) {
    const isSame = earlier.openedBy === context.actor.userId && earlier.contentHash.equals(contentHash);
    if (!isSame) throw new Refused(refuse('incident.id-taken'));
    context.unchanged();
    return { id: earlier.id, code: earlier.code };
  }
  const operation = await context.ask(operationSummary, { id: body.operationId });
  if (!operation) throw new Refused(refuse('not-found'));
  const reports = await reportsOf(context, body.operationId, body.reportIds);
  const inherited = accept(inherit(body, reports));
  context.demand(incidentWork, { operationId: body.operationId, area: inherited.area });
  const isInside =
    operation.areas.length === 0 || operation.areas.some((area) => isWithin(inherited.area, area));
  if (!isInside) throw new Refused(refuse('incident.no-area'));
  const { id, operationId, title, text, level, place } = body;
  return open(context, {
    id,
    operationId,
    title,
    text,
    level,
    point: place,
    inherited,
    reports,
    asked: body,
  });
});

/** The reports, all of them visible and of this operation. */
async function reportsOf(context: Context, operationId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const reports = await context.ask(reportBriefs, { ids });
  const own = reports.filter((report) => report.operationId === operationId);
  if (own.length < ids.length) throw new Refused(refuse('not-found'));
  return own;
}

/** An incident that the actor sees, locked to the end of the transaction. */
async function locked(context: Context, id: string): Promise<Locked> {
  const visible = context.visible(incidentKind, attributeColumns);
  const found = await lockIncident(
    context.tx,
    id,
    visible,
    context.visible(holdableIncidents, attributeColumns),
  );
  if (!found) throw new Refused(refuse('not-found'));
  context.demand(incidentWork, { operationId: found.operationId, area: found.area });
  return found;
}

const taking = handle(takeIncident, async (context, { params, body }) => {
  await take(context, await locked(context, params.incidentId), body.reason);
  return { id: params.incidentId };
});
const releasing = handle(releaseIncident, async (context, { params, body }) => {
  await release(context, await locked(context, params.incidentId), body.reason);
  return { id: params.incidentId };
});
const noting = handle(noteOnIncident, async (context, { params, body }) => {
  await addNote(context, await locked(context, params.incidentId), body);
  return { id: body.id };
});
const escalating = handle(setIncidentLevel, async (context, { params, body }) => {
  await escalate(context, await locked(context, params.incidentId), body);
  return { id: params.incidentId };
});
const resolving = handle(resolveIncident, async (context, { params, body }) => {
  await resolve(context, await locked(context, params.incidentId), body);
  return { id: params.incidentId };
});

export const commandRoutes = [opening, taking, releasing, noting, escalating, resolving];
