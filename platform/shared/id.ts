import { type RandomBytes, systemRandom } from './random.ts';

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * A UUIDv7 (RFC 9562): 48 bits of milliseconds, then 74 random bits. Sorts by time of birth.
 * @param nowMs milliseconds since 1970, UTC
 */
export function newId(nowMs: number = Date.now(), random: RandomBytes = systemRandom): string {
  const bytes = random(16);
  const view = new DataView(bytes.buffer, bytes.byteOffset, 16);
  view.setUint32(0, Math.floor(nowMs / 65_536));
  view.setUint16(4, nowMs % 65_536);
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f));
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
  return dashed(bytes);
}

/** Sixteen bytes as `8-4-4-4-12` hex. */
export function dashed(bytes: Uint8Array): string {
  const hex = [...bytes].map((byte) => HEX[byte]).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

// Without I, L, O, U and 0/1: read aloud over a bad radio, a code must not be two codes.
const SPOKEN = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A short code that people read aloud, `K7-4QXM`. `groups` are lengths. */
export function spokenCode(groups: readonly number[], random: RandomBytes = systemRandom): string {
  return groups
    .map((length) => {
      let word = '';
      while (word.length < length) {
        for (const byte of random(length * 2)) {
          // 240 = 8 * 30: rejects the tail so that every letter is equally likely.
          if (byte < 240 && word.length < length) word += SPOKEN[byte % 30];
        }
      }
      return word;
    })
    .join('-');
}
