import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  acceptTask,
  addEvidence,
  answerCounter,
  confirmTask,
  counterTask,
  dropTask,
  finishTask,
  offerTask,
  plenarySpoke,
  readTask,
  refuseTask,
  returnTask,
  startTask,
  withdrawEvidence,
} from './contract.ts';
import { type At, DAY, finish, type Ground, note, openGround, type Visitor } from './testing/ground.ts';

let ground: Ground;
let polres: Visitor;
let kpu: Visitor;
let bawaslu: Visitor;
let kodim: Visitor;

beforeAll(async () => {
  ground = await openGround();
  polres = ground.of('polres', 'karendalops');
  kpu = ground.of('kpu');
  bawaslu = ground.of('bawaslu');
  kodim = ground.of('kodim');
}, 60_000);
afterAll(() => ground.house.close());

const card = (one: At) => polres.ask(readTask, one);
const asked = (some: object = {}) => ground.offered(polres, ground.agency.kodim, some);
const ofKpu = (some: object = {}) => ground.offered(polres, ground.agency.kpu, some);
const reason = 'Anggaran belum turun';

describe('a task that the police ask for', () => {
  it('of the army is accepted, done with evidence, returned once and confirmed', async () => {
    const one = await asked();
    await kodim.refused(startTask, 'task.state', one);
    await kodim.ask(acceptTask, one);
    await kodim.ask(startTask, one);
    await kodim.refused(finishTask, 'task.no-evidence', one);
    await kodim.ask(addEvidence, { ...one, body: note() });
    await kodim.ask(finishTask, one);
    await kodim.refused(confirmTask, 'task.not-yours', one);
    await polres.ask(returnTask, { ...one, body: { reason: 'Regu kedua belum ada' } });
    await kodim.ask(finishTask, one);
    await polres.ask(confirmTask, one);
    const { state, log, evidence } = await card(one);
    expect([state, evidence.length]).toEqual(['confirmed', 1]);
    const words = 'offered accepted started evidence-added done returned done confirmed';
    expect(log.map(({ what }) => what)).toEqual(words.split(' '));
  });

  it('of KPU binds it when its plenary says so, and not before', async () => {
    const one = await ofKpu();
    await kpu.ask(acceptTask, one);
    expect((await card(one)).state).toBe('awaiting-plenary');
    await kpu.refused(startTask, 'task.state', one);
    const body = { confirmed: true, decision: 'BA 12/2024, 3 September 2024', reason: null };
    await polres.refused(plenarySpoke, 'task.not-yours', { ...one, body });
    await kpu.ask(plenarySpoke, { ...one, body });
    await finish(kpu, one);
    expect(await card(one)).toMatchObject({ state: 'done', plenary: { confirmed: true } });
  });

  it('of Bawaslu ends when its plenary does not confirm it', async () => {
    const one = await ground.offered(polres, ground.agency.bawaslu);
    await bawaslu.ask(acceptTask, one);
    const body = { confirmed: false, decision: 'BA 7/2024', reason: 'Bukan kewenangan Bawaslu' };
    await bawaslu.ask(plenarySpoke, { ...one, body });
    expect(await card(one)).toMatchObject({ state: 'refused', endedBecause: 'Bukan kewenangan Bawaslu' });
  });

  it('is countered: what the owner named holds when the asker accepts, under reserve of a plenary', async () => {
    const one = await ofKpu();
    const same = { due: { on: DAY }, measure: 'Dua regu berjaga', reason };
    await kpu.refused(counterTask, 'task.nothing-changes', { ...one, body: same });
    const body = { due: { on: '2031-12-01' }, measure: 'Satu regu berjaga', reason };
    await kpu.ask(counterTask, { ...one, body });
    const { counter, measure } = await card(one);
    expect([counter?.dueDay, counter?.measure, measure]).toEqual([
      '2031-12-01',
      'Satu regu berjaga',
      'Dua regu berjaga',
    ]);
    await kpu.refused(answerCounter, 'task.not-yours', { ...one, body: { accepted: true, reason: null } });
    await polres.ask(answerCounter, { ...one, body: { accepted: true, reason: null } });
    expect(await card(one)).toMatchObject({
      state: 'awaiting-plenary',
      measure: 'Satu regu berjaga',
      dueDay: '2031-12-01',
      counter: null,
    });
  });

  it('stands as it was asked when the asker does not accept the counter-proposal', async () => {
    const one = await asked();
    await kodim.ask(counterTask, { ...one, body: { due: null, measure: 'Satu regu', reason } });
    await polres.ask(answerCounter, { ...one, body: { accepted: false, reason: 'Terlalu sedikit' } });
    expect(await card(one)).toMatchObject({ state: 'offered', dueDay: DAY, measure: 'Dua regu berjaga' });
  });

  it('is refused or dropped with a reason, each by who may', async () => {
    const [refused, taken, accepted] = [await asked(), await asked(), await asked()];
    await kodim.ask(refuseTask, { ...refused, body: { reason } });
    expect(await card(refused)).toMatchObject({ state: 'refused', endedBecause: reason });
    await kodim.refused(dropTask, 'task.not-yours', { ...taken, body: { reason } });
    await polres.ask(dropTask, { ...taken, body: { reason } });
    await kodim.ask(acceptTask, accepted);
    await polres.refused(dropTask, 'task.not-yours', { ...accepted, body: { reason } });
    await kodim.ask(dropTask, { ...accepted, body: { reason } });
    expect(await card(accepted)).toMatchObject({ state: 'dropped', endedBecause: reason });
  });
});

