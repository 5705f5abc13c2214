import { describe, expect, it } from 'vitest';
import { unusualLetters } from './letters.ts';

describe('letters that a paper may lack', () => {
  it.each([
    ['POLRES METRO JAKARTA BARAT, 25 November 2024', []],
    ['“Ñandú” – 1.152 † … −3', []],
    ['POLRESTA \u{1D01D} KUPANG \u{1D01D}', ['\u{1D01D}']],
    // A family is one letter to its reader, and so is a letter with its accent.
    ['Posko 👨‍👩‍👧 q̃', ['👨‍👩‍👧', 'q̃']],
  ])('of %s are %j', (text, letters) => {
    expect(unusualLetters(text)).toEqual(letters);
  });
});
