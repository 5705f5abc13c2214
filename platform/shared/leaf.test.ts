import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, type Json } from './canonical-json.ts';
import { commitment, type Leaf, leafBytes, leafHash, toHex } from './leaf.ts';

type Golden = {
  leaves: { leaf: Leaf; bytes: string; hash: string }[];
  commitments: { field: string; value: Json; saltHex: string; commit: string }[];
};
const golden: Golden = JSON.parse(readFileSync(join(import.meta.dirname, 'golden', 'leaf-v1.json'), 'utf8'));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

test('leaf format v1 is frozen: bytes and hashes are those of the golden file', () => {
  expect(golden.leaves.length).toBeGreaterThan(1);
  for (const { leaf, bytes, hash } of golden.leaves) {
    expect(new TextDecoder().decode(leafBytes(leaf))).toBe(bytes);
    expect(toHex(leafHash(leafBytes(leaf), sha256))).toBe(hash);
  }
});

test('a commitment is that of the golden file, and another salt or field gives another', () => {
  for (const { field, value, saltHex, commit } of golden.commitments) {
    const salt = new Uint8Array(Buffer.from(saltHex, 'hex'));
    expect(commitment(field, value, salt, sha256)).toEqual({ commit });
    expect(commitment(`${field}x`, value, salt, sha256)).not.toEqual({ commit });
    expect(
      commitment(
        field,
        value,
        salt.map((byte) => byte ^ 1),
        sha256,
      ),
    ).not.toEqual({ commit });
  }
});

test('canonical JSON has one spelling for one value, whatever the order of keys', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 2 })), (value) => {
      const shuffled = Object.fromEntries(Object.entries(value).reverse());
      const text = canonicalJson(JSON.parse(JSON.stringify(value)));
      expect(canonicalJson(JSON.parse(JSON.stringify(shuffled)))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('canonical JSON refuses what has no spelling', () => {
  expect(() => canonicalJson(Number.NaN)).toThrow(TypeError);
  expect(() => canonicalJson('\ud800')).toThrow(TypeError);
});
