import { inflateRawSync } from 'node:zlib';

const END_BYTES = 22;
const END = 0x06054b50;
const ENTRY_BYTES = 46;
const ENTRY = 0x02014b50;
const LOCAL_BYTES = 30;
const DEFLATE = 8;

/**
 * What the entries of a ZIP really unpack to, in bytes; what the archive says of itself is not believed.
 * @throws RangeError beyond the limit, before more than that is in memory; Error for what is no plain ZIP
 */
export function unzippedSize(bytes: Buffer, limit: number): number {
  let size = 0;
  for (const entry of entriesOf(bytes)) size += unpack(bytes, entry, limit - size).length;
  return size;
}

/** The content of every entry of a ZIP. @throws as `unzippedSize` */
export function unzipped(bytes: Buffer, limit: number): readonly Buffer[] {
  let size = 0;
  return [...entriesOf(bytes)].map((entry) => {
    const content = unpack(bytes, entry, limit - size);
    size += content.length;
    return content;
  });
}

/** Where the entries stand in the list at the end of the archive. */
function* entriesOf(bytes: Buffer): Generator<number> {
  const end = bytes.length - END_BYTES;
  // Without a comment behind it, no reader can take another place for the end.
  if (end < 0 || bytes.readUInt32LE(end) !== END) throw new Error('ZIP');
  const entries = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  for (let entry = 0; entry < entries; entry += 1) {
    if (at + ENTRY_BYTES > end || bytes.readUInt32LE(at) !== ENTRY) throw new Error('ZIP');
    yield at;
    const [name, extra, comment] = [28, 30, 32].map((field) => bytes.readUInt16LE(at + field));
    at += ENTRY_BYTES + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
}

function unpack(bytes: Buffer, at: number, left: number): Buffer {
  const packed = bytes.readUInt32LE(at + 20);
  const local = bytes.readUInt32LE(at + 42);
  const start = local + LOCAL_BYTES + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
  const data = bytes.subarray(start, start + packed);
  if (bytes.readUInt16LE(at + 10) !== DEFLATE) {
    if (data.length > left) throw new RangeError('ZIP');
    return data;
  }
  if (left <= 0) throw new RangeError('ZIP');
  return inflateRawSync(data, { maxOutputLength: left });
}
