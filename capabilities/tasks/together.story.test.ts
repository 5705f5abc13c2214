import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  acceptTask,
  answerChange,
  answerHandOver,
  confirmTask,
  handOver,
  namePerson,
  plenarySpoke,
  proposeChange,
  readTask,
  setNeeds,
  startTask,
  workInBulk,
} from './contract.ts';
import { type At, DAY, finish, type Ground, openGround, type Visitor } from './testing/ground.ts';

let ground: Ground;
let polres: Visitor;
let kpu: Visitor;
let kodim: Visitor;

beforeAll(async () => {
  ground = await openGround();
  polres = ground.of('polres', 'karendalops');
  kpu = ground.of('kpu');
  kodim = ground.of('kodim');
}, 60_000);
afterAll(() => ground.house.close());

const card = (one: At) => polres.ask(readTask, one);
const reason = 'Gudang itu milik KPU';
const yes = { accepted: true, reason: null };
const no = { accepted: false, reason: 'Belum bisa' };

async function agreed(some: object = {}): Promise<At> {
  const one = await ground.offered(polres, ground.agency.kodim, some);
  await kodim.ask(acceptTask, one);
  return one;
}

describe('a hand-over', () => {
  it('makes another agency the owner when that accepts, under reserve of its plenary', async () => {
    const one = await agreed();
    const offering = { ...one, body: { toId: ground.agency.kpu, reason } };
    await kpu.refused(acceptTask, 'not-found', one);
    await polres.refused(handOver, 'task.not-yours', offering);
    await kodim.refused(handOver, 'task.no-owner', { ...one, body: { toId: ground.agency.kodim, reason } });
    await kodim.ask(handOver, offering);
    await kodim.refused(handOver, 'task.handed-over-already', offering);
    await kodim.refused(answerHandOver, 'task.not-yours', { ...one, body: yes });
    expect(await card(one)).toMatchObject({ state: 'agreed', owner: { id: ground.agency.kodim } });
    await kpu.ask(answerHandOver, { ...one, body: yes });
    expect(await card(one)).toMatchObject({ state: 'awaiting-plenary', owner: { id: ground.agency.kpu } });
    // Two agencies see it, and the one that had it is none of them any more.
    await kodim.refused(startTask, 'not-found', one);
    await kpu.ask(plenarySpoke, { ...one, body: { confirmed: true, decision: 'BA 3', reason: null } });
    await kpu.ask(startTask, one);
  });

  it('that is not accepted leaves everything as it was, and is forgotten by who refused it', async () => {
    const one = await agreed();
    await kodim.ask(handOver, { ...one, body: { toId: ground.agency.kpu, reason } });
    await kpu.ask(answerHandOver, { ...one, body: no });
    expect(await card(one)).toMatchObject({
      state: 'agreed',
      owner: { id: ground.agency.kodim },
      handOver: null,
    });
    await kpu.refused(answerHandOver, 'not-found', { ...one, body: yes });
    await finish(kodim, one);
  });
});

describe('a change of what was agreed', () => {
  const body = { due: { on: '2031-12-24' }, measure: 'Dua regu berjaga', reason: 'Truk terlambat' };

  it('holds when the other side accepts it, whoever proposed it', async () => {
    const one = await agreed();
    await kodim.ask(proposeChange, { ...one, body });
    const waiting = await polres.refused(proposeChange, 'task.change-waits', { ...one, body });
    expect(waiting.detail.id).toContain((await card(one)).asker.name);
    await kodim.refused(answerChange, 'task.not-yours', { ...one, body: yes });
    expect(await card(one)).toMatchObject({ dueDay: DAY, change: { dueDay: '2031-12-24' } });
    await polres.ask(answerChange, { ...one, body: yes });
    expect(await card(one)).toMatchObject({ state: 'agreed', dueDay: '2031-12-24', change: null });
    await polres.ask(proposeChange, { ...one, body: { ...body, measure: 'Tiga regu' } });
    await kodim.ask(answerChange, { ...one, body: no });
    expect(await card(one)).toMatchObject({ measure: 'Dua regu berjaga', change: null });
  });

  it('of a day that is over or of a stage that is not there is refused', async () => {
    const one = await agreed();
    const changing = (due: { on: string } | { stage: string; edge: 'end'; days: number }) => ({
      ...one,
      body: { ...body, due },
    });
    await kodim.refused(proposeChange, 'task.day-past', changing({ on: '2020-01-01' }));
    await kodim.refused(proposeChange, 'task.no-stage', changing({ stage: 'pesta', edge: 'end', days: 1 }));
    await kodim.refused(proposeChange, 'task.nothing-changes', changing({ on: DAY }));
  });
});

