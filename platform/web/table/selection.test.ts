import { describe, expect, it } from 'vitest';
import { countPicked, everythingPicked, isPicked, nothingPicked, toggled, withPicked } from './selection.ts';

describe('picking rows', () => {
  it('picks the whole filter without knowing its rows, and lets single ones out', () => {
    const most = toggled(everythingPicked, 'b');
    expect(isPicked(most, 'a')).toBe(true);
    expect(isPicked(most, 'b')).toBe(false);
    expect(countPicked(most, 3452)).toBe(3451);
    expect(countPicked(toggled(most, 'b'), 3452)).toBe(3452);
  });

  it('picks what lies between two clicks in either mode', () => {
    expect(countPicked(withPicked(toggled(nothingPicked, 'a'), ['a', 'b', 'c']), 9)).toBe(3);
    expect(countPicked(withPicked(toggled(everythingPicked, 'b'), ['a', 'b']), 9)).toBe(9);
  });
});
