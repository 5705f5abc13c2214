/** What two sides have to agree on: counter-proposals, changes, hand-overs, and what a plenary says. */
import type { Due } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { canonicalJson } from '#shared/canonical-json.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { journal, perform } from './acting.ts';
import {
  taskChangeAnswered,
  taskChangeProposed,
  taskCounterAnswered,
  taskCountered,
  taskHandOverAnswered,
  taskHandOverOffered,
  taskPlenarySpoke,
} from './contract.ts';
import type { Standing } from './rules.ts';
import type { Locked, Proposal, Terms } from './store.ts';
import { type Doer, dayAhead, dayNow, undertakers } from './terms.ts';

type Wanted = { readonly due: Due | null; readonly measure: string; readonly reason: string };
type Answer = { readonly accepted: boolean; readonly reason: string | null };

export async function counter(context: Context, task: Locked, wanted: Wanted): Promise<void> {
  const { due, measure, reason } = wanted;
  await perform(context, task, {
    act: 'counter',
    event: taskCountered,
    changes: async (_next, doer) => {
      await demandNew(context, task, wanted);
      return { counter: proposal(wanted, doer) };
    },
    fields: () => ({ due, measure, reason }),
    text: reason,
  });
}

export async function answerCounter(
  context: Context,
  task: Locked,
  { accepted, reason }: Answer,
): Promise<void> {
  await perform(context, task, {
    act: 'counter-answer',
    said: { accepted },
    event: taskCounterAnswered,
    changes: () => (accepted ? termsOf(context, task, task.counter) : {}),
    fields: ({ due, measure }) => ({ accepted, due, measure, reason }),
    text: reason,
  });
}

/** Of an own task it holds at once, and both leaves are written. */
export async function proposeChange(context: Context, task: Locked, wanted: Wanted): Promise<void> {
  const { due, measure, reason } = wanted;
  const holds = (next: Pick<Standing, 'changeBy'>) => next.changeBy === null;
  const changed = await perform(context, task, {
    act: 'change',
    event: taskChangeProposed,
    changes: async (next, doer) => {
      await demandNew(context, task, wanted);
      const change = proposal(wanted, doer);
      return holds(next) ? termsOf(context, task, change) : { change };
    },
    fields: () => ({ due, measure, reason }),
    text: reason,
  });
  if (holds(changed))
    await journal(context, { task, changed }, taskChangeAnswered, { accepted: true, due, measure });
}

export async function answerChange(
  context: Context,
  task: Locked,
  { accepted, reason }: Answer,
): Promise<void> {
  await perform(context, task, {
    act: 'change-answer',
    said: { accepted },
    event: taskChangeAnswered,
    changes: () => (accepted ? termsOf(context, task, task.change) : {}),
    fields: ({ due, measure }) => ({ accepted, due, measure, reason }),
    text: reason,
  });
}

export async function handOver(
  context: Context,
  task: Locked,
  { toId, reason }: { toId: string; reason: string },
): Promise<void> {
  const to = (await undertakers(context, task.operationId)).get(toId);
  await perform(context, task, {
    act: 'hand-over',
    ...(to ? { said: { to } } : {}),
    event: taskHandOverOffered,
    changes: ({ handOverTo }, { operationAt }) =>
      handOverTo ? { handOver: { to: handOverTo, reason, operationAt: operationAt.toISOString() } } : {},
    fields: () => ({ to: toId, reason }),
    text: reason,
  });
}

/** Whoever takes a task over names its own responsible person. */
export async function answerHandOver(
  context: Context,
  task: Locked,
  { accepted, reason }: Answer,
): Promise<void> {
  await perform(context, task, {
    act: 'hand-over-answer',
    said: { accepted },
    event: taskHandOverAnswered,
    changes: () => (accepted ? { person: null, plenary: null } : {}),
    fields: ({ owner }) => ({ accepted, owner: owner.id, reason }),
    text: reason,
  });
}

export async function plenary(
  context: Context,
  task: Locked,
  said: { confirmed: boolean; decision: string; reason: string | null },
): Promise<void> {
  const { confirmed, decision, reason } = said;
  await perform(context, task, {
    act: 'plenary',
    said: { accepted: confirmed },
    event: taskPlenarySpoke,
    changes: () => ({
      plenary: { confirmed, decision },
      ...(confirmed ? {} : { endedBecause: reason ?? decision }),
    }),
    fields: () => ({ confirmed, decision, reason }),
    text: reason === null ? decision : `${decision}: ${reason}`,
  });
}

/** @throws Refused for a day that cannot be meant, and for what holds already */
async function demandNew(context: Context, task: Locked, { due, measure }: Wanted): Promise<void> {
  const isSame = canonicalJson(due) === canonicalJson(task.due) && measure === task.measure;
  if (isSame) throw new Refused(refuse('task.nothing-changes'));
  if (canonicalJson(due) !== canonicalJson(task.due)) await dayAhead(context, task.operationId, due);
}

function proposal({ due, measure, reason }: Wanted, { agency, operationAt }: Doer): Proposal {
  // The rules let nobody propose who speaks for no agency.
  const by = agency ?? { id: '', name: '' };
  return { due, measure, reason, by, operationAt: operationAt.toISOString() };
}

/** The terms of a proposal, with its day as the stages stand now. */
async function termsOf(context: Context, task: Locked, proposed: Proposal | null): Promise<Partial<Terms>> {
  if (proposed === null) return {};
  const { due, measure } = proposed;
  return { due, measure, dueDay: await dayNow(context, task.operationId, due) };
}
