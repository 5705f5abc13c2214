/**
 * Marks the vertices at which borders meet or part: places that some ring passes between other neighbours
 * than another ring (or the same ring a second time) does. Between two such places the rings that share a
 * border share all of it.
 */
export function findJunctions(x: Uint32Array, y: Uint32Array, ringVertices: Uint32Array): Uint8Array {
  const place = numberPlaces(x, y);
  const low = new Int32Array(x.length).fill(-1);
  const high = new Int32Array(x.length);
  const isMeeting = new Uint8Array(x.length);
  const pass = (here: number, smaller: number, larger: number) => {
    if (low[here] === -1) {
      low[here] = smaller;
      high[here] = larger;
    } else if (low[here] !== smaller || high[here] !== larger) {
      isMeeting[here] = 1;
    }
  };
  for (let ring = 0; ring + 1 < ringVertices.length; ring++) {
    const start = ringVertices[ring] ?? 0;
    const end = ringVertices[ring + 1] ?? 0;
    for (let vertex = start; vertex < end; vertex++) {
      const before = place[vertex === start ? end - 1 : vertex - 1] ?? 0;
      const after = place[vertex + 1 === end ? start : vertex + 1] ?? 0;
      pass(place[vertex] ?? 0, Math.min(before, after), Math.max(before, after));
    }
  }
  return Uint8Array.from(place, (here) => isMeeting[here] ?? 0);
}

/** Number of the place of each vertex: the first vertex with the same coordinates (open-addressing hash). */
function numberPlaces(x: Uint32Array, y: Uint32Array): Uint32Array {
  let size = 16;
  while (size < x.length * 2) size *= 2;
  const slots = new Int32Array(size).fill(-1);
  const place = new Uint32Array(x.length);
  for (let vertex = 0; vertex < x.length; vertex++) {
    const mixed = Math.imul(x[vertex] ?? 0, 0x9e3779b1) ^ Math.imul(y[vertex] ?? 0, 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & (size - 1);
    let other = slots[slot] ?? -1;
    while (other !== -1 && (x[other] !== x[vertex] || y[other] !== y[vertex])) {
      slot = (slot + 1) & (size - 1);
      other = slots[slot] ?? -1;
    }
    if (other === -1) slots[slot] = vertex;
    place[vertex] = other === -1 ? vertex : other;
  }
  return place;
}
