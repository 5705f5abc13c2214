/** What is done to an incident: taken, released, noted, escalated, resolved. Each writes its log and the journal. */
import { operationNow } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { accept, Refused, refuse } from '#shared/problem.ts';
import {
  type IncidentLevel,
  incidentLevelSet,
  incidentNoted,
  incidentReleased,
  incidentResolved,
  incidentTaken,
  type LogEntryKind,
} from './contract.ts';
import { nameOf } from './people.ts';
import { decideMove, type Move } from './rules.ts';
import { findLog, insertLog, type Locked, setHolder, setLevel, setResolved } from './store.ts';

export async function take(context: Context, incident: Locked, given: string | null): Promise<void> {
  const reason = blankAsNull(given);
  if (decided(context, 'take', incident, reason) === 'same') return context.unchanged();
  const { userId: id, agencyId } = context.actor;
  const name = await nameOf(context);
  await setHolder(context.tx, incident.id, { id, name, agencyId }, await timesOf(context, incident));
  await log(context, incident, incident.holder === null ? 'taken' : 'taken-over', { text: reason });
  await context.record(incidentTaken, {
    ...factOf(incident),
    before: { holder: incident.holder },
    after: { holder: id, reason },
  });
}

export async function release(context: Context, incident: Locked, given: string | null): Promise<void> {
  const reason = blankAsNull(given);
  decided(context, 'release', incident, reason);
  await setHolder(context.tx, incident.id, null, await timesOf(context, incident));
  await log(context, incident, 'released', { text: reason });
  await context.record(incidentReleased, {
    ...factOf(incident),
    before: { holder: incident.holder },
    after: { reason },
  });
}

export async function addNote(
  context: Context,
  incident: Locked,
  note: { id: string; text: string },
): Promise<void> {
  const text = written(note.text);
  const earlier = await findLog(context.tx, note.id);
  if (earlier) {
    const isSame =
      earlier.incidentId === incident.id && earlier.byUser === context.actor.userId && earlier.text === text;
    if (!isSame) throw new Refused(refuse('incident.note-taken'));
    return context.unchanged();
  }
  await log(context, incident, 'noted', { id: note.id, text });
  await context.record(incidentNoted, { ...factOf(incident), after: { note: note.id, text } });
}

export async function escalate(
  context: Context,
  incident: Locked,
  wanted: { level: IncidentLevel; reason: string | null },
): Promise<void> {
  const { level } = wanted;
  const reason = blankAsNull(wanted.reason);
  decided(context, 'set-level', incident, reason);
  if (incident.level === level) return context.unchanged();
  await setLevel(context.tx, incident.id, level);
  await log(context, incident, 'level-set', { text: reason, level });
  await context.record(incidentLevelSet, {
    ...factOf(incident),
    before: { level: incident.level },
    after: { level, reason },
  });
}

export async function resolve(
  context: Context,
  incident: Locked,
  how: { result: string; answer: string | null },
): Promise<void> {
  const result = written(how.result);
  const answer = how.answer === null ? null : blankAsNull(how.answer);
  const isAgain = incident.state === 'resolved' && incident.holder === context.actor.userId;
  if (isAgain && incident.result === result && incident.answer === answer) return context.unchanged();
  decided(context, 'resolve', incident, null);
  await setResolved(context.tx, incident.id, { result, answer, ...(await timesOf(context, incident)) });
  await log(context, incident, 'resolved', { text: result });
  await context.record(incidentResolved, {
    ...factOf(incident),
    before: { state: incident.state },
    after: { state: 'resolved', result, answer },
  });
}

function decided(context: Context, move: Move, incident: Locked, reason: string | null) {
  const { holder, holderName, holderAgency, addressee, addresseeName, state, mayHold } = incident;
  const { userId, agencyId } = context.actor;
  const standing = {
    state,
    holder: holder === null ? null : { userId: holder, agencyId: holderAgency, name: holderName ?? '' },
    addressee: addressee === null ? null : { id: addressee, name: addresseeName ?? '' },
  };
  return accept(decideMove(move, standing, { userId, agencyId, mayHold }, reason));
}

async function log(
  context: Context,
  incident: Locked,
  what: LogEntryKind,
  entry: { id?: string; text: string | null; level?: IncidentLevel },
): Promise<void> {
  const kept = await insertLog(context.tx, {
    id: entry.id ?? context.newId(),
    incidentId: incident.id,
    ...(await timesOf(context, incident)),
    what,
    byUser: context.actor.userId,
    byName: await nameOf(context),
    byAgency: context.actor.agencyId,
    text: entry.text,
    level: entry.level ?? null,
  });
  // Another incident's note took the id at the same moment.
  if (!kept) throw new Refused(refuse('incident.note-taken'));
}

/** This moment by both clocks. */
async function timesOf(context: Context, { operationId }: Pick<Locked, 'operationId'>) {
  const { now: operationAt } = await context.ask(operationNow, { id: operationId });
  return { at: context.now, operationAt };
}

function factOf(incident: Locked) {
  const { id, operationId: operation, area, addressee, about } = incident;
  return { subject: id, operation, area, attributes: { operation, area, addressee, about } };
}

/** @throws Refused for a text of spaces */
function written(text: string): string {
  const kept = wholeText(text);
  if (kept === '') throw new Refused(refuse('incident.empty-text'));
  return kept;
}

function blankAsNull(text: string | null): string | null {
  const kept = text === null ? '' : wholeText(text);
  return kept === '' ? null : kept;
}

/** Without outer spaces, and without the halves of character pairs that a cut emoji leaves. */
export function wholeText(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd').trim();
}
