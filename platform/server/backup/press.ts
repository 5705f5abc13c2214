import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const press = promisify(gzip);
const MEMBER_BYTES = 1_048_576;

/**
 * Compresses in members of about a megabyte, each at the level that holds at that moment: a gzip file is any number of
 * them (RFC 1952). Node's stream cannot go down to level 0 on its way, and photographs would take forty times as long.
 * @param level 0 to 9, asked before each member
 */
export async function* pressed(
  source: AsyncIterable<unknown>,
  level: () => number,
): AsyncGenerator<Buffer, void, undefined> {
  let held: Buffer[] = [];
  let size = 0;
  for await (const bytes of source) {
    if (!Buffer.isBuffer(bytes)) throw new Error('the archive gave something else than bytes');
    held.push(bytes);
    size += bytes.length;
    if (size < MEMBER_BYTES) continue;
    yield await press(Buffer.concat(held), { level: level() });
    held = [];
    size = 0;
  }
  yield await press(Buffer.concat(held), { level: level() });
}
