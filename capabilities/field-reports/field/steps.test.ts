import { expect, it } from 'vitest';
import { faultsOfTexts } from '#web/i18n/index.ts';
import type { Item } from '#web/outbox/index.ts';
import { standingOf } from './steps.ts';
import './words.ts';

const id = '01939f2c-7b1a-7000-8000-00000000000a';
const quiet = { sending: null, silentSince: null, signedOut: false };
const at = '2024-11-27T00:05:00.000Z';
const receipt = {
  id,
  code: 'K7-4QXM',
  receivedAt: at,
  promise: { leafId: id, leafHash: 'ab', signature: 's', publicKey: 'p' },
  notices: [],
};
const saved: Item = {
  id,
  kind: 'field-report',
  requestId: id,
  savedAt: at,
  phase: 'text',
  files: [
    { id: 'a', state: 'waiting' },
    { id: 'b', state: 'waiting' },
  ],
  attempts: 0,
  nextTryAt: 0,
  body: {},
  reply: null,
  progress: null,
  problem: null,
};
const received: Item = { ...saved, phase: 'files', reply: receipt };
const progress = (state: string) => ({ code: 'K7-4QXM', state, steps: [], photosReceived: 1 });

it.each([
  ['saved a moment ago', saved, quiet, 'saved', 1, null],
  ['tried in vain', { ...saved, attempts: 2 }, quiet, 'waiting', 1, null],
  ['nobody answers', saved, { ...quiet, silentSince: new Date(at) }, 'waiting', 1, null],
  ['on its way', saved, { ...quiet, sending: { id, fileId: null } }, 'sending', 1, null],
  ['a sign-in is needed', { ...saved, attempts: 1 }, { ...quiet, signedOut: true }, 'signIn', 1, null],
  ['refused', { ...saved, phase: 'fix' as const }, quiet, 'fix', 1, null],
  ['taken, photographs to follow', received, quiet, 'received', 3, 'K7-4QXM'],
  ['read', { ...received, progress: progress('read') }, quiet, 'read', 4, 'K7-4QXM'],
  ['acted on', { ...received, progress: progress('acted') }, quiet, 'acted', 5, 'K7-4QXM'],
  ['answered', { ...received, progress: progress('answered') }, quiet, 'answered', 5, 'K7-4QXM'],
  [
    'answered, and its incident is over',
    { ...received, progress: { ...progress('answered'), resolvedAt: at } },
    quiet,
    'resolved',
    5,
    'K7-4QXM',
  ],
  [
    'an answer of a newer server',
    { ...received, progress: { state: 'sung' } },
    quiet,
    'received',
    3,
    'K7-4QXM',
  ],
] as const)('%s', (_name, item, view, word, done, code) => {
  expect(standingOf(item, view)).toMatchObject({ word, done, code });
});

it('never says received before the server has given a receipt', () => {
  expect(standingOf({ ...saved, reply: { ok: true } }, quiet)).toMatchObject({ word: 'saved', code: null });
});

it('every word stands in both languages with the same blanks', () => {
  expect(faultsOfTexts().filter((fault) => fault.startsWith('field'))).toEqual([]);
});
