import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Refused, refuse } from '#shared/problem.ts';
import { object, Type } from '#shared/schema.ts';
import { type Connection, connect, inTransaction } from '../database/connect.ts';
import { contextOf } from '../endpoint/context.ts';
import { problemTexts } from '../http/problems.ts';
import { noteKind } from '../testing/notes.ts';
import { actorWith, type NotesServer, openNotesServer } from '../testing/notes-server.ts';
import { jobKinds } from './desk.ts';
import { type JobContext, job } from './job.ts';
import { type JobRunner, startJobs } from './runner.ts';

let house: NotesServer;
let other: Connection;
let now = new Date('2024-11-27T05:00:00.000Z');
let errors: unknown[] = [];
let work: (job: JobContext, subject: string) => Promise<void>;
const ended: string[] = [];
const asker = actorWith('asker', 'writer', '');

const count = job({
  name: 'test.count',
  title: { id: 'Hitung', en: 'Count' },
  input: object({ subject: Type.String() }),
  output: object({ subject: Type.String() }),
  retries: 2,
  ended: async (_context, { subject }, how) => void ended.push(`${subject} ${how}`),
  run: async (jobAtWork, { subject }) => {
    await work(jobAtWork, subject);
    return { subject };
  },
});
const kinds = jobKinds([count]);

beforeAll(async () => {
  house = await openNotesServer();
  other = connect(house.connection.pool.options.connectionString ?? '');
});
afterAll(async () => {
  await other.close();
  await house.close();
});
beforeEach(async () => {
  await sql`delete from job`.execute(house.connection.db);
  await sql`delete from note_count`.execute(house.connection.db);
  errors = [];
  ended.length = 0;
  work = async () => {};
});

function start(connection = house.connection, atOnce = 2): JobRunner {
  return startJobs(
    { kinds, schedules: [], atOnce },
    {
      db: connection.db,
      ports: house.ports,
      texts: problemTexts([]),
      clock: () => now,
      chance: () => 0,
      onWritten: () => {},
      onError: (error) => errors.push(error),
    },
  );
}

/** Asks for a job as a handler does. */
async function ask(subject: string, agencyId: string | null = null): Promise<string> {
  const queue = { kinds, nudge: () => {}, settled: async () => {} };
  const { jobId } = await inTransaction(house.connection.db, (tx) => {
    const begun = { tx, actor: { ...asker, agencyId }, now, deviceTime: null, requestId: randomUUID() };
    const caller = { address: '', userAgent: '', origin: '' };
    const endpoint = { name: 'test.ask', access: 'signed-in' as const, records: [] };
    return contextOf({ ...begun, caller, endpoint }, { ...house.ports, jobs: queue }).context.enqueue(count, {
      subject,
    });
  });
  return jobId;
}

type Kept = { state: string; done: number; attempts: number; failure: string | null; result: unknown };
async function kept(id: string): Promise<Kept | undefined> {
  const found =
    await sql<Kept>`select state, done, attempts, failure, result from job where id = ${id}`.execute(
      house.connection.db,
    );
  return found.rows[0];
}
const leavesOf = async (id: string) =>
  (
    await sql<{ event: string }>`select event from journal_leaf where subject = ${id} order by id`.execute(
      house.connection.db,
    )
  ).rows.map(({ event }) => event);
const countOf = async (subject: string) =>
  (await sql`select 1 from note_count where title = ${subject}`.execute(house.connection.db)).rows.length;

/** Writes a row that a twin of the work would write again. */
const write = (at: JobContext, subject: string) =>
  at.inTransaction(async ({ tx }) => {
    await sql`insert into note_count values (${randomUUID()}, ${subject})`.execute(tx);
  });

async function later(seconds: number, runner: JobRunner): Promise<void> {
  now = new Date(now.getTime() + seconds * 1_000);
  runner.nudge();
  await runner.idle();
}

/** A promise to wait at, and whether somebody does. */
function gate() {
  let open = () => {};
  let arrive = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const reached = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const pass = () => {
    arrive();
    return opened;
  };
  return { open, reached, pass };
}

test('two runners do 200 jobs once each, and every result and ending is kept', async () => {
  const subjects = Array.from({ length: 200 }, (_, index) => `job ${index}`);
  for (const subject of subjects) await ask(subject);
  work = write;
  const runners = [start(house.connection, 4), start(other, 4)];
  const open = () =>
    sql`select 1 from job where state in ('waiting', 'running')`.execute(house.connection.db);
  await expect.poll(async () => (await open()).rows.length, { timeout: 18_000 }).toBe(0);
  for (const runner of runners) await runner.stop();
  const written = await sql<{ title: string }>`select title from note_count`.execute(house.connection.db);
  expect(written.rows.map(({ title }) => title).sort()).toEqual([...subjects].sort());
  const states = await sql`select state, attempts, count(*) as jobs from job group by 1, 2`.execute(
    house.connection.db,
  );
  expect([states.rows, errors]).toEqual([[{ state: 'done', attempts: 1, jobs: 200 }], []]);
});

