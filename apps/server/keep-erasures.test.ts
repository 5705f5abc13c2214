import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addToHistory } from '#server/backup/history.ts';
import { laggingPlaces } from '#server/backup/ledger-places.ts';
import { readLedger } from '#server/erasure/ledger.ts';
import { keepLedger } from './keep-erasures.ts';
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
    values (${ERASED}, 'request', 'asked', 'a', 'A', ${at}, ${at}, 'b')`.execute(house.db);
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
