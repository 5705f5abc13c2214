import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  acceptTask,
  confirmTask,
  dropTask,
  finishTask,
  handOver,
  namePerson,
  plenarySpoke,
  proposeChange,
  readTask,
  refuseTask,
  returnTask,
  setNeeds,
  startTask,
} from './contract.ts';
import { type At, DAY, type Ground, openGround, type Visitor } from './testing/ground.ts';

let ground: Ground;
let kpu: Visitor;
let bawaslu: Visitor;
/** Leads the operation, for the police. */
let kaops: Visitor;

beforeAll(async () => {
  ground = await openGround();
  kpu = ground.of('kpu');
  bawaslu = ground.of('bawaslu');
  kaops = ground.of('polres', 'kaops', ['']);
}, 60_000);
afterAll(() => ground.house.close());

/** Everything that somebody might try with a task of others. */
async function triedBy(who: Visitor, one: At): Promise<readonly string[]> {
  const reason = 'Perintah pimpinan';
  const change = { due: { on: DAY }, measure: 'Lain', reason };
  const tries = [
    who.try(acceptTask, one),
    who.try(refuseTask, { ...one, body: { reason } }),
    who.try(plenarySpoke, { ...one, body: { confirmed: true, decision: 'BA 1', reason: null } }),
    who.try(namePerson, { ...one, body: { personId: null } }),
    who.try(startTask, one),
    who.try(finishTask, one),
    who.try(confirmTask, one),
    who.try(returnTask, { ...one, body: { reason } }),
    who.try(proposeChange, { ...one, body: change }),
    who.try(handOver, { ...one, body: { toId: ground.agency.kodim, reason } }),
    who.try(setNeeds, { ...one, body: { needIds: [] } }),
    who.try(dropTask, { ...one, body: { reason } }),
  ];
  const answers = await Promise.all(tries);
  return [...new Set(answers.map((answer) => (answer.ok ? 'done' : answer.problem.code)))];
}

describe('a task between KPU and Bawaslu', () => {
  it('is nobody else’s to order, close or change, whoever leads the operation and sees it', async () => {
    const one = await ground.offered(kpu, ground.agency.bawaslu, { sharing: 'all' });
    expect(await triedBy(kaops, one)).toEqual(['task.not-yours']);
    await bawaslu.ask(acceptTask, one);
    expect(await triedBy(kaops, one)).toEqual(['task.not-yours']);
    expect(await triedBy(ground.of('kodim'), one)).toEqual(['task.not-yours']);
    expect((await kaops.ask(readTask, one)).acts).toEqual([]);
    const problem = await kaops.refused(dropTask, 'task.not-yours', { ...one, body: { reason: 'Perintah' } });
    expect(problem.detail.id).toContain((await kpu.ask(readTask, one)).owner.name);
  });

  it('that is theirs alone does not exist for anybody else', async () => {
    const one = await ground.offered(kpu, ground.agency.bawaslu, { sharing: 'own' });
    expect(await triedBy(kaops, one)).toEqual(['not-found']);
    expect(await triedBy(kaops, { params: { taskId: randomUUID() } })).toEqual(['not-found']);
    await bawaslu.ask(acceptTask, one);
  });

  it('that is shared with named agencies is there for them', async () => {
    const some = { sharing: 'named' as const, readerIds: [ground.agency.kodim] };
    const one = await ground.offered(kpu, ground.agency.bawaslu, some);
    expect(await triedBy(ground.of('kodim'), one)).toEqual(['task.not-yours']);
    expect(await triedBy(kaops, one)).toEqual(['not-found']);
  });

  it('of all agencies is there within their reach, and for its own wherever it lies', async () => {
    const one = await ground.offered(kpu, ground.agency.bawaslu, { sharing: 'all', area: '31.73.01' });
    expect(await triedBy(ground.of('kodim', 'agency-officer', ['31.73.04']), one)).toEqual(['not-found']);
    await ground.of('bawaslu', 'agency-officer', ['31.73.04']).ask(acceptTask, one);
  });

  it('is not worked on by who only reads, not even of its own agency', async () => {
    const one = await ground.offered(kpu, ground.agency.bawaslu, { sharing: 'all' });
    expect(await triedBy(ground.of('bawaslu', 'liaison'), one)).toEqual(['not-found']);
    expect(await triedBy(ground.of('bawaslu', 'auditor'), one)).toEqual(['not-found']);
  });
});
