import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { noteWritten, writeNote } from '../testing/notes.ts';
import { actorWith, type NotesServer, openNotesServer } from '../testing/notes-server.ts';
import { pauseAfter } from './failures.ts';
import type { Reaction } from './reaction.ts';
import { type Runner, startReactions } from './runner.ts';

let house: NotesServer;
const writer = actorWith('writer', 'writer', '');
let now = new Date('2024-11-27T05:00:00.000Z');
let errors: unknown[] = [];
/** What the reaction did, in order, and how often it will fail for which note. */
let done: string[] = [];
let indexes: number[] = [];
let fails: Map<string, number>;
let breakHow: (tx: Parameters<Reaction['run']>[0]['tx']) => Promise<never>;

beforeAll(async () => {
  house = await openNotesServer({ administrators: ['keeper'] });
});
afterAll(() => house.close());
beforeEach(async () => {
  await sql`delete from reaction_parked`.execute(house.connection.db);
  done = [];
  indexes = [];
  errors = [];
  fails = new Map();
  breakHow = async () => {
    throw new TypeError('planted for Budi Santoso');
  };
});

const slow: Reaction = {
  name: 'notes.test',
  on: [noteWritten],
  records: [],
  run: async ({ tx }, leaf) => {
    const left = fails.get(leaf.subject) ?? 0;
    fails.set(leaf.subject, left - 1);
    await sql`insert into note_count (leaf, title) values (${leaf.leafId}, ${leaf.subject})`.execute(tx);
    if (left > 0) await breakHow(tx);
    done.push(leaf.subject);
    indexes.push(leaf.index);
  },
};

function startOnce(reaction = slow): Runner {
  const { ports, connection } = house;
  return startReactions([reaction], {
    db: connection.db,
    ports,
    clock: () => now,
    chance: () => 0,
    onWritten: () => {},
    onError: (error) => errors.push(error),
  });
}

async function write(id = randomUUID()): Promise<string> {
  await house.server.invoke(writer, writeNote, {
    body: { id, title: 'Kotak', author: 'Penulis', area: '31.73', weight: 1 },
  });
  await house.server.settle();
  return id;
}

/** Lets time pass and the reactions look. */
async function pass(seconds: number, runner: Runner): Promise<void> {
  now = new Date(now.getTime() + seconds * 1_000);
  runner.nudge();
  await runner.idle();
}

type Kept = { tries: number; failure: string; next: Date | null };
async function kept(subject: string): Promise<Kept | undefined> {
  const found = await sql<Kept>`
    select tries, failure, next_try_at as next from reaction_parked where subject = ${subject} order by index`.execute(
    house.connection.db,
  );
  return found.rows[0];
}
const countOf = async (subject: string) =>
  (await sql`select 1 from note_count where title = ${subject}`.execute(house.connection.db)).rows.length;

test('pauses grow fourfold up to 15 minutes, chance takes up to half, and the tenth failure is the last', () => {
  const whole = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((tries) => pauseAfter(tries, () => 0));
  expect(whole).toEqual([200, 800, 3_200, 12_800, 51_200, 204_800, 819_200, 900_000, 900_000, null]);
  expect(pauseAfter(1, () => 0.999)).toBe(100);
});

test('a leaf that fails for seconds holds its line, and order is kept', async () => {
  const [first, second] = [await write(), await write()];
  fails.set(first, 3);
  const runner = startOnce();
  await runner.idle();
  expect(done).toEqual([]);
  await pass(0.1, runner);
  expect((await kept(first))?.tries).toBe(1);
  for (const seconds of [0.2, 0.8, 3.2]) await pass(seconds, runner);
  await runner.stop();
  expect(done).toEqual([first, second]);
  expect([await countOf(first), await kept(first)]).toEqual([1, undefined]);
});

test('a restart neither loses the count of tries nor begins it anew', async () => {
  const note = await write();
  fails.set(note, 2);
  for (const tries of [1, 2]) {
    const runner = startOnce();
    await runner.idle();
    await runner.stop();
    expect((await kept(note))?.tries).toBe(tries);
    const early = startOnce();
    await early.idle();
    await early.stop();
    expect((await kept(note))?.tries).toBe(tries);
    now = new Date(now.getTime() + 3_600_000);
  }
  const last = startOnce();
  await last.idle();
  await last.stop();
  expect([done, await countOf(note)]).toEqual([[note], 1]);
});

test('a connection that is cut in the middle of the work leaves nothing half done', async () => {
  const note = await write();
  fails.set(note, 1);
  breakHow = async (tx) => {
    await sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx);
    throw new Error('not reached');
  };
  const runner = startOnce();
  await runner.idle();
  expect([done, await countOf(note), (await kept(note))?.tries]).toEqual([[], 0, 1]);
  await pass(1, runner);
  await runner.stop();
  expect([done, await countOf(note)]).toEqual([[note], 1]);
});

test('what fails for long steps aside: others go on, what is about the same waits behind it', async () => {
  const bad = await write();
  const other = await write();
  await sql`
    with again as (insert into journal_leaf
      select gen_random_uuid(), event, kind, subject, operation, area, attributes, bytes, hash, written_at
      from journal_leaf where subject = ${bad} returning id)
    insert into journal_index select (select max(index) + 1 from journal_index), id from again`.execute(
    house.connection.db,
  );
  fails.set(bad, 5);
  const runner = startOnce();
  await runner.idle();
  for (const seconds of [0.2, 0.8, 3.2]) await pass(seconds, runner);
  expect(done).toEqual([other]);
  await pass(13, runner);
  expect([done, (await kept(bad))?.tries]).toEqual([[other], 5]);
  await pass(52, runner);
  await runner.stop();
  expect(done).toEqual([other, bad, bad]);
  const [, ...late] = indexes;
  expect(late).toEqual(late.toSorted((one, next) => one - next));
});

test('what never works is parked under a code that quotes nobody; an administrator alone sees and repeats it', async () => {
  const note = await write();
  fails.set(note, 10);
  const runner = startOnce();
  for (let step = 0; step < 12; step += 1) await pass(1_000, runner);
  expect(await kept(note)).toEqual({ tries: 10, failure: 'TypeError', next: null });
  const keeper = house.token('keeper');
  const listed = await house.ask('/api/system/reactions', keeper);
  expect(listed.text).not.toMatch(/Budi|Kotak/);
  const { rows } = JSON.parse(listed.text);
  expect(rows).toMatchObject([
    { reaction: 'notes.test', event: 'note.written.v1', state: 'parked', failure: 'TypeError', tries: 10 },
  ]);
  const body = { ids: [rows[0].id] };
  const hidden = await house.ask('/api/system/reactions/retry', house.token('writer'), body);
  expect(hidden).toEqual(await house.ask('/api/no-such-door', house.token('writer'), body));
  expect(await house.ask('/api/system/reactions', house.token('writer'))).toMatchObject({ status: 404 });
  expect(await house.ask('/api/system/reactions/retry', keeper, body)).toEqual({
    status: 200,
    text: '{"retried":1}',
  });
  expect((await house.ask('/api/system/reactions/retry', keeper, { ids: [randomUUID()] })).status).toBe(404);
  now = new Date(Date.now() + 1_000);
  await pass(1, runner);
  await runner.stop();
  expect([done, await countOf(note), await kept(note)]).toEqual([[note], 1, undefined]);
  const told = await sql<{ bytes: Buffer }>`
    select bytes from journal_leaf where event = 'system.reaction-retried.v1'`.execute(house.connection.db);
  expect(told.rows.map(({ bytes }) => bytes.toString())).toEqual([expect.stringContaining('"notes.test"')]);
});
