import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { enrolFirst, type Person, sameAt, signIn } from '../upgrade/people.ts';
import { type Running, ready, startRelease } from '../upgrade/release.ts';
import { connectTo } from './counting.ts';
import { kill, killTree, postmasterOf } from './killing.ts';

const root = join(import.meta.dirname, '..', '..');
const dataDir = await mkdtemp(join(tmpdir(), 'rakor-import-'));
let running: Running | null = null;
afterAll(async () => {
  await running?.stop();
  await rm(dataDir, { recursive: true, force: true });
}, 60_000);

const VILLAGES = 30_000;

/** A province that is nowhere, with all that lies below it: 1 + 6 + 300 + 30,000 rows. */
function inventedProvince(): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const rows = ['91,Provinsi Uji'];
  for (let village = 0; village < VILLAGES; village += 1) {
    const [regency, district] = [1 + Math.floor(village / 5_000), 1 + (Math.floor(village / 100) % 50)];
    const above = `91.${two(regency)}`;
    if (village % 5_000 === 0) rows.push(`${above},Kabupaten Uji ${regency}`);
    if (village % 100 === 0) rows.push(`${above}.${two(district)},Kecamatan Uji ${regency} ${district}`);
    rows.push(`${above}.${two(district)}.${2_001 + (village % 100)},Desa Uji ${village}`);
  }
  return `code,name\n${rows.join('\n')}\n`;
}

type Seen = { readonly state: string; readonly accepted: number; readonly errorCount: number };

/** Asks for work, kills everything while a job is at it, and starts again. Whoever asked hears nothing any more. */
async function dieAtWork(ask: () => Promise<unknown>): Promise<void> {
  const client = await connectTo(dataDir);
  const asking = ask().catch(() => 'no answer');
  const jobs = () =>
    client
      .query(`select count(*)::int as running from job where state = 'running'`)
      .then(({ rows }) => rows[0].running);
  await expect.poll(jobs, { timeout: 30_000, interval: 2 }).toBe(1);
  const postmaster = postmasterOf(dataDir);
  if (running) kill(running.pid);
  if (postmaster !== null) killTree(postmaster);
  await client.end().catch(() => {});
  await asking;
  running = await ready(startRelease(root, dataDir));
}

const look = (administrator: Person, importId: string) =>
  administrator.get<Seen>(`/api/areas/imports/${importId}`);

it('an import that dies while it is checked, and again while it is applied, comes to its end by itself, whole', async () => {
  running = await ready(startRelease(root, dataDir));
  const secret = await enrolFirst(running.origin, running.said());
  let administrator = await signIn(running.origin, secret);
  const again = () => {
    administrator = sameAt(running?.origin ?? '', administrator);
  };
  const importId = randomUUID();
  const address = `${running.origin}/api/areas/imports/names?id=${importId}&source=uji`;
  await dieAtWork(() =>
    fetch(address, {
      method: 'POST',
      headers: { ...administrator.headers, 'idempotency-key': randomUUID(), 'content-type': 'text/csv' },
      body: inventedProvince(),
    }),
  );
  again();
  const stateOf = async () => (await look(administrator, importId)).state;
  await expect.poll(stateOf, { timeout: 120_000, interval: 100 }).toBe('checked');
  const checked = await look(administrator, importId);
  expect([checked.accepted, checked.errorCount]).toEqual([VILLAGES + 307, 0]);

  await dieAtWork(() => administrator.post(`/api/areas/imports/${importId}/apply`, {}));
  again();
  await expect.poll(stateOf, { timeout: 120_000, interval: 100 }).toBe('applied');
  const client = await connectTo(dataDir);
  const found = await client.query(
    `select count(*)::int as rows, count(distinct code)::int as distinct from area where code like '91%'`,
  );
  const leaves = await client.query(
    `select event, count(*)::int as leaves from journal_leaf where subject = $1 group by event order by event`,
    [importId],
  );
  await client.end();
  console.log(
    `chaos: import killed twice, ${found.rows[0].rows} areas, leaves ${JSON.stringify(leaves.rows)}`,
  );
  expect(found.rows).toEqual([{ rows: VILLAGES + 307, distinct: VILLAGES + 307 }]);
}, 300_000);
