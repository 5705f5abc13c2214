/** Signed notes as C2SP signed-note has them: a text, an empty line, and a line for each signature. */
import { base64, concatBytes, fromBase64, sameBytes, utf8 } from './bytes.ts';

const KEY_ID_SIZE = 4;
/** The specification asks for at least 16 and leaves the limit to us. */
const SIGNATURE_LIMIT = 100;
const LENGTH_LIMIT = 1_000_000;

export type NoteSigner = {
  readonly name: string;
  /** 4 bytes. */
  readonly keyId: Uint8Array;
  sign(text: Uint8Array): Uint8Array;
};

export type NoteVerifier = {
  readonly name: string;
  /** 4 bytes. */
  readonly keyId: Uint8Array;
  verify(text: Uint8Array, signature: Uint8Array): boolean;
};

/** `malformed`: no signed note at all. `unverified`: no known key signed it, or one did not sign this text. */
export type NoteProblem = 'malformed' | 'unverified';
/** `verified`: the names of the keys that signed it, in the order of their lines. */
export type OpenedNote = { readonly text: string; readonly verified: readonly string[] };

/** @throws RangeError for a text that does not end in a newline or has control characters, and for a name with spaces or + */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  if (!isNoteText(text)) throw new RangeError('a note ends in a newline and has no control characters');
  const bytes = utf8(text);
  const lines = signers.map(({ name, keyId, sign }) => {
    if (!isKeyName(name)) throw new RangeError(`"${name}" is no name of a key`);
    if (keyId.length !== KEY_ID_SIZE) throw new RangeError(`a key id has ${KEY_ID_SIZE} bytes`);
    return `— ${name} ${base64(concatBytes(keyId, sign(bytes)))}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

/**
 * The text of a note that at least one of these keys signed. Signatures of unknown keys are passed over; a wrong one
 * of a known key refuses the whole note.
 */
export function openNote(note: string, verifiers: readonly NoteVerifier[]): OpenedNote | NoteProblem {
  const parts = readNote(note);
  if (parts === undefined) return 'malformed';
  const bytes = utf8(parts.text);
  const verified: string[] = [];
  for (const { name, keyId, signature } of parts.signatures) {
    const known = verifiers.find((key) => key.name === name && sameBytes(key.keyId, keyId));
    if (known === undefined) continue;
    if (!known.verify(bytes, signature)) return 'unverified';
    if (!verified.includes(name)) verified.push(name);
  }
  return verified.length === 0 ? 'unverified' : { text: parts.text, verified };
}

type Signature = { readonly name: string; readonly keyId: Uint8Array; readonly signature: Uint8Array };

function readNote(note: string): { text: string; signatures: readonly Signature[] } | undefined {
  const gap = note.lastIndexOf('\n\n');
  if (note.length > LENGTH_LIMIT || gap < 0 || !isNoteText(note)) return undefined;
  const lines = note.slice(gap + 2, -1).split('\n');
  if (lines.length > SIGNATURE_LIMIT) return undefined;
  const signatures: Signature[] = [];
  for (const line of lines) {
    const signature = readSignature(line);
    if (signature === undefined) return undefined;
    signatures.push(signature);
  }
  return { text: note.slice(0, gap + 1), signatures };
}

function readSignature(line: string): Signature | undefined {
  const [dash, name, encoded, ...more] = line.split(' ');
  if (dash !== '—' || name === undefined || encoded === undefined || more.length > 0) return undefined;
  const bytes = fromBase64(encoded);
  if (!isKeyName(name) || bytes === undefined || bytes.length <= KEY_ID_SIZE) return undefined;
  return { name, keyId: bytes.slice(0, KEY_ID_SIZE), signature: bytes.slice(KEY_ID_SIZE) };
}

/** Well-formed, without control characters but the newline, and ending in one. */
function isNoteText(text: string): boolean {
  if (!text.endsWith('\n') || /\p{Surrogate}/u.test(text)) return false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x20 && code !== 0x0a) return false;
  }
  return true;
}

/** Not empty, without Unicode spaces and plus. U+0085 is a space that \s does not know. */
export function isKeyName(name: string): boolean {
  return name !== '' && !/[\s\u0085+]|\p{Surrogate}/u.test(name);
}
