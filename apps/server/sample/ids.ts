import { createHash } from 'node:crypto';

/** A stable id from names (UUIDv8, RFC 9562: 122 bits of a SHA-256). The same names give the same id everywhere. */
export function idFrom(...names: readonly string[]): string {
  const bytes = createHash('sha256')
    .update(['rakor-sample', ...names].join('\u0000'))
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
