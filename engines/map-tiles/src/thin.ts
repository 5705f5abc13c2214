/**
 * Keeps `limit` of the given sorted positions, spread evenly along the Morton curve and hence over the map in
 * proportion to density. Positions are ranked by their reversed bits (van der Corput sequence), which depends
 * on the position alone: the same points every time, and a point kept in a tile is kept in the tile below it.
 */
export function thin(positions: Uint32Array, limit: number): Uint32Array {
  if (positions.length <= limit) return positions;
  let kept = positions;
  // Multiples of a higher power of two always rank before the others: halve while enough remain.
  for (let step = 2; kept.length > limit && step < 2 ** 31; step *= 2) {
    const fewer = kept.filter((position) => position % step === 0);
    if (fewer.length < limit) break;
    kept = fewer;
  }
  return kept.map(reverseBits).sort().slice(0, limit).map(reverseBits).sort();
}

function reverseBits(value: number): number {
  let v = ((value >>> 1) & 0x55555555) | ((value & 0x55555555) << 1);
  v = ((v >>> 2) & 0x33333333) | ((v & 0x33333333) << 2);
  v = ((v >>> 4) & 0x0f0f0f0f) | ((v & 0x0f0f0f0f) << 4);
  v = ((v >>> 8) & 0x00ff00ff) | ((v & 0x00ff00ff) << 8);
  return ((v >>> 16) | (v << 16)) >>> 0;
}
