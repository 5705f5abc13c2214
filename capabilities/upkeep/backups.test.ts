import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeSettings } from '#server/backup/settings.ts';
import { system } from '#shared/permission.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { backUpNow, noteRestore, readBackups } from './contract.ts';

// Nobody holds the identity: only whether it is made and known is looked at here.
const RECIPIENT = 'age1qvmrcfqnvv4cpdrwzgmz7ackurucqll7kktj6qnd3gq24t74psrqn88vq2';
const HOUR_MS = 3_600_000;
let house: House;
let administrator: ReturnType<House['as']>;
let place: string;

beforeAll(async () => {
  house = await openHouse();
  administrator = house.as({ role: 'administrator' });
  place = await mkdtemp(join(tmpdir(), 'rakor-place-'));
});
afterAll(async () => {
  await house.close();
  await rm(place, { recursive: true, force: true });
});

const standing = () => administrator.ask(readBackups);

async function plan(where: string): Promise<void> {
  const keep = { hours: 48, days: 14, weeks: 8 };
  const who = { recipients: [RECIPIENT], passphraseFile: null };
  await writeSettings(house.dataDir, { place: where, everyHours: 1, keep, ...who });
}

test('a server without a plan says so, and makes none when it is asked', async () => {
  expect(await standing()).toMatchObject({ state: 'none', plan: null, last: null, nextAt: null });
  await administrator.refused(backUpNow, 'backup.not-planned', { body: {} });
});

test('a planned backup is made when asked and again by itself, and a failure comes with its remedy', async () => {
  await plan(place);
  expect((await standing()).state).toBe('waiting');
  await administrator.ask(backUpNow, { body: {} });
  await expect.poll(async () => (await standing()).state, { timeout: 30_000 }).toBe('good');
  expect((await standing()).last).toMatchObject({ checked: 'content', scheduled: false, isThere: true });
  house.setClock(new Date(Date.now() + HOUR_MS));
  const scheduled = async () => (await standing()).backups.filter((one) => one.scheduled).length;
  await expect.poll(scheduled, { timeout: 30_000 }).toBe(1);
  expect((await readdir(place)).filter((name) => name.endsWith('.rakor-backup'))).toHaveLength(2);

  await writeFile(join(place, 'no-folder'), '');
  await plan(join(place, 'no-folder', 'below'));
  await administrator.ask(backUpNow, { body: {} });
  await expect.poll(async () => (await standing()).state, { timeout: 30_000 }).toBe('failed');
  expect((await standing()).failure).toMatchObject({
    code: 'backup.place',
    text: { en: expect.stringContaining('check that the place is there') },
  });
  for (const name of await readdir(place)) await rm(join(place, name));
  expect((await standing()).last).toBeNull();
});

test('a house that came out of a backup says so, and its journal once, however often it starts', async () => {
  const from = {
    id: '01890000-0000-7000-8000-000000000002',
    at: '2024-11-27T01:00:00.000Z',
    backup: 'rakor-20241120T010000Z.rakor-backup',
    madeAt: '2024-11-20T01:00:00.000Z',
    erasures: 'without',
    database: 'embedded',
  };
  await writeFile(join(house.dataDir, 'restored.json'), JSON.stringify(from));
  for (const _start of [1, 2]) await house.invoke(system, noteRestore);
  const { id, ...shown } = from;
  expect((await standing()).restored).toEqual(shown);
  const told = await sql<{ event: string }>`select event from journal_leaf where subject = ${id}`.execute(
    house.db,
  );
  expect(told.rows).toEqual([{ event: 'system.restored.v1' }]);
  await administrator.refused(noteRestore, 'not-found', { body: {} });
});

test('for whoever does not look after the server there are no backups', async () => {
  for (const someone of [house.as({ role: 'kaops' }), house.as({ role: 'auditor' })]) {
    await someone.refused(readBackups, 'not-found');
    await someone.refused(backUpNow, 'not-found', { body: {} });
  }
});
