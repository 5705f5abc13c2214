import { parseTilePath, TILE_WIDTH } from '#engines/transparency-log/index.ts';
import * as doors from '#shared/journal-doors.ts';
import { toHex } from '#shared/leaf.ts';
import { type Refusal, Refused, refuse } from '#shared/problem.ts';
import type { Tx } from '../database/connect.ts';
import { handle, handleBytes, type Mounted, type Payload } from '../endpoint/handle.ts';
import * as log from './log.ts';

const TEXT = 'text/plain; charset=utf-8';
// A full tile never changes; one that still grows is another tile at its next look.
const FOR_EVER = 'public, max-age=31536000, immutable';

/** The doors of the journal as a log, for the room that lends them its name. */
export const journalDoors: readonly Mounted[] = [
  handleBytes(doors.readCheckpoint, async ({ tx }) => text((await log.newestCheckpoint(tx)).note)),
  handleBytes(doors.readVerifierKey, async ({ tx }) =>
    text(`${log.verifierKeyOf(await log.readHead(tx))}\n`),
  ),
  handleBytes(doors.readTile, async ({ tx }, { params }) => tilePayload(tx, params['*'])),
  handle(doors.readInclusion, async ({ tx }, { query }) => {
    const hash = Buffer.from(query.leaf, 'hex');
    const leaf = await log.findLeaf(tx, { hash });
    if (!leaf) return stop(refuse('journal.leaf-unknown'));
    const newest = await log.newestCheckpoint(tx);
    const { index } = leaf;
    if (index === null || index >= newest.size) return stop(refuse('journal.not-sealed-yet'));
    const size = query.size ?? newest.size;
    if (size > newest.size) return stop(refuse('journal.size-beyond', { size: newest.size }));
    if (size <= index) return stop(refuse('journal.size-too-small', { index, least: index + 1 }));
    const proof = await log.proveInclusion(tx, index, size);
    const checkpoint = await noteAt(tx, size, newest);
    return { index, size, leafHash: query.leaf, proof: proof.map(toHex), checkpoint };
  }),
  handle(doors.readConsistency, async ({ tx }, { query }) => {
    const newest = await log.newestCheckpoint(tx);
    const { first, second = newest.size } = query;
    if (Math.max(first, second) > newest.size)
      return stop(refuse('journal.size-beyond', { size: newest.size }));
    if (first > second) return stop(refuse('journal.sizes-reversed', { first, second }));
    const proof = await log.proveConsistency(tx, first, second);
    return {
      first,
      second,
      firstRoot: toHex(await log.rootAt(tx, first)),
      secondRoot: toHex(await log.rootAt(tx, second)),
      proof: proof.map(toHex),
      checkpoint: await noteAt(tx, second, newest),
    };
  }),
];

async function tilePayload(tx: Tx, path: string): Promise<Payload> {
  const tile = parseTilePath(`tile/${path}`);
  const bytes = tile === undefined ? null : await log.findTile(tx, tile);
  if (tile === undefined || bytes === null) {
    const { size } = await log.readHead(tx);
    return stop(refuse('journal.no-such-tile', { size }));
  }
  const isFull = tile.width === TILE_WIDTH;
  return {
    contentType: 'application/octet-stream',
    body: bytes,
    ...(isFull ? { cacheControl: FOR_EVER } : {}),
  };
}

async function noteAt(tx: Tx, size: number, newest: log.KeptCheckpoint): Promise<string | null> {
  if (size === newest.size) return newest.note;
  return (await log.findCheckpoint(tx, size))?.note ?? null;
}

function text(body: string): Payload {
  return { contentType: TEXT, body: Buffer.from(body) };
}

function stop(refusal: Refusal): never {
  throw new Refused(refusal);
}
