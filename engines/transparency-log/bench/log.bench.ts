/**
 * A journal of 1,000,000 leaves of 400 bytes: verified in one pass, grown, and asked for proofs. The baseline in the
 * same run is the recursive definition of RFC 9162 on the same leaf hashes with the same SHA-256.
 */
import { createHash, generateKeyPairSync, hash, sign, verify } from 'node:crypto';
import { cpus, loadavg } from 'node:os';
import {
  append,
  checkpointText,
  consistencyProof,
  differenceFinder,
  ed25519KeyId,
  emptyFrontier,
  growTiles,
  type Hash,
  inclusionProof,
  openNote,
  parseCheckpoint,
  rootFromTiles,
  rootsAt,
  sameBytes,
  signNote,
  type TileId,
  treeHash,
  verifyConsistency,
  verifyInclusion,
} from '../index.ts';
import { naivePath, naiveRoot } from './naive-tree.ts';

const LEAVES = 1_000_000;
const LEAF_BYTES = 400;
const BATCH = 5_000;
const CHECKPOINTS = 24;
const PROOFS = 2_000;
const LIMIT_MS = 30_000;

// `hash` came with Node 20.12; older than that `createHash` does the same with more ceremony.
const sha256 = (bytes: Uint8Array): Uint8Array =>
  typeof hash === 'function' ? hash('sha256', bytes, 'buffer') : createHash('sha256').update(bytes).digest();
const tree = treeHash(sha256);

const pair = generateKeyPairSync('ed25519');
const rawKey = new Uint8Array(pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32));
const key = { name: 'bench.example', keyId: ed25519KeyId('bench.example', rawKey, sha256) };
const signer = { ...key, sign: (text: Uint8Array) => sign(null, text, pair.privateKey) };
const verifier = {
  ...key,
  verify: (text: Uint8Array, signature: Uint8Array) => verify(null, text, pair.publicKey, signature),
};

function main(): void {
  print('machine', { node: process.version, cpu: cpus()[0]?.model, cpus: cpus().length, load: load() });
  const { leaves, tiles } = growing();
  verifying(leaves, tiles);
  proving(leaves, tiles);
  baseline(leaves, tiles);
  print('machine', { load: load() });
}

const leafBytes = (index: number, into: Uint8Array): Uint8Array => {
  for (let i = 0; i < 8; i++) into[i] = Math.floor(index / 2 ** (8 * i)) & 255;
  return into;
};

/** As the sequencer does it: a batch at a time, tiles and frontier and a signed checkpoint. */
function growing(): { leaves: Hash[]; tiles: Map<string, Uint8Array> } {
  const bytes = new Uint8Array(LEAF_BYTES);
  const leaves = Array.from({ length: LEAVES }, (_, index) => tree.leaf(leafBytes(index, bytes)));
  const tiles = new Map<string, Uint8Array>();
  let frontier = emptyFrontier;
  const timer = startTimer();
  for (let from = 0; from < LEAVES; from += BATCH) {
    const batch = leaves.slice(from, from + BATCH);
    for (const tile of growTiles(from, batch, (id) => tiles.get(name(id)), tree))
      tiles.set(name(tile), tile.bytes);
    frontier = append(frontier, batch, tree);
  }
  const spent = timer();
  const root = rootFromTiles(LEAVES, reader(tiles), tree);
  if (!sameBytes(root, rootsOf(frontier.size, leaves))) throw new Error('tiles and frontier disagree');
  print('growing', {
    leaves: LEAVES,
    batch: BATCH,
    ...spent,
    perSecond: rate(LEAVES, spent.cpuMs),
    tiles: tiles.size,
  });
  return { leaves, tiles };
}

/** What `journal verify` computes: every leaf hash from its bytes, against the tiles, and every checkpoint. */
function verifying(leaves: readonly Hash[], tiles: Map<string, Uint8Array>): void {
  const sizes = Array.from({ length: CHECKPOINTS }, (_, i) => Math.floor((LEAVES * (i + 1)) / CHECKPOINTS));
  const honest = rootsAt(sizes, tree);
  honest.add(leaves);
  const notes = sizes.map((size) => {
    const root = honest.rootAt(size) ?? tree.empty;
    return signNote(checkpointText({ origin: key.name, size, root, extensions: [] }), [signer]);
  });
  const bytes = new Uint8Array(LEAF_BYTES);
  const timer = startTimer();
  const roots = rootsAt(sizes, tree);
  const finder = differenceFinder();
  for (let from = 0; from < LEAVES; from += BATCH) {
    const found: Hash[] = [];
    for (let index = from; index < from + BATCH; index++) {
      const leaf = tree.leaf(leafBytes(index, bytes));
      const tile = tiles.get(`0/${index >> 8}`);
      finder.next(tile?.subarray((index & 255) * 32, (index & 255) * 32 + 32), leaf);
      found.push(leaf);
    }
    roots.add(found);
  }
  for (const note of notes) {
    const opened = openNote(note, [verifier]);
    const said = typeof opened === 'string' ? undefined : parseCheckpoint(opened.text);
    if (said === undefined || !sameBytes(said.root, roots.rootAt(said.size) ?? tree.empty))
      throw new Error('a checkpoint is wrong');
  }
  if (finder.end() !== undefined) throw new Error('a leaf is wrong');
  const spent = timer();
  print('verifying', {
    leaves: LEAVES,
    leafBytes: LEAF_BYTES,
    checkpoints: CHECKPOINTS,
    ...spent,
    perSecond: rate(LEAVES, spent.cpuMs),
    limitCpuMs: LIMIT_MS,
  });
  if (spent.cpuMs > LIMIT_MS) throw new Error(`verifying took ${spent.cpuMs} ms`);
}

