import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addToHistory } from '#server/backup/history.ts';
import { laggingPlaces } from '#server/backup/ledger-places.ts';
import { readLedger } from '#server/erasure/ledger.ts';
import { keepLedger, purgeByNight, purgeErased } from './keep-erasures.ts';
import { type House, openHouse } from './testing/house.ts';

let house: House;
let folder: string;

beforeAll(async () => {
  house = await openHouse();
  folder = await mkdtemp(join(tmpdir(), 'rakor-places-'));
});
afterAll(async () => {
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

async function backupBy(place: string): Promise<void> {
  await mkdir(place, { recursive: true });
  const file = join(place, 'rakor-20241127T010000Z.rakor-backup');
  await writeFile(file, 'content');
  const counted = { bytes: 7, rows: 1, files: 0, tookMs: 1, sha256: 'a' };
  const how = { checked: 'content', journal: 'whole', scheduled: false } as const;
  await addToHistory(house.dataDir, {
    kind: 'made',
    at: '2024-11-27T01:00:00.000Z',
    file,
    ...counted,
    ...how,
  });
}

const ERASED = '01890000-0000-7000-8000-000000000009';

async function erase(at: Date): Promise<void> {
  await sql`insert into erasure (id, basis, reason, prepared_by, prepared_name, prepared_at, done_at, done_by)
    values (${ERASED}, 'request', 'asked', 'a', 'A', ${at}, ${at}, 'b') on conflict do nothing`.execute(
    house.db,
  );
}

it('tells every place of a backup, planned or not, and says which could not be told', async () => {
  const [near, drawer] = [join(folder, 'near'), join(folder, 'drawer')];
  for (const place of [near, drawer]) await backupBy(place);
  const keep = (at: string) =>
    keepLedger({ ...house, databaseUrl: null, holdings: [], clock: () => new Date(at) });
  await keep('2024-11-27T02:00:00.000Z');
  expect(await readLedger(drawer)).toMatchObject({
    entries: [],
    complete: [{ completeUntil: '2024-11-27T02:00:00.000Z' }],
  });
  // The stick is taken out: the empty folder where it is mounted stays.
  await rename(drawer, `${drawer}-away`);
  await mkdir(drawer);
  await erase(new Date('2024-11-27T03:00:00.000Z'));
  await keep('2024-11-27T03:00:01.000Z');
  expect((await readLedger(near)).entries.map(({ id }) => id)).toEqual([ERASED]);
  expect(await laggingPlaces(house.dataDir)).toEqual([
    { place: drawer, since: '2024-11-27T02:00:00.000Z', missing: 1 },
  ]);
  expect(await readLedger(drawer)).toEqual({ entries: [], complete: [] });
  await rm(drawer, { recursive: true });
  await rename(`${drawer}-away`, drawer);
  await keep('2024-11-27T04:00:00.000Z');
  expect(await readLedger(drawer)).toEqual(await readLedger(near));
  expect(await laggingPlaces(house.dataDir)).toEqual([]);
});

it('does not write tables anew in a night in which an operation votes, unless somebody says so', async () => {
  await house.loadSample('kupang-2024');
  await erase(new Date());
  const found = await sql<{ votes: Date }>`
    select timestamptz '2024-11-27 02:00+08' - clock_offset_ms * interval '1 millisecond' as votes
    from operation`.execute(house.db);
  // A night of this server, wherever it stands, of the day of the vote by the clock of the operation.
  const vote = new Date(found.rows[0]?.votes ?? '');
  const nightOf = (days: number) => {
    const at = new Date(vote);
    at.setHours(2);
    at.setDate(at.getDate() + days);
    return { ...house, databaseUrl: null, holdings: [], clock: () => at };
  };
  expect(await purgeByNight(nightOf(0))).toBeNull();
  // The database of this test lies in no data directory: whoever sets about to purge does not get further than that.
  const setsAbout = { code: 'backup.no-data' };
  await expect(purgeErased(nightOf(0))).rejects.toMatchObject(setsAbout);
  await expect(purgeByNight(nightOf(4))).rejects.toMatchObject(setsAbout);
}, 60_000);
