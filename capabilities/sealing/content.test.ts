import { expect, it } from 'vitest';
import { isSealedContent, type Mismatch, mismatchOf, type SealedContent } from './content.ts';
import type { NoteCard } from './contract.ts';

const about = { kind: 'incident' as const, id: '01936b1e-0000-7000-8000-000000000001' };
const content: SealedContent = {
  ...{ v: 1, noteId: 'n', version: 2, operationId: 'o', about, from: 'kpu', title: 'Judul', text: 'Isi' },
  sealedTo: [
    { agencyId: 'kpu', fingerprint: 'a' },
    { agencyId: 'bawaslu', fingerprint: 'b' },
  ],
};
const key = (agencyId: string, fingerprint: string) => {
  return { agencyId, agency: agencyId, keyVersion: 1, fingerprint };
};
const cover = (version: number, sealedTo = [key('bawaslu', 'b'), key('kpu', 'a')]) => {
  return { version, writtenBy: '', writtenAt: '', size: 1, sealedTo };
};
const card: NoteCard = {
  ...{ id: 'n', operationId: 'o', about, aboutTitle: null, authorId: 'kpu', author: 'KPU', state: 'sealed' },
  ...{ withdrawnAt: null, version: 2, versions: [cover(2), cover(1)], readers: [], mayAmend: false },
};

type Case = readonly [string, Partial<SealedContent>, NoteCard, number, Mismatch];
const cases: readonly Case[] = [
  ['its own cover', {}, card, 2, null],
  ['another note', { noteId: 'm' }, card, 2, 'cover'],
  ['an older version under the newest cover', { version: 1 }, card, 2, 'cover'],
  ['another author', { from: 'polres' }, card, 2, 'cover'],
  [
    'another record',
    {},
    { ...card, about: { ...about, id: '01936b1e-0000-7000-8000-000000000002' } },
    2,
    'cover',
  ],
  ['a record that the reader may not see', {}, { ...card, about: { ...about, id: null } }, 2, null],
  [
    'a key that the author did not seal to',
    {},
    { ...card, versions: [cover(2, [key('kpu', 'a'), key('bawaslu', 'x')])] },
    2,
    'circle',
  ],
  [
    'an agency more than the author sealed to',
    {},
    { ...card, versions: [cover(2, [key('kpu', 'a'), key('bawaslu', 'b'), key('polres', 'c')])] },
    2,
    'circle',
  ],
  ['a version that is not on the cover', {}, card, 3, 'cover'],
];

it.each(cases)('what was opened is held against %s', (_case, some, shown, version, found) => {
  expect(mismatchOf({ ...content, ...some }, shown, version)).toBe(found);
});

it('is taken for a note only when it is one', () => {
  expect(isSealedContent(content)).toBe(true);
  for (const other of [{ ...content, v: 2 }, { ...content, text: 1 }, { ...content, more: '' }, 'Isi', null])
    expect(isSealedContent(other)).toBe(false);
});