function proving(leaves: readonly Hash[], tiles: Map<string, Uint8Array>): void {
  const read = reader(tiles);
  const root = rootFromTiles(LEAVES, read, tree);
  // A stride that is prime to the number of leaves visits places all over the tree.
  const places = Array.from({ length: PROOFS }, (_, i) => (i * 7_919_017) % LEAVES);
  let timer = startTimer();
  const proofs = places.map((index) => inclusionProof(index, LEAVES, read, tree));
  const provingMs = timer().cpuMs;
  timer = startTimer();
  const areHeld = places.every((index, i) =>
    verifyInclusion(
      { index, size: LEAVES, leafHash: leaves[index] ?? root, root, proof: proofs[i] ?? [] },
      tree,
    ),
  );
  const verifyingMs = timer().cpuMs;
  timer = startTimer();
  for (const first of places.slice(0, PROOFS / 10)) {
    const claim = { first, second: LEAVES, firstRoot: rootFromTiles(first, read, tree), secondRoot: root };
    if (!verifyConsistency({ ...claim, proof: consistencyProof(first, LEAVES, read, tree) }, tree))
      throw new Error('no consistency');
  }
  const consistencyMs = timer().cpuMs;
  if (!areHeld) throw new Error('a proof does not hold');
  print('proofs', {
    inclusionPerSecond: rate(PROOFS, provingMs),
    verifiedPerSecond: rate(PROOFS, verifyingMs),
    consistencyWithBothRootsPerSecond: rate(PROOFS / 10, consistencyMs),
  });
}

function baseline(leaves: readonly Hash[], tiles: Map<string, Uint8Array>): void {
  let timer = startTimer();
  const theirs = naiveRoot(leaves);
  const rootMs = timer().cpuMs;
  timer = startTimer();
  const ours = rootsOf(LEAVES, leaves);
  const oursMs = timer().cpuMs;
  if (!sameBytes(theirs, ours)) throw new Error('the roots differ');
  timer = startTimer();
  const path = naivePath(LEAVES - 1, leaves);
  const pathMs = timer().cpuMs;
  timer = startTimer();
  const proof = inclusionProof(LEAVES - 1, LEAVES, reader(tiles), tree);
  const proofMs = timer().cpuMs;
  if (path.length !== proof.length) throw new Error('the proofs differ');
  print('beside the recursive definition', {
    rootMs: round(oursMs),
    naiveRootMs: round(rootMs),
    rootRatio: round(rootMs / oursMs),
    proofMs: round(proofMs),
    naiveProofMs: round(pathMs),
    proofRatio: Math.round(pathMs / proofMs),
  });
}

function rootsOf(size: number, leaves: readonly Hash[]): Hash {
  const growing = rootsAt([size], tree);
  growing.add(leaves);
  return growing.rootAt(size) ?? tree.empty;
}

function reader(tiles: ReadonlyMap<string, Uint8Array>) {
  return (id: TileId): Uint8Array => tiles.get(name(id)) ?? new Uint8Array(0);
}

function name({ level, index }: TileId): string {
  return `${level}/${index}`;
}

/** Wall clock and CPU (user and system): on a busy machine only the second compares. Rates and ratios are of CPU. */
function startTimer(): () => { ms: number; cpuMs: number } {
  const started = performance.now();
  const before = process.cpuUsage();
  return () => {
    const used = process.cpuUsage(before);
    return { ms: round(performance.now() - started), cpuMs: round((used.user + used.system) / 1000) };
  };
}

function rate(count: number, ms: number): number {
  return Math.round((count / ms) * 1000);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function load(): readonly number[] {
  return loadavg().map(round);
}

function print(what: string, figures: Record<string, unknown>): void {
  console.log(JSON.stringify({ what, ...figures }));
}

main();