describe('asking', () => {
  it('twice, also at once, is one task; its id never gets other content, nor somebody else', async () => {
    const body = ground.task(ground.agency.kodim);
    const replies = await Promise.all([1, 2, 3].map(() => polres.ask(offerTask, { body })));
    expect(new Set(replies.map(({ code }) => code)).size).toBe(1);
    await polres.refused(offerTask, 'task.id-taken', { body: { ...body, weight: 11 } });
    await kpu.refused(offerTask, 'task.id-taken', { body });
  });

  it('numbers the tasks of an operation without a gap, however many come at once', async () => {
    const first = await polres.ask(offerTask, { body: ground.task(ground.agency.kodim) });
    // What is refused takes no number.
    const late = { ...ground.task(ground.agency.kodim), due: { on: '2020-01-01' } };
    const many = Array.from({ length: 8 }, () => ground.task(ground.agency.kpu));
    const [, ...made] = await Promise.all([
      polres.refused(offerTask, 'task.day-past', { body: late }),
      ...many.map((body) => polres.ask(offerTask, { body })),
    ]);
    const numberOf = ({ code }: { code: string }) => Number(/^T-(\d{3,})$/.exec(code)?.[1]);
    const start = numberOf(first);
    expect(made.map(numberOf).sort((a, b) => a - b)).toEqual(many.map((_body, at) => start + 1 + at));
  });

  it('is refused for what the operation does not have', async () => {
    const refusal = (code: string, some: object) =>
      polres.refused(offerTask, code, { body: { ...ground.task(ground.agency.kodim), ...some } });
    await refusal('task.no-owner', { ownerId: randomUUID() });
    await refusal('task.no-owner', { sharing: 'named', readerIds: [randomUUID()] });
    await refusal('task.no-stage', { stage: 'pesta' });
    await refusal('task.no-stage', { due: { stage: 'pesta', edge: 'start', days: -3 } });
    await refusal('task.day-past', { due: { stage: 'voting', edge: 'start', days: -300 } });
    await refusal('task.no-area', { area: '31.73.77' });
    await refusal('not-found', { area: '31.74.01' });
    await refusal('not-found', { operationId: randomUUID() });
    const alone = ground.house.as({ role: 'kaops', operationId: ground.operationId });
    await alone.refused(offerTask, 'task.no-agency', { body: ground.task(ground.agency.kodim) });
  });

  it('by a stage takes the day of its calendar', async () => {
    const one = await asked({ stage: 'voting', due: { stage: 'voting', edge: 'start', days: 0 } });
    const { stage, dueDay } = await card(one);
    expect([stage, dueDay]).toEqual(['voting', '2024-11-27']);
  });
});

describe('evidence', () => {
  it('is a note, a link or a count, each with what belongs to it, and is taken once', async () => {
    const one = await asked();
    await kodim.ask(acceptTask, one);
    await kodim.refused(addEvidence, 'task.state', { ...one, body: note() });
    await kodim.ask(startTask, one);
    for (const empty of [{ text: ' ' }, { kind: 'link' as const }, { kind: 'count' as const, count: 3 }])
      await kodim.refused(addEvidence, 'task.evidence-empty', { ...one, body: { ...note(), ...empty } });
    await polres.refused(addEvidence, 'task.not-yours', { ...one, body: note() });
    const counted = { ...note(''), kind: 'count' as const, count: 12, unit: 'personel' };
    await kodim.ask(addEvidence, { ...one, body: counted });
    await kodim.ask(addEvidence, { ...one, body: counted });
    await kodim.refused(addEvidence, 'task.evidence-taken', { ...one, body: { ...counted, count: 13 } });
    expect((await card(one)).evidence).toMatchObject([{ kind: 'count', count: 12, unit: 'personel' }]);
  });

  it('that was withdrawn stays, struck, and proves nothing any more', async () => {
    const one = await asked();
    await kodim.ask(acceptTask, one);
    await kodim.ask(startTask, one);
    const body = note();
    await kodim.ask(addEvidence, { ...one, body });
    const withdrawal = { ...one, body: { evidenceId: body.id, reason: 'Salah lampiran' } };
    await polres.refused(withdrawEvidence, 'task.not-yours', withdrawal);
    await kodim.refused(withdrawEvidence, 'not-found', {
      ...withdrawal,
      body: { ...withdrawal.body, evidenceId: randomUUID() },
    });
    await kodim.ask(withdrawEvidence, withdrawal);
    await kodim.ask(withdrawEvidence, withdrawal);
    await kodim.refused(finishTask, 'task.no-evidence', one);
    expect((await card(one)).evidence).toMatchObject([{ withdrawn: { reason: 'Salah lampiran' } }]);
  });
});
