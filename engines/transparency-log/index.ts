export { append, emptyFrontier, type Frontier, rootOf } from './src/frontier.ts';
export { parseTilePath, tilePath } from './src/tile-path.ts';
export { growTiles, TILE_WIDTH, type Tile, type TileId, tileIn, tilesOf, tilesToGrow } from './src/tiles.ts';
export { HASH_SIZE, type Hash, type Sha256, type TreeHash, treeHash } from './src/tree-hash.ts';
