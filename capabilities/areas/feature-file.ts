import { type FileProblems, unpackedChunks, unreadable } from '#server/files/unpack.ts';

/** One feature as it stands in the file; `number` counts from 1. `value` is null where its JSON is broken. */
export type FileFeature = { readonly number: number; readonly value: unknown };

const NEWLINE = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);
const HEAD_BYTES = 4096;
const FEATURE_LIMIT = 64 * 1024 * 1024;
/** How this room says that a file cannot be taken. */
export const FILE_PROBLEMS = {
  unreadable: 'areas.file-unreadable',
  tooLarge: 'areas.file-unpacks-too-large',
} as const satisfies FileProblems;

/**
 * The features of a GeoJSON FeatureCollection or of a file with one Feature per line, one after the other: only one
 * feature is held in memory at a time, whatever the size of the file.
 * @throws Refused when the file holds no JSON object, or when a FeatureCollection breaks off
 */
export async function* readFeatures(bytes: Uint8Array, limit: number): AsyncGenerator<FileFeature> {
  const chunks = unpackedChunks(bytes, { limit, problems: FILE_PROBLEMS });
  const first = await chunks.next();
  const head: Buffer = first.done ? Buffer.alloc(0) : first.value;
  const start = head
    .subarray(0, HEAD_BYTES)
    .toString('utf8')
    .replace(/^\ufeff/, '');
  if (!start.trimStart().startsWith('{')) throw unreadable('GeoJSON', FILE_PROBLEMS);
  const cut = start.includes('"FeatureCollection"') ? cutCollection : cutLines;
  let number = 0;
  for await (const text of cut(head, chunks)) {
    number += 1;
    const trimmed = text.replace(/^\ufeff/, '').trim();
    if (trimmed !== '') yield { number, value: parsed(trimmed) };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function* cutLines(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const kept = keeper();
  for await (const chunk of joined(head, rest)) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      yield kept.take(chunk.subarray(start, end));
      start = end + 1;
    }
    kept.add(chunk.subarray(start));
  }
  yield kept.take(Buffer.alloc(0));
}

/** Counts brackets outside of strings: a feature is what stands two brackets deep in the list named `features`. */
async function* cutCollection(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const kept = keeper();
  const brackets = bracketCounter();
  let before = '';
  for await (const chunk of joined(head, rest)) {
    let start = brackets.isInsideFeature() ? 0 : -1;
    for (let i = 0; i < chunk.length; i += 1) {
      const seen = brackets.see(
        chunk[i] ?? 0,
        () => before + chunk.subarray(Math.max(0, i - 64), i).toString('latin1'),
      );
      if (seen === 'begins') start = i;
      else if (seen === 'ends') {
        yield kept.take(chunk.subarray(start, i + 1));
        start = -1;
      }
    }
    before = chunk.subarray(-64).toString('latin1');
    if (start >= 0) kept.add(chunk.subarray(start));
  }
  if (!brackets.isClosed()) throw unreadable('FeatureCollection …', FILE_PROBLEMS);
}

function bracketCounter() {
  let depth = 0;
  let inFeatures = false;
  let wasClosed = false;
  const isString = stringTracker();
  const open = (textBefore: () => string) => {
    if (depth === 1 && !inFeatures) inFeatures = /"features"\s*:\s*$/.test(textBefore());
    depth += 1;
    return inFeatures && depth === 3 ? 'begins' : null;
  };
  const close = () => {
    depth -= 1;
    const ends = inFeatures && depth === 2;
    if (depth === 1) inFeatures = false;
    if (depth === 0) wasClosed = true;
    return ends ? 'ends' : null;
  };
  return {
    see(byte: number, textBefore: () => string): 'begins' | 'ends' | null {
      if (isString(byte)) return null;
      if (OPENING.has(byte)) return open(textBefore);
      return CLOSING.has(byte) ? close() : null;
    },
    isInsideFeature: () => inFeatures && depth > 2,
    isClosed: () => wasClosed,
  };
}

/** Says of each byte whether it belongs to a string, quotes included. */
function stringTracker(): (byte: number) => boolean {
  let inString = false;
  let escaped = false;
  return (byte) => {
    if (!inString) {
      inString = byte === QUOTE;
      return inString;
    }
    if (escaped) escaped = false;
    else if (byte === BACKSLASH) escaped = true;
    else if (byte === QUOTE) inString = false;
    return true;
  };
}

async function* joined(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* rest;
}

/** Holds the beginning of a feature whose end lies in a later piece. */
function keeper() {
  let parts: Buffer[] = [];
  let size = 0;
  return {
    add(part: Buffer) {
      size += part.length;
      if (size > FEATURE_LIMIT) throw unreadable('Feature > 64 MB', FILE_PROBLEMS);
      if (part.length > 0) parts.push(part);
    },
    take(last: Buffer): string {
      const text = Buffer.concat([...parts, last]).toString('utf8');
      parts = [];
      size = 0;
      return text;
    },
  };
}
