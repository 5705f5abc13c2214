import { existsSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { stranger } from '../upgrade/people.ts';
import { type Running, ready, startRelease } from '../upgrade/release.ts';
import { connectTo, countAll, summaryOf } from './counting.ts';
import { openWriters } from './writers.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';
const library = `/usr/lib/${folder}/faketime/libfaketimeMT.so.1`;
const canFake = existsSync(library);
if (!canFake) console.log('chaos: a jumping clock was not tried: the Debian package "faketime" is missing.');

const place = await mkdtemp(join(tmpdir(), 'rakor-clock-'));
const dataDir = join(place, 'data');
const clockFile = join(place, 'clock');
let running: Running | null = null;
afterAll(async () => {
  await running?.stop();
  await rm(place, { recursive: true, force: true });
});

/** What the machine's clock shows, as faketime takes it: `+0`, `-3h`. */
const show = (shift: string) => writeFileSync(clockFile, `${shift}\n`);

const faked = {
  LD_PRELOAD: library,
  FAKETIME_TIMESTAMP_FILE: clockFile,
  // Seconds between looks at the file.
  FAKETIME_CACHE_DURATION: '1',
  // Timers go by the monotonic clock, which no administrator can set.
  FAKETIME_DONT_FAKE_MONOTONIC: '1',
};

async function serverNow(): Promise<number> {
  const answer = await fetch(`${running?.origin}/api/health`);
  return Date.parse(answer.headers.get('date') ?? '');
}

describe.skipIf(!canFake)('when the clock of the machine jumps', () => {
  it('back and forth while people write, nothing is lost, and the journal stays in one order without a gap', async () => {
    show('+0');
    running = await ready(startRelease(root, dataDir, faked));
    const opened = await stranger(running.origin).post('/api/samples/kupang-2024/open', {});
    const { operationId }: { operationId: string } = JSON.parse(await opened.text());
    const writers = await openWriters(running.origin, operationId);
    for (const hours of [-3, 5, -1]) {
      show(`${hours > 0 ? '+' : ''}${hours}h`);
      const reached = () =>
        serverNow().then((now) => Math.abs(now - Date.now() - hours * 3_600_000) < 60_000);
      await expect.poll(reached, { timeout: 10_000 }).toBe(true);
      await writers.writeUntilSilence(running.origin, 16);
    }
    expect(writers.ledger.strange).toEqual([]);
    expect(writers.ledger.acknowledged.size).toBe(writers.ledger.sent.size);
    const counted = await countAll(dataDir, writers.ledger);
    console.log(`chaos: clock -3 h, +5 h, -1 h, ${summaryOf(writers.ledger, counted)}`);
    expect(counted.flatMap(({ lost }) => lost)).toEqual([]);
    const client = await connectTo(dataDir);
    const numbered = () =>
      client
        .query(
          `select (select count(*) from journal_pending)::int as waiting,
                  (max(index) + 1 - count(*))::int as gaps from journal_index`,
        )
        .then(({ rows }) => rows[0]);
    await expect.poll(numbered, { timeout: 10_000 }).toEqual({ waiting: 0, gaps: 0 });
    await client.end();
  }, 120_000);
});
