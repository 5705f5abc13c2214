import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as doors from '#rooms/upkeep/contract.ts';
import { cancelJob, type JobRow, listOwnJobs, readJob, retryJob } from '#shared/jobs.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import * as areas from './import-contract.ts';

let house: House;
let administrator: ReturnType<House['as']>;
let lead: ReturnType<House['as']>;

beforeAll(async () => {
  house = await openHouse();
  administrator = house.as({ role: 'administrator' });
  lead = house.as({ role: 'kaops' });
});
afterAll(() => house.close());

const check = (body: string, id = randomUUID()) => ({
  query: { id, source: 'uji', fileName: 'wilayah.csv' },
  body: Buffer.from(body),
});

/** A job that waits for tomorrow, so that it can be looked at. */
async function waiting(by = lead.userId): Promise<string> {
  const id = randomUUID();
  await sql`
    insert into job (id, kind, title, input, state, note, link, lane, asked_by, actor, asked_at, run_at)
    values (${id}, 'areas.apply-import', '{"id": "Uji", "en": "Test"}', ${JSON.stringify({ importId: randomUUID() })}::jsonb,
      'waiting', '{"id": "rahasia", "en": "secret"}', '/rahasia', '', ${by},
      ${JSON.stringify({ kind: 'person', userId: by, sessionId: '', agencyId: null, grants: [] })}::jsonb,
      now(), now() + interval '1 day')`.execute(house.db);
  return id;
}
const stateOf = async (jobId: string) => (await lead.ask(readJob, { params: { jobId } })).state;

function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { open: () => open(), opened };
}

test('whoever asked sees a job, cancels it and starts it again; for others it is not there', async () => {
  const jobId = await waiting();
  const input = { params: { jobId }, body: {} };
  const found = (await lead.ask(listOwnJobs)).rows.find(({ id }) => id === jobId);
  expect(found).toMatchObject({ state: 'waiting', link: '/rahasia', note: { en: 'secret' } });
  const other = house.as({ role: 'kaops' });
  expect((await other.ask(listOwnJobs)).rows).toEqual([]);
  for (const door of [cancelJob, retryJob]) await other.refused(door, 'not-found', input);
  await other.refused(readJob, 'not-found', { params: { jobId } });
  await house.stranger.refused(listOwnJobs, 'session.required');

  expect((await lead.ask(cancelJob, input)).cancelAsked).toBe(true);
  await expect.poll(() => stateOf(jobId), { timeout: 10_000 }).toBe('cancelled');
  // An import that is not there any more: nothing is left to do, which is done.
  await lead.ask(retryJob, input);
  await expect.poll(() => stateOf(jobId), { timeout: 10_000 }).toBe('done');
  const told = await sql<{ event: string }>`
    select event from journal_leaf where subject = ${jobId} order by written_at, id`.execute(house.db);
  expect(told.rows.map(({ event }) => event)).toEqual([
    'job.cancel-asked.v1',
    'job.ended.v1',
    'job.retried.v1',
    'job.ended.v1',
  ]);
});

test('an administrator sees kind and state of every job without its content, and may stop it', async () => {
  const [one, two] = [await waiting(), await waiting(randomUUID())];
  const { rows } = await administrator.ask(doors.listJobs);
  expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining([one, two]));
  expect(JSON.stringify(rows)).not.toMatch(/rahasia|secret|importId/);
  const asked = { body: { ids: [one, two] } };
  expect(await administrator.ask(doors.cancelJobs, asked)).toEqual({ cancelled: 2 });
  await expect.poll(() => stateOf(one), { timeout: 10_000 }).toBe('cancelled');
  for (const someone of [lead, house.as({ role: 'auditor' })]) {
    await someone.refused(doors.listJobs, 'not-found');
    await someone.refused(doors.cancelJobs, 'not-found', asked);
    await someone.refused(doors.retryJobs, 'not-found', asked);
  }
});

test('a check that its runner left half way is finished by the next one, once', async () => {
  const asked = check('code,name\n36,Banten');
  const first = await lead.ask(areas.importNames, asked);
  expect(first).toMatchObject({ state: 'checked', added: 1, job: null });
  // As after a power cut: staged rows rolled back, the job still in the hands of a runner that is gone.
  const { id } = asked.query;
  await sql`delete from area_import_row where import_id = ${id}`.execute(house.db);
  await sql`update area_import set state = 'checking', added = 0 where id = ${id}`.execute(house.db);
  await sql`
    update job set state = 'running', lease = gen_random_uuid(), lease_until = now() - interval '1 second', ended_at = null
    where id = (select job_id from area_import where id = ${id})`.execute(house.db);
  const report = () => lead.ask(areas.readImport, { params: { importId: id } });
  await expect.poll(async () => (await report()).state, { timeout: 10_000 }).toBe('checked');
  expect(await report()).toEqual(first);
});

test('a file that is refused says why at once and in the history, and the same id takes a better file', async () => {
  const asked = check('kosong\n1');
  await lead.refused(areas.importNames, 'areas.column-missing', asked);
  const { id } = asked.query;
  const report = await lead.ask(areas.readImport, { params: { importId: id } });
  expect(report).toMatchObject({ state: 'failed', job: { state: 'failed', mine: true } });
  expect(report.job?.problem?.code).toBe('areas.column-missing');
  expect(await lead.ask(areas.importNames, check('code,name\n36,Banten', id))).toMatchObject({
    state: 'checked',
    added: 1,
  });
});

test('an application that is cancelled half way changes nothing, and can be asked for again', async () => {
  const { importId } = await lead.ask(areas.importNames, check('code,name\n37,Uji'));
  const input = { params: { importId }, body: {} };
  const held = gate();
  const locked = gate();
  // While somebody else holds the areas, the job stands in the middle of its work.
  const other = house.db.transaction().execute(async (tx) => {
    await sql`lock table area in exclusive mode`.execute(tx);
    locked.open();
    await held.opened;
  });
  await locked.opened;
  const applied = lead.ask(areas.applyImport, input);
  const isAtWork = ({ kind, state, total }: JobRow) =>
    kind === 'areas.apply-import' && state === 'running' && total === 1;
  const atWork = async () => (await lead.ask(listOwnJobs)).rows.find(isAtWork)?.id ?? '';
  await expect.poll(atWork, { timeout: 10_000 }).not.toBe('');
  const jobId = await atWork();
  await lead.ask(cancelJob, { params: { jobId }, body: {} });
  held.open();
  await other;
  expect(await applied).toMatchObject({ state: 'checked', job: { state: 'cancelled' } });
  expect((await sql`select 1 from area where code = '37'`.execute(house.db)).rows).toEqual([]);
  expect(await lead.ask(areas.applyImport, input)).toMatchObject({ state: 'applied', job: null });
});
