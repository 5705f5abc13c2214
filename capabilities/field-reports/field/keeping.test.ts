import { expect, it } from 'vitest';
import type { Item } from '#web/outbox/index.ts';
import { isOver } from './keeping.ts';

const id = '01939f2c-7b1a-7000-8000-00000000000a';
const at = '2024-11-27T00:05:00.000Z';
const promise = { leafId: id, leafHash: 'ab', signature: 's', publicKey: 'p' };
const progress = (state: string) => ({ code: 'K7-4QXM', state, steps: [], photosReceived: 1 });
const read: Item = {
  id,
  kind: 'field-report',
  requestId: id,
  savedAt: at,
  phase: 'done',
  files: [{ id: 'a', state: 'sent' }],
  attempts: 0,
  nextTryAt: 0,
  body: {},
  reply: { id, code: 'K7-4QXM', receivedAt: at, promise, notices: [] },
  progress: progress('read'),
  problem: null,
};
const day = (count: number) => new Date(Date.parse(at) + count * 86_400_000);

it.each([
  ['sent whole and read, after 31 days', read, 31, true],
  ['the same after 29 days', read, 29, false],
  ['read by nobody', { ...read, progress: progress('received') }, 400, false],
  ['nothing known of what became of it', { ...read, progress: null }, 400, false],
  ['a photograph refused', { ...read, files: [{ id: 'a', state: 'refused' }] }, 400, false],
  ['a photograph waiting', { ...read, phase: 'files', files: [{ id: 'a', state: 'waiting' }] }, 400, false],
  ['to be mended', { ...read, phase: 'fix' }, 400, false],
] as const)('a report is cleared or kept: %s', (_what, item, days, over) => {
  expect(isOver(item, day(days))).toBe(over);
});
