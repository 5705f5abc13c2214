import { describe, expect, it } from 'vitest';
import { AGREED, restOf, termsOf, UNNAMED, usualTerms } from './terms-draft.ts';

const said = { ...usualTerms(), amount: 85_797_784_000, source: 'NPHD' };

describe('terms of an agreement as somebody writes them', () => {
  it('begin with the two tranches of the law, which are the whole', () => {
    expect(restOf(said)).toBe(0);
    expect(termsOf(said)?.tranches.map(({ percent, rule }) => [percent, rule])).toEqual([
      [40, 'nphd-first'],
      [60, 'nphd-second'],
    ]);
  });

  it('say how much the tranches are short of the whole, or too much', () => {
    const [first, second] = said.tranches;
    if (!first || !second) throw new Error('two tranches');
    const short = { ...said, tranches: [first, { ...second, value: 50 }] };
    expect(restOf(short)).toBe(8_579_778_400);
    const over = { ...said, amount: 100, tranches: [{ ...first, unit: 'amount', value: 130 } as const] };
    expect(restOf(over)).toBe(-30);
  });

  it('are not sent while a day that the agreement names is missing, nor without a source', () => {
    const [first] = said.tranches;
    if (!first) throw new Error('a tranche');
    const agreed = { ...first, value: 100, by: AGREED };
    expect(termsOf({ ...said, tranches: [agreed] })).toBeNull();
    const dated = termsOf({ ...said, tranches: [{ ...agreed, dueOn: '2024-07-01' }] });
    expect(dated?.tranches[0]).toMatchObject({ rule: null, dueOn: '2024-07-01' });
    expect(termsOf({ ...said, source: ' ' })).toBeNull();
  });

  it('name no rule and no day where neither law nor agreement does', () => {
    const [first] = said.tranches;
    if (!first) throw new Error('a tranche');
    const sent = termsOf({ ...said, tranches: [{ ...first, value: 100, by: UNNAMED, dueOn: '2024-07-01' }] });
    expect(sent?.tranches[0]).toMatchObject({ rule: null, dueOn: null });
  });
});
