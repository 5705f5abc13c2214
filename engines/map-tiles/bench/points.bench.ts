/**
 * Point tiles beside geojson-vt + vt-pbf: npx tsx engines/map-tiles/bench/points.bench.ts
 * Prints JSON lines. Two processes take turns; times are CPU milliseconds, medians of five. The answers of both
 * are decoded and compared before anything is timed. "Warm" favours the peer: its tiles are cut and cached by
 * then and only read out and written; "cold" is its first request for each tile.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Answer, type Command, work } from './contender.ts';
import { type Decoded, decodePoints } from './decode.ts';

const SEED = 42;
const SIZES = { points: 435_296, tiles: 345 };
const ROUNDS = 5;
/** Our pass over the tiles is repeated in one measurement, well above the grain of the CPU clock. */
const OUR_REPEATS = 20;

async function main(): Promise<void> {
  print('machine', {
    node: process.version,
    cpus: cpus().length,
    load: loadavg().map(round2),
    seed: SEED,
    ...SIZES,
  });
  const ours = start('ours');
  const peer = start('peer');
  try {
    await timeBuild(ours, peer);
    await compareAnswers(ours, peer);
    await timeTiles(ours, peer);
  } finally {
    ours.kill();
    peer.kill();
  }
  print('machine', { load: loadavg().map(round2) });
}

async function timeBuild(ours: ChildProcess, peer: ChildProcess): Promise<void> {
  const mine: Answer[] = [];
  const other: Answer[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    mine.push(await ask(ours, { do: 'build' }));
    other.push(await ask(peer, { do: 'build' }));
  }
  const oursMs = median(mine.map((answer) => answer.ms));
  const peerMs = median(other.map((answer) => answer.ms));
  const indexMs = median(mine.map((answer) => answer.parts[0] ?? 0));
  const layerMs = median(mine.map((answer) => answer.parts[1] ?? 0));
  print('build', { rounds: ROUNDS, oursMs, indexMs, layerMs, peerMs, ratio: round2(peerMs / oursMs) });
}

/** Every feature by id, its properties and its place within one grid unit; stops the run on a difference. */
async function compareAnswers(ours: ChildProcess, peer: ChildProcess): Promise<void> {
  const mine = await ask(ours, { do: 'tiles', times: 1, keep: true });
  const other = await ask(peer, { do: 'tiles', times: 1, keep: true });
  let features = 0;
  for (let i = 0; i < SIZES.tiles; i++) {
    const bytes = mine.tiles[i] ?? new Uint8Array(0);
    features += countSame(decodePoints(bytes), decodePoints(other.tiles[i] ?? new Uint8Array(0)), i);
  }
  print('answers', {
    tiles: SIZES.tiles,
    features,
    different: 0,
    bytes: byteCount(mine),
    peerBytes: byteCount(other),
    oursColdMs: round2(mine.ms),
    peerColdMs: round2(other.ms),
  });
}

function countSame(mine: Decoded, other: Decoded, tile: number): number {
  if (mine.size !== other.size) throw new Error(`tile ${tile}: ${mine.size} features, peer ${other.size}`);
  for (const [id, point] of mine) {
    const match = other.get(id);
    const isSame =
      match !== undefined &&
      Math.abs(match.x - point.x) <= 1 &&
      Math.abs(match.y - point.y) <= 1 &&
      match.properties === point.properties;
    if (!isSame) throw new Error(`tile ${tile}: feature ${id} differs`);
  }
  return mine.size;
}

async function timeTiles(ours: ChildProcess, peer: ChildProcess): Promise<void> {
  const mine: number[] = [];
  const other: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    mine.push((await ask(ours, { do: 'tiles', times: OUR_REPEATS, keep: false })).ms / OUR_REPEATS);
    other.push((await ask(peer, { do: 'tiles', times: 1, keep: false })).ms);
  }
  const oursMs = median(mine);
  const peerMs = median(other);
  print('tiles, warm', {
    rounds: ROUNDS,
    oursMs,
    peerMs,
    oursPerSecond: Math.round((SIZES.tiles / oursMs) * 1000),
    peerPerSecond: Math.round((SIZES.tiles / peerMs) * 1000),
    ratio: round2(peerMs / oursMs),
    goal: 26,
  });
}

function start(role: string): ChildProcess {
  return fork(fileURLToPath(import.meta.url), [role], { serialization: 'advanced' });
}

async function ask(child: ChildProcess, command: Command): Promise<Answer> {
  const answered = once(child, 'message');
  child.send(command);
  const [answer]: Answer[] = await answered;
  if (answer === undefined) throw new Error('no answer');
  return answer;
}

function byteCount(answer: Answer): number {
  return answer.tiles.reduce((sum, tile) => sum + tile.length, 0);
}

function median(values: readonly number[]): number {
  return round2([...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN);
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}

function print(what: string, figures: Record<string, unknown>): void {
  console.log(JSON.stringify({ what, ...figures }));
}

const role = process.argv[2];
if (role === undefined) await main();
else work(role, SEED, SIZES);
