/** Asking for a task, or writing down one's own. */

import { areaNames } from '#rooms/areas/contract.ts';
import { contentHashOf } from '#server/endpoint/content-hash.ts';
import type { Context } from '#server/endpoint/context.ts';
import { isWithin } from '#shared/area-code.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { demandWork, writeEntry } from './acting.ts';
import { type NewTask, type Party, taskOffered } from './contract.ts';
import { begun, type Undertaker } from './rules.ts';
import { findEarlier, insertTask, lockOperation, type Made, readersOf } from './store.ts';
import { type Doer, dayAhead, demandStage, doerIn, operationOf, undertakers } from './terms.ts';

/** @throws Refused with the first thing that is wrong */
export async function offer(context: Context, asked: NewTask): Promise<{ id: string; code: string }> {
  const again = await sameAgain(context, asked);
  if (again) return again;
  const { operationId } = asked;
  const doer = await doerIn(context, operationId);
  if (doer.agency === null) throw new Refused(refuse('task.no-agency'));
  const { areaName, standing } = await placeOf(context, asked);
  const { owner, named } = await partiesOf(context, asked);
  await demandStage(context, operationId, asked.stage);
  const dueDay = await dayAhead(context, operationId, asked.due);
  const made = complete(asked, { asker: doer.agency, owner, named, areaName, standing, dueDay, doer });
  await lockOperation(context.tx, operationId);
  const code = await insertTask(context.tx, made);
  // A twin may have been faster.
  if (code === null) return (await sameAgain(context, asked)) ?? { id: asked.id, code: '' };
  await writeEntry(context, made.id, { doer, event: taskOffered, text: null });
  await journal(context, made, code);
  return { id: made.id, code };
}

async function sameAgain(context: Context, asked: NewTask): Promise<{ id: string; code: string } | null> {
  const earlier = await findEarlier(context.tx, asked.id);
  if (!earlier) return null;
  const isSame = earlier.by === context.actor.userId && earlier.contentHash.equals(contentHashOf(asked));
  if (!isSame) throw new Refused(refuse('task.id-taken'));
  context.unchanged();
  return { id: asked.id, code: earlier.code };
}

/** The area by name, which lies in the operation and within the reach of whoever asks. In a sample nothing is a real order. */
async function placeOf(context: Context, { operationId, area }: NewTask) {
  const { areas, sample } = await operationOf(context, operationId);
  demandWork(context, operationId, area);
  const [found] = await context.ask(areaNames, { codes: [area] });
  const isInside = areas.length === 0 || areas.some((whole) => isWithin(area, whole));
  if (!found || !isInside) throw new Refused(refuse('task.no-area'));
  return { areaName: found.name, standing: sample ? 'staged' : null };
}

async function partiesOf(context: Context, { operationId, ownerId, sharing, readerIds }: NewTask) {
  const all = await undertakers(context, operationId);
  const owner = all.get(ownerId);
  const named = sharing === 'named' ? readerIds : [];
  if (!owner || named.some((id) => !all.has(id))) throw new Refused(refuse('task.no-owner'));
  return { owner, named };
}

type Found = {
  readonly asker: Party;
  readonly owner: Undertaker;
  readonly named: readonly string[];
  readonly areaName: string;
  readonly standing: string | null;
  readonly dueDay: string | null;
  readonly doer: Doer;
};

function complete(asked: NewTask, found: Found): Made {
  const { asker, owner, named, areaName, standing, dueDay, doer } = found;
  const { ownerId: _owner, readerIds: _readers, ...told } = asked;
  const task = begun(asker, owner);
  return {
    ...told,
    state: task.state,
    asker,
    owner,
    named,
    readers: readersOf({ ...task, named }),
    areaName,
    dueDay,
    origin: { kind: 'own', id: null },
    standing,
    offeredBy: doer.byUser,
    offeredAt: doer.at,
    operationAt: doer.operationAt,
    contentHash: contentHashOf(asked),
  };
}

async function journal(context: Context, made: Made, code: string): Promise<void> {
  const { id: subject, operationId: operation, area, sharing, readers, title, measure, state } = made;
  const { detail, asker, owner, stage, theme, due, weight, origin } = made;
  await context.record(taskOffered, {
    subject,
    operation,
    area,
    after: {
      code,
      title,
      detail: detail === '' ? null : detail,
      measure,
      asker: asker.id,
      owner: owner.id,
      stage,
      theme,
      due,
      weight,
      sharing,
      origin: origin.kind,
      state,
    },
    attributes: { operation, area, sharing, readers },
  });
}
