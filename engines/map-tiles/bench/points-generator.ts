/** Synthetic polling stations: clusters of about 55 around villages, 55 % of the villages in a box like Java. */
import { mercatorX, mercatorY } from '../index.ts';

export type Points = {
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  readonly ids: Uint32Array;
  readonly risk: Uint8Array;
  readonly voters: Uint16Array;
  readonly village: readonly string[];
};
export type Tile = { readonly z: number; readonly x: number; readonly y: number };

/** Uniform numbers of [0, 1) from a 32-bit seed (mulberry32 by Tommy Ettinger, public domain). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function generate(seed: number, count: number): Points {
  const random = randomFrom(seed);
  const villages = Math.round(count / 55);
  const centres = Array.from({ length: villages }, () =>
    random() < 0.55
      ? { lon: 105.1 + random() * 9.5, lat: -8.8 + random() * 2.9 }
      : { lon: 95.1 + random() * 45.9, lat: -10.9 + random() * 16.9 },
  );
  const lon = new Float64Array(count);
  const lat = new Float64Array(count);
  const risk = new Uint8Array(count);
  const voters = new Uint16Array(count);
  const names = centres.map((_, number) => `v${number}`);
  const village: string[] = [];
  for (let row = 0; row < count; row++) {
    const number = Math.floor(random() * villages);
    const centre = centres[number] ?? { lon: 110, lat: -7 };
    lon[row] = centre.lon + spread(random);
    lat[row] = centre.lat + spread(random);
    risk[row] = Math.floor(random() ** 3 * 4);
    voters[row] = 200 + Math.floor(random() * 400);
    village.push(names[number] ?? '');
  }
  return { lon, lat, ids: Uint32Array.from({ length: count }, (_, row) => row + 1), risk, voters, village };
}

/** About 550 m of Gaussian spread, in degrees. */
function spread(random: () => number): number {
  return 0.005 * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Different tiles of zoom 6 to 14 around random points. */
export function pickTiles(points: Points, seed: number, count: number): Tile[] {
  const random = randomFrom(seed + 1);
  const tiles = new Map<string, Tile>();
  while (tiles.size < count) {
    const row = Math.floor(random() * points.lon.length);
    for (let z = 6; z <= 14 && tiles.size < count; z++) {
      const x = Math.floor(mercatorX(points.lon[row] ?? 0) * 2 ** z);
      const y = Math.floor(mercatorY(points.lat[row] ?? 0) * 2 ** z);
      tiles.set(`${z}/${x}/${y}`, { z, x, y });
    }
  }
  return [...tiles.values()];
}
