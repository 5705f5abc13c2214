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
  expect(await writeLedger(folder, [entry])).toBe(1);
  expect(await writeLedger(folder, [entry, next])).toBe(1);
  expect(await readLedger(folder)).toEqual([entry, next]);
  await rm(folder, { recursive: true });
});
