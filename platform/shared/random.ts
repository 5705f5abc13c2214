/** Fills an array with unpredictable bytes. Passed as an argument so that rules and tests can choose. */
export type RandomBytes = (length: number) => Uint8Array;

export const systemRandom: RandomBytes = (length) => crypto.getRandomValues(new Uint8Array(length));
