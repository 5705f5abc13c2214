/** What a file is by its first bytes, whatever its name says. */
export type FileKind =
  | { readonly kind: 'text' | 'gzip' | 'zip' }
  | { readonly kind: 'other'; readonly found: string };

/** So many first bytes are looked at. */
export const HEAD_BYTES = 4_096;

// First bytes as their makers publish them.
const SIGNATURES: readonly (readonly [string, readonly number[]])[] = [
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['GIF', [0x47, 0x49, 0x46, 0x38]],
  ['PDF', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['RAR', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  // Of old Word and Excel files alike.
  ['XLS/DOC', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['EXE', [0x4d, 0x5a]],
  ['ELF', [0x7f, 0x45, 0x4c, 0x46]],
  ['SQLite', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20]],
];

export function fileKind(head: Uint8Array): FileKind {
  const begins = (bytes: readonly number[]) => bytes.every((byte, at) => head[at] === byte);
  if (begins([0x1f, 0x8b])) return { kind: 'gzip' };
  if (begins([0x50, 0x4b, 0x03, 0x04])) return { kind: 'zip' };
  const known = SIGNATURES.find(([, bytes]) => begins(bytes));
  if (known) return { kind: 'other', found: known[0] };
  const isUtf16 = begins([0xff, 0xfe]) || begins([0xfe, 0xff]);
  return isUtf16 || !head.includes(0) ? { kind: 'text' } : { kind: 'other', found: 'byte / bytes' };
}
