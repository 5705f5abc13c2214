/** A ring as x, y, x, y … in whole grid units, not closed. */
export type GridRing = readonly number[];

/**
 * Cuts a ring to the square min..max on both axes (Sutherland and Hodgman 1974, one side after the other).
 * A concave ring that leaves the square and comes back stays one ring, joined along the edge of the square:
 * right for fills, not for strokes unless the square reaches beyond what is drawn.
 */
export function clipRing(ring: GridRing, min: number, max: number): GridRing {
  let clipped = ring;
  for (const axis of [0, 1] as const) {
    clipped = clipSide(clipped, axis, min, 1);
    clipped = clipSide(clipped, axis, max, -1);
  }
  return clipped;
}

/** Keeps what lies at or beyond `bound` on one axis; `sign` 1 keeps the larger side, -1 the smaller. */
function clipSide(ring: GridRing, axis: 0 | 1, bound: number, sign: 1 | -1): GridRing {
  const kept: number[] = [];
  const length = ring.length;
  for (let i = 0; i < length; i += 2) {
    const j = i + 2 === length ? 0 : i + 2;
    const here = ((ring[i + axis] ?? 0) - bound) * sign;
    const next = ((ring[j + axis] ?? 0) - bound) * sign;
    if (here >= 0) kept.push(ring[i] ?? 0, ring[i + 1] ?? 0);
    if ((here < 0 && next > 0) || (here > 0 && next < 0)) {
      const other = crossing(ring, i, j, { axis, bound });
      if (axis === 0) kept.push(bound, other);
      else kept.push(other, bound);
    }
  }
  return kept;
}

/** Where segment i-j meets the bound, on the other axis. */
function crossing(ring: GridRing, i: number, j: number, line: { axis: 0 | 1; bound: number }): number {
  const a = [ring[i + line.axis] ?? 0, ring[i + 1 - line.axis] ?? 0] as const;
  const b = [ring[j + line.axis] ?? 0, ring[j + 1 - line.axis] ?? 0] as const;
  // Always computed from the smaller end, so that both neighbours of a border get the same number.
  const [from, to] = a[0] < b[0] ? [a, b] : [b, a];
  return Math.round(from[1] + ((to[1] - from[1]) * (line.bound - from[0])) / (to[0] - from[0]));
}

/** Without vertices that repeat the one before them. */
export function withoutRepeats(ring: GridRing): GridRing {
  const kept: number[] = [];
  for (let i = 0; i < ring.length; i += 2) {
    const px = ring[(i === 0 ? ring.length : i) - 2];
    const py = ring[(i === 0 ? ring.length : i) - 1];
    if (ring[i] !== px || ring[i + 1] !== py) kept.push(ring[i] ?? 0, ring[i + 1] ?? 0);
  }
  return kept;
}

/** Twice the signed area by the surveyor's formula, positive for an outer ring of MVT 2.1 (y points down). */
export function doubleArea(ring: GridRing): number {
  let sum = 0;
  for (let i = 0; i < ring.length; i += 2) {
    const j = i + 2 === ring.length ? 0 : i + 2;
    sum += (ring[i] ?? 0) * (ring[j + 1] ?? 0) - (ring[j] ?? 0) * (ring[i + 1] ?? 0);
  }
  return sum;
}

/** The ring turned so that its signed area is positive (outer ring) or negative (hole). */
export function wound(ring: GridRing, isHole: boolean): GridRing {
  if (doubleArea(ring) > 0 === !isHole) return ring;
  const turned: number[] = [];
  for (let i = ring.length - 2; i >= 0; i -= 2) turned.push(ring[i] ?? 0, ring[i + 1] ?? 0);
  return turned;
}
