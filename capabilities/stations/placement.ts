/** Where estimated stations are drawn: around the centre of their village, the same for the same seed. */

export type Centre = { readonly code: string; readonly lon: number; readonly lat: number };
export type Spot = { readonly lon: number; readonly lat: number; readonly accuracyM: number };

const METRES_PER_DEGREE = 111_320;
// Half the way to the nearest centre is the border of the cell drawn around it; stay a little inside.
const SHARE_OF_WAY = 0.45;
const SMALLEST_M = 120;
const LARGEST_M = 2_500;
// The golden angle spreads points evenly over a disc (Vogel 1979).
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** Radius in metres within which stations of each village are drawn, by code. */
export function radii(centres: readonly Centre[]): ReadonlyMap<string, number> {
  return new Map(
    centres.map((centre) => {
      const nearest = centres.reduce(
        (least, other) => (other === centre ? least : Math.min(least, distanceM(centre, other))),
        Number.POSITIVE_INFINITY,
      );
      return [centre.code, Math.min(LARGEST_M, Math.max(SMALLEST_M, nearest * SHARE_OF_WAY))];
    }),
  );
}

/**
 * So many spots around a centre, evenly over a disc and slightly shaken so that nobody takes them for surveyed places.
 * @param seed same seed, same spots
 */
export function spread(centre: Centre, count: number, radiusM: number, seed: number): readonly Spot[] {
  const random = generator(seed ^ hash(centre.code));
  const turn = random() * 2 * Math.PI;
  const metresPerLon = METRES_PER_DEGREE * Math.cos((centre.lat * Math.PI) / 180);
  return Array.from({ length: count }, (_, index) => {
    const away = radiusM * Math.sqrt((index + 0.2 + 0.6 * random()) / count);
    const angle = turn + index * GOLDEN_ANGLE + (random() - 0.5) * 0.3;
    return {
      lon: rounded(centre.lon + (away * Math.cos(angle)) / metresPerLon),
      lat: rounded(centre.lat + (away * Math.sin(angle)) / METRES_PER_DEGREE),
      accuracyM: Math.ceil(radiusM),
    };
  });
}

/** Metres between two points that lie near each other. */
export function distanceM(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number {
  const x = (a.lon - b.lon) * Math.cos((((a.lat + b.lat) / 2) * Math.PI) / 180);
  return Math.hypot(x, a.lat - b.lat) * METRES_PER_DEGREE;
}

const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

/** mulberry32: 32 bits of state, good enough to shake points. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** FNV-1a */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const letter of text) value = Math.imul(value ^ letter.charCodeAt(0), 0x01000193);
  return value >>> 0;
}