test('what a dead runner was at is done by another once its lease is over, and the dead one can no longer write', async () => {
  const id = await ask('left alone');
  const held = gate();
  work = async (at, subject) => {
    if (at.attempt === 1) await held.pass();
    await write(at, subject);
  };
  const dead = start();
  await held.reached;
  const heir = start(other);
  await later(29, heir);
  expect(await kept(id)).toMatchObject({ state: 'running', attempts: 1 });
  await later(2, heir);
  expect(await kept(id)).toMatchObject({ state: 'done', attempts: 2, result: { subject: 'left alone' } });
  held.open();
  await dead.stop();
  await heir.stop();
  expect([await countOf('left alone'), await leavesOf(id)]).toEqual([1, ['job.asked.v1', 'job.ended.v1']]);
});

test('a job that takes its runners down is given up after its tries', async () => {
  const id = await ask('poison');
  await sql`update job set attempts = 3 where id = ${id}`.execute(house.connection.db);
  work = async () => expect.unreachable();
  const runner = start();
  await runner.idle();
  await runner.stop();
  expect(await kept(id)).toMatchObject({ state: 'failed', failure: 'job.lost' });
  expect(ended).toEqual(['poison failed']);
});

test('cancelled before its turn it never begins, cancelled at work it stops and leaves nothing behind', async () => {
  const cancel = (id: string) =>
    sql`update job set cancel_asked_at = ${now} where id = ${id}`.execute(house.connection.db);
  const before = await ask('before');
  await cancel(before);
  const during = await ask('during');
  const late = await ask('late');
  work = async (at, subject) => {
    expect(subject).not.toBe('before');
    await at.inTransaction(async ({ tx }) => {
      await sql`insert into note_count values (${randomUUID()}, ${subject})`.execute(tx);
      await at.progress(1, 3);
      await cancel(subject === 'during' ? during : late);
      if (subject === 'during') await at.progress(2, 3);
    });
  };
  const runner = start();
  await runner.idle();
  await runner.stop();
  for (const id of [before, during, late]) expect(await kept(id)).toMatchObject({ state: 'cancelled' });
  expect([await countOf('during'), await countOf('late')]).toEqual([0, 0]);
  expect([...ended].sort()).toEqual(['before cancelled', 'during cancelled', 'late cancelled']);
});

test('an error is tried again with growing pauses and then given up; a refusal is an answer at once', async () => {
  const broken = await ask('broken');
  let tries = 0;
  work = async () => {
    tries += 1;
    throw new TypeError('planted for Budi Santoso');
  };
  const runner = start();
  await runner.idle();
  expect(await kept(broken)).toMatchObject({ state: 'waiting', attempts: 1, failure: 'TypeError' });
  await later(0.1, runner);
  expect(tries).toBe(1);
  await later(0.1, runner);
  await later(0.8, runner);
  expect([tries, await kept(broken)]).toMatchObject([
    3,
    { state: 'failed', failure: 'TypeError', attempts: 3 },
  ]);
  work = async () => {
    throw new Refused(refuse('rate.limited', { seconds: 7 }));
  };
  const refused = await ask('refused');
  await later(0, runner);
  await runner.stop();
  expect(await kept(refused)).toMatchObject({ state: 'failed', failure: 'rate.limited', attempts: 1 });
  const told = await sql<{
    said: string;
  }>`select problem -> 'detail' ->> 'en' as said from job where id = ${refused}`.execute(house.connection.db);
  expect(told.rows[0]?.said).toContain('7 seconds');
  expect(JSON.stringify(await sql`select * from job`.execute(house.connection.db))).not.toContain('Budi');
});

test('an agency with a hundred jobs keeps another with one from nothing', async () => {
  const [many, one] = [randomUUID(), randomUUID()];
  for (let at = 0; at < 20; at += 1) await ask(`many ${at}`, many);
  await ask('one', one);
  const order: string[] = [];
  work = async (_at, subject) => void order.push(subject);
  const runner = start(house.connection, 1);
  await runner.idle();
  await runner.stop();
  expect(order.indexOf('one')).toBeLessThan(2);
  expect(order).toHaveLength(21);
});

test('a server that stops puts its work back without counting a try', async () => {
  const id = await ask('interrupted');
  const held = gate();
  work = async (at) => {
    if (at.attempt === 1) await held.pass();
    await at.progress(1, 2);
  };
  const first = start();
  await held.reached;
  const stopped = first.stop();
  held.open();
  await stopped;
  expect(await kept(id)).toMatchObject({ state: 'waiting', attempts: 0 });
});

test('a job can name no event that its kind did not declare', async () => {
  const id = await ask('undeclared');
  const undeclared = { name: 'note.undeclared.v1', of: noteKind, fields: {}, text: { id: '', en: '' } };
  work = (at) =>
    at.inTransaction(async (context) => {
      await context.record(undeclared, { subject: id, attributes: { area: null } });
    });
  const runner = start();
  await runner.idle();
  await runner.stop();
  expect([await leavesOf(id), String(errors[0])]).toEqual([
    ['job.asked.v1'],
    expect.stringContaining('does not declare'),
  ]);
});
