import { describe, expect, it } from 'vitest';
import { opens, partyOf } from './operator-rules.ts';

const now = 'statement-2';
const kpu = { party: 'kpu', statementId: now, decision: 'accepted' } as const;
const police = { party: 'police', statementId: now, decision: 'accepted' } as const;

describe('an operation opens', () => {
  it.each([
    ['when both have accepted', [kpu, police], true],
    ['never by one of them', [kpu], false],
    ['never by two agencies of one of them', [police, { ...police }], false],
    ['never by nobody', [], false],
    ['not while one of them objects', [kpu, { ...police, decision: 'objected' }], false],
    [
      'not while a second agency of the same party objects',
      [kpu, police, { ...kpu, decision: 'objected' }],
      false,
    ],
    [
      'not on what was said about an earlier operator',
      [kpu, { ...police, statementId: 'statement-1' }],
      false,
    ],
  ] as const)('%s', (_when, said, expected) => {
    expect(opens(said, now)).toBe(expected);
  });

  it('on the word of KPU, Polda and Polres, and of no other kind of agency', () => {
    expect(['kpu', 'polda', 'polres', 'bawaslu', 'polsek', 'kodim', 'ppk'].map(partyOf)).toEqual([
      'kpu',
      'police',
      'police',
      null,
      null,
      null,
      null,
    ]);
  });
});
