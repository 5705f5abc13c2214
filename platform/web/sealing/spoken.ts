/** What people read to each other by telephone and write on paper: fingerprints, and passphrases worth having. */
import { sha256 } from '@noble/hashes/sha2.js';
import { type RandomBytes, systemRandom } from '#shared/random.ts';

// Sixteen consonants and four vowels that an Indonesian ear keeps apart (no f, v, z, x, q, no e): six bits a syllable.
const CONSONANTS = 'bcdghjklmnprstwy';
const VOWELS = 'aiuo';
const FINGERPRINT_WORDS = 8;
const PASSPHRASE_WORDS = 6;
const SHORTEST_PASSPHRASE = 16;
const FEWEST_LETTERS = 8;

/** SHA-256 of a recipient as it is written, hex: the same on server, screen, journal and paper. */
export function fingerprintOf(recipient: string): string {
  const hash = sha256(new TextEncoder().encode(recipient));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The first 96 bits of a fingerprint as eight words. Another key with the same words costs 2^96 tries. */
export function fingerprintWords(fingerprint: string): readonly string[] {
  const bytes = (fingerprint.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
  return wordsFrom(bytes, FINGERPRINT_WORDS);
}

/** Six words by chance, 72 bits: with the slow unwrapping out of reach of guessing by whoever keeps the server. */
export function suggestPassphrase(random: RandomBytes = systemRandom): string {
  return wordsFrom([...random((PASSPHRASE_WORDS * 12) / 8)], PASSPHRASE_WORDS).join(' ');
}

/** Why a passphrase is too weak against somebody who has the server's copy and all the time; null when it will do. */
export function passphraseFault(passphrase: string): 'too-short' | 'too-plain' | null {
  const told = plain(passphrase);
  if (told.length < SHORTEST_PASSPHRASE) return 'too-short';
  return new Set(told).size < FEWEST_LETTERS ? 'too-plain' : null;
}

/** A passphrase as it is used: spaces and capitals are forgiven, since it is typed by people in a hurry. */
export function plain(passphrase: string): string {
  return passphrase.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
}

/** Twelve bits a word, from the left. */
function wordsFrom(bytes: readonly number[], count: number): readonly string[] {
  const bits = bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return Array.from({ length: count }, (_, word) => {
    const from = word * 12;
    return syllable(bits.slice(from, from + 6)) + syllable(bits.slice(from + 6, from + 12));
  });
}

function syllable(bits: string): string {
  const value = Number.parseInt(bits, 2);
  return `${CONSONANTS[value >> 2] ?? ''}${VOWELS[value & 3] ?? ''}`;
}
