import { describe, expect, it } from 'vitest';
import { isRefusal } from '#shared/problem.ts';
import { type CurrentKey, decideSealing, isSameCircle, recipientsOf } from './rules.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const stanza = (kind: string) => `-> ${kind} abc\nZGVm\n`;
const file = (...kinds: readonly string[]) =>
  bytes(`age-encryption.org/v1\n${kinds.map(stanza).join('')}--- bWFj\n${'\u0001'.repeat(40)}`);
const HYBRID = 'mlkem768x25519';
const key = (agencyId: string): CurrentKey => {
  return { agencyId, keyId: `key of ${agencyId}`, short: agencyId, version: 2, fingerprint: '' };
};
const to = (...agencies: readonly string[]) =>
  agencies.map((agencyId) => ({ agencyId, keyId: `key of ${agencyId}` }));
const current = [key('kpu'), key('bawaslu'), key('polres')];

describe('what may be kept as sealed', () => {
  it.each([
    ['an age file for one hybrid key', file(HYBRID), 1],
    ['an age file for two', file(HYBRID, HYBRID), 2],
    ['one that a passphrase opens', file('scrypt'), null],
    ['one that an older kind of key opens too', file(HYBRID, 'X25519'), null],
    ['a text that nobody encrypted', bytes('Rapat pukul tiga'), null],
    ['a header without an end', bytes('age-encryption.org/v1\n-> mlkem768x25519 abc\n'), null],
  ])('counts the keys of %s', (_case, content, count) => {
    expect(recipientsOf(content)).toBe(count);
  });

  it.each([
    ['to its own agency and another', file(HYBRID, HYBRID), to('kpu', 'bawaslu'), null],
    ['without its own agency', file(HYBRID), to('bawaslu'), 'sealed-note.not-to-us'],
    ['to a key that was replaced', file(HYBRID), [{ agencyId: 'kpu', keyId: 'older' }], 'seal.key-changed'],
    ['to an agency without a key', file(HYBRID, HYBRID), to('kpu', 'dukcapil'), 'seal.key-changed'],
    ['to fewer keys than it says', file(HYBRID), to('kpu', 'bawaslu'), 'sealed-note.not-encrypted'],
    ['to more keys than it says', file(HYBRID, HYBRID), to('kpu'), 'sealed-note.not-encrypted'],
    ['to one agency named twice', file(HYBRID, HYBRID), to('kpu', 'kpu'), 'sealed-note.not-encrypted'],
    ['in clear', bytes('Rapat pukul tiga'), to('kpu'), 'sealed-note.not-encrypted'],
  ])('decides on a note sealed %s', (_case, content, sealedTo, refused) => {
    const decided = decideSealing({ content, sealedTo }, current, 'kpu');
    expect(isRefusal(decided) ? decided.refused : null).toBe(refused);
  });

  it('knows a circle of agencies in any order, and another circle', () => {
    expect(isSameCircle(['kpu', 'bawaslu'], to('bawaslu', 'kpu'))).toBe(true);
    for (const other of [to('kpu'), to('kpu', 'polres'), to('kpu', 'bawaslu', 'polres')])
      expect(isSameCircle(['kpu', 'bawaslu'], other)).toBe(false);
  });
});
