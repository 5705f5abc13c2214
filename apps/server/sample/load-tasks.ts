import type { SampleStep, SampleTask } from '#data/schema-sample-tasks.ts';
import {
  acceptTask,
  addEvidence,
  confirmTask,
  counterTask,
  dropTask,
  finishTask,
  handOver,
  namePerson,
  offerTask,
  plenarySpoke,
  proposeChange,
  refuseTask,
  startTask,
} from '#rooms/tasks/doors.ts';
import { accountIdOf, demoPerson } from './load-people.ts';
import { agencyIdOf, type Loading } from './loading.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;

/**
 * Staged tasks of the weeks before the sample opens, asked for and worked on by its demo people. Each step is as old in
 * real time as it is on the operation clock, so that a day which was ahead then may have passed now.
 */
export async function loadTasks(loading: Loading): Promise<void> {
  const at = (day: number, minutes: number) =>
    new Date(loading.now.getTime() + day * DAY_MS + minutes * MINUTE_MS);
  for (const task of loading.operation.sampleTasks ?? []) {
    const moment = { as: demoPerson(loading, task.by), at: at(task.day, 0) };
    await loading.use(`task ${task.key}`, offerTask, { ...moment, body: offered(loading, task) });
    for (const [index, step] of task.steps.entries()) {
      const name = `${task.key} ${index}`;
      // What is done on one day is done in its order, and after the task was asked for.
      await take(loading, { task, name, step, at: at(step.day, index + 1) });
    }
  }
}

function offered(loading: Loading, task: SampleTask) {
  const { title, detail, measure, areaCode: area, stage, theme, due, weight, sharing } = task;
  return {
    ...{ id: loading.id('task', task.key), operationId: loading.operationId, title, detail, measure, area },
    ...{ stage, theme, due, weight, sharing, ownerId: agencyIdOf(task.owner) },
    readerIds: task.named.map(agencyIdOf),
  };
}

type Taken = {
  readonly task: SampleTask;
  readonly name: string;
  readonly step: SampleStep;
  readonly at: Date;
};

async function take(loading: Loading, { task, name, step, at }: Taken): Promise<void> {
  const { act, by, text = '', due = null, measure = '' } = step;
  const { use } = loading;
  const key = `task ${name} ${act}`;
  const on = { as: demoPerson(loading, by), at, params: { taskId: loading.id('task', task.key) } };
  const reason = { ...on, body: { reason: text } };
  const terms = { ...on, body: { due, measure, reason: text } };
  const plainly = { ...on, body: {} };
  switch (act) {
    case 'accept':
      return done(use(key, acceptTask, plainly));
    case 'refuse':
      return done(use(key, refuseTask, reason));
    case 'counter':
      return done(use(key, counterTask, terms));
    case 'plenary':
      return done(use(key, plenarySpoke, { ...on, body: { confirmed: true, decision: text, reason: null } }));
    case 'person':
      return done(use(key, namePerson, { ...on, body: { personId: accountIdOf(loading, by) } }));
    case 'start':
      return done(use(key, startTask, plainly));
    case 'evidence':
      return done(use(key, addEvidence, { ...on, body: evidence(loading, name, step) }));
    case 'done':
      return done(use(key, finishTask, plainly));
    case 'confirm':
      return done(use(key, confirmTask, plainly));
    case 'hand-over':
      return done(use(key, handOver, { ...on, body: { toId: agencyIdOf(step.to ?? ''), reason: text } }));
    case 'change':
      return done(use(key, proposeChange, terms));
    case 'drop':
      return done(use(key, dropTask, reason));
  }
}

async function done(used: Promise<unknown>): Promise<void> {
  await used;
}

function evidence(loading: Loading, name: string, { text = '', count, unit }: SampleStep) {
  const kind = count === undefined ? ('note' as const) : ('count' as const);
  const counted = { count: count ?? null, unit: unit ?? null };
  return { id: loading.id('evidence', name), kind, text, url: null, ...counted };
}
