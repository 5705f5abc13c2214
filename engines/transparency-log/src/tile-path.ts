import { TILE_WIDTH, type Tile } from './tiles.ts';

const LEVEL_LIMIT = 63;

/** The path of a tile by C2SP tlog-tiles: `tile/0/x001/234`, and `.p/17` behind it for a tile of 17 hashes. */
export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? [];
  const name = groups.map((group, i) => (i === groups.length - 1 ? group : `x${group}`)).join('/');
  return `tile/${level}/${name}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

/** The tile that a path names, or undefined for any text that `tilePath` does not write. */
export function parseTilePath(path: string): Tile | undefined {
  const [, level, name, width] =
    /^tile\/(\d{1,2})\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path) ?? [];
  if (level === undefined || name === undefined) return undefined;
  const tile: Tile = {
    level: Number(level),
    index: Number(name.replaceAll(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  if (tile.level > LEVEL_LIMIT || tile.width < 1 || tile.width > TILE_WIDTH) return undefined;
  // One tile, one path: leading zeroes and `.p/256` are refused by writing it again.
  return tilePath(tile) === path ? tile : undefined;
}
