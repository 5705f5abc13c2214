export { sameBytes } from './src/bytes.ts';
export { type Checkpoint, checkpointText, parseCheckpoint } from './src/checkpoint.ts';
export {
  type Difference,
  type DifferenceFinder,
  type DifferenceKind,
  differenceFinder,
} from './src/difference.ts';
export { append, emptyFrontier, type Frontier, rootOf } from './src/frontier.ts';
export {
  type NoteProblem,
  type NoteSigner,
  type NoteVerifier,
  type OpenedNote,
  openNote,
  signNote,
} from './src/note.ts';
export { ed25519KeyId, parseVerifierKey, type VerifierKey, verifierKey } from './src/note-key.ts';
export {
  consistencyProof,
  inclusionProof,
  type ReadTile,
  rootFromTiles,
  tilesForConsistency,
  tilesForInclusion,
  tilesForRoot,
} from './src/proofs.ts';
export { type RootsAt, rootsAt } from './src/roots-at.ts';
export { parseTilePath, tilePath } from './src/tile-path.ts';
export { growTiles, TILE_WIDTH, type Tile, type TileId, tileIn, tilesOf, tilesToGrow } from './src/tiles.ts';
export { HASH_SIZE, type Hash, type Sha256, type TreeHash, treeHash } from './src/tree-hash.ts';
export {
  type ConsistencyClaim,
  type InclusionClaim,
  verifyConsistency,
  verifyInclusion,
} from './src/verify.ts';
