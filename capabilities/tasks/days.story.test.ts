import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listTasks, readTask, refuseTask } from './contract.ts';
import { type At, type Ground, openGround, type Visitor } from './testing/ground.ts';

let ground: Ground;
let polres: Visitor;
let kodim: Visitor;

beforeAll(async () => {
  ground = await openGround();
  polres = ground.of('polres', 'karendalops');
  kodim = ground.of('kodim');
}, 60_000);
afterAll(() => ground.house.close());

const byStage = (stage: string, days: number) => ({ stage, edge: 'start' as const, days });
const asked = (due: ReturnType<typeof byStage> | { on: string }) =>
  ground.offered(polres, ground.agency.kodim, { due, stage: 'stage' in due ? due.stage : null });
const dayOf = async (one: At) => (await polres.ask(readTask, one)).dueDay;

/** At the door of the room next door, which is no part of its contract. */
async function revise(stage: string, start: string): Promise<void> {
  const answer = await polres.fetch(`/api/operations/${ground.operationId}/stages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({
      ...{ id: randomUUID(), stage, start, end: start, startTime: null, endTime: null, confirmed: true },
      ...{ reason: 'Jadwal ulang', source: 'Surat KPU', standing: 'staged' },
    }),
  });
  expect(answer.status).toBe(200);
}

/** What the journal holds of a task, by event. */
async function leavesOf({ params: { taskId } }: At, event: string) {
  const found = await sql<{ body: string; readers: string[] }>`
    select convert_from(bytes, 'UTF8') as body, array(select jsonb_array_elements_text(attributes -> 'readers')) as readers
    from journal_leaf where event = ${event} and subject = ${taskId}`.execute(ground.house.db);
  return found.rows.map(({ body, readers }) => {
    const leaf: { changes: object[]; who: { user: string | null } } = JSON.parse(body);
    return { changes: leaf.changes, readers };
  });
}

describe('a day that hangs on a stage', () => {
  it('moves when the stage does, and the card and the journal say from when to when', async () => {
    const moving = await asked(byStage('inauguration', -30));
    const plain = await asked({ on: '2031-01-02' });
    const ended = await asked(byStage('inauguration', -30));
    await kodim.ask(refuseTask, { ...ended, body: { reason: 'Tidak ada personel' } });
    expect(await dayOf(moving)).toBe('2025-01-21');
    await revise('inauguration', '2025-02-06');
    await expect.poll(() => dayOf(moving)).toBe('2025-01-07');
    expect(await dayOf(plain)).toBe('2031-01-02');
    expect(await dayOf(ended)).toBe('2025-01-21');
    const { log } = await kodim.ask(readTask, moving);
    expect(log.at(-1)).toMatchObject({ what: 'day-moved', by: null, text: '2025-01-21 → 2025-01-07' });
    const { polres: asker, kodim: owner } = ground.agency;
    const [leaf, ...more] = await leavesOf(moving, 'task.day-moved.v1');
    expect(more).toEqual([]);
    expect(JSON.stringify(leaf?.changes)).toContain('2025-01-21');
    expect(JSON.stringify(leaf?.changes)).toContain('2025-01-07');
    expect(leaf?.readers.sort()).toEqual([asker, owner].sort());
    for (const still of [plain, ended]) expect(await leavesOf(still, 'task.day-moved.v1')).toEqual([]);
  });

  it('is the day of the stage as it stands, told again only where it is another one', async () => {
    const one = await ground.offered(kodim, ground.agency.kodim, { due: byStage('inauguration', -10) });
    const other = await asked(byStage('count-recapitulation', 5));
    const late = await asked(byStage('inauguration', -5));
    await revise('inauguration', '2025-03-01');
    await expect.poll(() => dayOf(late)).toBe('2025-02-24');
    expect((await kodim.ask(readTask, one)).dueDay).toBe('2025-02-19');
    expect(await dayOf(other)).toBe('2024-12-02');
    await revise('inauguration', '2025-03-01');
    // Followed in order: once this one moved, the one before it was looked at.
    await revise('count-recapitulation', '2024-11-28');
    await expect.poll(() => dayOf(other)).toBe('2024-12-03');
    expect(await leavesOf(late, 'task.day-moved.v1')).toHaveLength(1);
  });

  it('is written in the list as its stage is called, in both languages', async () => {
    const { params } = await asked(byStage('inauguration', -3));
    const named = async (lang: 'id' | 'en') =>
      (
        await polres.ask(listTasks, {
          params: { operationId: ground.operationId },
          query: { lang, limit: 500, q: lang === 'id' ? 'pelantikan' : 'inauguration' },
        })
      ).rows.find(({ id }) => id === params.taskId)?.stageName;
    expect(await named('id')).toContain('Pelantikan');
    expect(await named('en')).toContain('Inauguration');
  });
});
