/** Fills an array with unpredictable bytes. Passed as an argument so that rules and tests can choose. */
export type RandomBytes = (length: number) => Uint8Array;

export const systemRandom: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));

/** A number from 0 up to, but not including, 1. */
export type Chance = () => number;

export const systemChance: Chance = () => Math.random();
