import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, it } from 'vitest';
import { stranger } from '../upgrade/people.ts';
import { type Running, ready, startRelease } from '../upgrade/release.ts';
import { countAll, summaryOf } from './counting.ts';
import { kill, killTree, postmasterOf } from './killing.ts';
import { openWriters, type Writers } from './writers.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..', '..');
// The run on a second Node only asks whether it works there too.
const ROUNDS = process.env.RAKOR_SECOND_RUN === '1' ? 3 : 20;
const dataDir = await mkdtemp(join(tmpdir(), 'rakor-chaos-'));
let running: Running | null = null;
afterAll(async () => {
  await running?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** What dies in a round, and after how many acknowledgements: always in the middle of others. */
const deaths = ['server', 'both', 'database', 'both', 'server'] as const;
const enough = (round: number) => 5 + ((round * 7_919) % 37);

async function dieWhileWriting(server: Running, writers: Writers, round: number): Promise<void> {
  const before = writers.count();
  const writing = writers.writeUntilSilence(server.origin);
  await expect
    .poll(() => writers.count() - before, { timeout: 30_000, interval: 2 })
    .toBeGreaterThanOrEqual(enough(round));
  const postmaster = postmasterOf(dataDir);
  const death = deaths[round % deaths.length];
  if (death !== 'server' && postmaster !== null) killTree(postmaster);
  if (death !== 'database') kill(server.pid);
  await writing;
  kill(server.pid);
}

it(`loses nothing and doubles nothing in ${ROUNDS} deaths of server and database amid writes`, async () => {
  running = await ready(startRelease(root, dataDir));
  const opened = await stranger(running.origin).post('/api/samples/kupang-2024/open', {});
  const { operationId }: { operationId: string } = JSON.parse(await opened.text());
  const writers = await openWriters(running.origin, operationId);
  for (let round = 0; round < ROUNDS; round += 1) {
    await dieWhileWriting(running, writers, round);
    running = await ready(startRelease(root, dataDir));
  }
  const { ledger } = writers;
  expect(ledger.strange).toEqual([]);
  const counted = await countAll(dataDir, ledger);
  console.log(`chaos: ${ROUNDS} deaths, ${summaryOf(ledger, counted)}`);
  for (const { lost, rows, distinct, leaves } of counted) {
    expect(lost).toEqual([]);
    expect([distinct, leaves]).toEqual([rows, rows]);
  }
  await running.stop();
  const verified = await run(
    process.execPath,
    ['dist/server/cli.js', 'journal', 'verify', '--data', dataDir],
    {
      cwd: root,
    },
  );
  console.log(`chaos: ${verified.stdout.trim().split('\n')[0]}`);
}, 900_000);
