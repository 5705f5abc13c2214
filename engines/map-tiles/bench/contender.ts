/**
 * One contender in a process of its own, so that neither pays for the garbage collection of the other's heap.
 * Takes a command at a time from the parent and answers with CPU milliseconds (user + system, all threads).
 */
import { buildPointIndex, encodePointTile, preparePointLayer } from '../index.ts';
import { buildPeer, encodePeerTile } from './peer.ts';
import { generate, type Points, pickTiles, type Tile } from './points-generator.ts';

export type Command =
  | { readonly do: 'build' }
  /** Every tile `times` over; `keep` sends the bytes back. */
  | { readonly do: 'tiles'; readonly times: number; readonly keep: boolean };
export type Answer = {
  readonly ms: number;
  readonly parts: readonly number[];
  readonly tiles: readonly Uint8Array[];
};

type Contender = { readonly encode: (tile: Tile) => Uint8Array; readonly parts: readonly number[] };

export function work(
  role: string,
  seed: number,
  sizes: { readonly points: number; readonly tiles: number },
): void {
  const points = generate(seed, sizes.points);
  const tiles = pickTiles(points, seed, sizes.tiles);
  const build = role === 'ours' ? buildOurs : buildTheirs;
  let contender: Contender | undefined;
  process.on('message', (command: Command) => {
    const before = process.cpuUsage();
    const kept: Uint8Array[] = [];
    if (command.do === 'build') {
      contender = undefined;
      contender = build(points);
    } else {
      for (let i = 0; i < command.times; i++) {
        for (const tile of tiles) {
          const bytes = contender?.encode(tile) ?? new Uint8Array(0);
          if (command.keep) kept.push(bytes);
        }
      }
    }
    const ms = cpuMs(before);
    const answer: Answer = { ms, parts: contender?.parts ?? [], tiles: kept };
    process.send?.(answer);
  });
}

/** Parts: CPU milliseconds of the index and of the layer. */
function buildOurs(from: Points): Contender {
  const start = process.cpuUsage();
  const index = buildPointIndex(from.lon, from.lat);
  const indexMs = cpuMs(start);
  const layer = preparePointLayer({
    name: 'stations',
    index,
    ids: from.ids,
    properties: [
      { name: 'class', kind: 'uint', value: (row) => from.risk[row] },
      { name: 'voters', kind: 'uint', value: (row) => from.voters[row] },
      { name: 'village', kind: 'string', value: (row) => from.village[row] },
    ],
  });
  const parts = [indexMs, cpuMs(start) - indexMs];
  return { encode: (tile) => encodePointTile({ layer, ...tile }).bytes, parts };
}

function buildTheirs(from: Points): Contender {
  const peer = buildPeer(from);
  return { encode: (tile) => encodePeerTile(peer, tile), parts: [] };
}

function cpuMs(since: NodeJS.CpuUsage): number {
  const used = process.cpuUsage(since);
  return (used.user + used.system) / 1000;
}
