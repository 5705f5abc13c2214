/** Numbers from 0 up to 1 that a seed decides. Twenty thousand requests are thrown in a second; a library takes minutes. */
export type Dice = () => number;

/** The generator "mulberry32" of Tommy Ettinger (public domain): 32 bits of state, enough to choose test values. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number from 0 up to, but not including, `limit`. */
export const upTo = (thrown: Dice, limit: number): number => Math.floor(thrown() * limit);

/** @throws Error when there is nothing to choose from */
export function oneOf<T>(thrown: Dice, values: readonly T[]): T {
  const [value] = values.slice(upTo(thrown, values.length)).map((each) => ({ each }));
  if (!value) throw new Error('there is nothing to choose from');
  return value.each;
}
