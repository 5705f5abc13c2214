import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { pathsOf } from './find.ts';
import { readLedger, writeLedger } from './ledger.ts';

const long = 'n'.repeat(300);

it('reads again whatever was erased, however often a person stood in one value and however deep', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rakor-ledger-'));
  const deep = Array.from({ length: 40 }).reduce<unknown>((inner) => ({ [long]: inner }), 'Yohana');
  const paths = pathsOf([deep, ...Array.from({ length: 600 }, () => 'Yohana')], 'yohana');
  const item = { table: 'job', column: 'input', key: { id: long }, paths };
  const entry = { id: '01890000-0000-7000-8000-000000000001', at: '2024-11-27T01:00:00.000Z', items: [item] };
  const next = { ...entry, id: '01890000-0000-7000-8000-000000000002' };
  expect(await writeLedger(folder, { entries: [entry], complete: [] })).toBe(1);
  const [early, late] = ['2024-11-28T01:00:00.000Z', '2024-11-29T01:00:00.000Z'].map((completeUntil) => ({
    log: 'rakor.example.id',
    completeUntil,
  }));
  const complete = [early, late, { log: 'other.example.id', completeUntil: entry.at }].flatMap(
    (one) => one ?? [],
  );
  expect(await writeLedger(folder, { entries: [entry, next], complete })).toBe(1);
  // A slower writer that knows less takes nothing back.
  expect(await writeLedger(folder, { entries: [], complete: complete.slice(0, 1) })).toBe(0);
  expect(await readLedger(folder)).toEqual({ entries: [entry, next], complete: complete.slice(1) });
  await rm(folder, { recursive: true });
});