describe('an own task', () => {
  it('is agreed and changed at once, and confirmed by a second person', async () => {
    const one = await ground.offered(polres, ground.agency.polres);
    expect((await card(one)).state).toBe('agreed');
    await polres.ask(proposeChange, {
      ...one,
      body: { due: null, measure: 'Tiga regu', reason: 'Lebih aman' },
    });
    expect(await card(one)).toMatchObject({
      state: 'agreed',
      measure: 'Tiga regu',
      dueDay: null,
      change: null,
    });
    await finish(polres, one);
    await polres.refused(confirmTask, 'task.same-person', one);
    await ground.of('polres').ask(confirmTask, one);
  });

  it('of KPU waits for its plenary like every other', async () => {
    const one = await ground.offered(kpu, ground.agency.kpu);
    expect((await kpu.ask(readTask, one)).state).toBe('awaiting-plenary');
  });
});

describe('what has to be done before', () => {
  it('keeps a task from beginning, and is told by its code', async () => {
    const [one, before] = [await agreed(), await agreed()];
    await kodim.ask(setNeeds, { ...one, body: { needIds: [before.params.taskId] } });
    const { code } = await card(before);
    expect((await kodim.refused(startTask, 'task.needs-open', one)).detail.en).toContain(code);
    await finish(kodim, before);
    await kodim.ask(startTask, one);
  });

  it('is seen by who sets it, and never makes a circle', async () => {
    const [a, b, c] = [await agreed(), await agreed(), await agreed()];
    const waits = (one: At, ...needs: readonly At[]) => ({
      ...one,
      body: { needIds: needs.map(({ params }) => params.taskId) },
    });
    await kodim.ask(setNeeds, waits(a, b));
    await kodim.ask(setNeeds, waits(b, c));
    const codes = await Promise.all([c, a, b].map(async (one) => (await card(one)).code));
    const problem = await kodim.refused(setNeeds, 'task.need-circle', waits(c, a));
    expect(problem.detail.en).toContain(codes.join(' → '));
    const hidden = await ground.offered(polres, ground.agency.kpu);
    await kodim.refused(setNeeds, 'task.need-unknown', waits(c, hidden));
    await kodim.refused(setNeeds, 'task.need-unknown', waits(c, c));
    await kodim.ask(setNeeds, waits(b));
    await kodim.ask(setNeeds, waits(c, a));
  });
});

describe('many at once', () => {
  it('are done each by its own rules, and those that are refused are named with the reason', async () => {
    const ours = [
      await ground.offered(polres, ground.agency.kodim),
      await ground.offered(polres, ground.agency.kodim),
    ];
    const begun = await agreed();
    const theirs = await ground.offered(polres, ground.agency.kpu, { sharing: 'all' });
    const hidden = await ground.offered(polres, ground.agency.kpu);
    const taskIds = [...ours, begun, theirs, hidden].map(({ params }) => params.taskId);
    const body = { act: 'accept' as const, taskIds, personId: null };
    const { done, refused } = await kodim.ask(workInBulk, {
      params: { operationId: ground.operationId },
      body,
    });
    expect(done).toBe(2);
    const whys = new Map(refused.map(({ id, code, why }) => [id, `${code} ${why.en}`]));
    expect(whys.size).toBe(3);
    expect(whys.get(begun.params.taskId)).toMatch(/^T-\d+ The state of the task has changed: agreed/);
    expect(whys.get(theirs.params.taskId)).toMatch(/^T-\d+ This is for KPU/);
    // What is hidden has no code, as if it did not exist.
    expect(whys.get(hidden.params.taskId)).toMatch(/^ /);
    for (const one of ours) expect((await card(one)).state).toBe('agreed');
    expect((await card(theirs)).state).toBe('offered');
  });
});

describe('the responsible person', () => {
  it('is an account of the owner agency, and goes when the task goes to another', async () => {
    const people = await ground.signedIn('kodim.jakbar');
    const one = await agreed();
    await people.ask(namePerson, { ...one, body: { personId: people.userId } });
    expect((await card(one)).person).toMatchObject({ id: people.userId });
    const { userId: stranger } = await ground.signedIn('kpu.jakbar');
    for (const personId of [stranger, randomUUID()])
      await people.refused(namePerson, 'task.person-elsewhere', { ...one, body: { personId } });
    await polres.refused(namePerson, 'task.not-yours', { ...one, body: { personId: people.userId } });
    await kodim.ask(handOver, { ...one, body: { toId: ground.agency.kpu, reason } });
    await kpu.ask(answerHandOver, { ...one, body: yes });
    expect((await card(one)).person).toBeNull();
  });
});
