/** The union of areas that share their borders vertex by vertex: a border that runs both ways is inside and goes. */
import type { Polygon, Polygons, Position, Ring } from './boundary-bytes.ts';
import { boxOf, contains, inBox, labelPoint, signedArea } from './geometry.ts';

export type Dissolved = {
  readonly polygons: Polygons;
  /** Edges that went because a neighbour has them too. None of many areas: the source shares no vertices. */
  readonly sharedEdges: number;
};

/**
 * Edges that no neighbour repeats exactly stay: where a source does not share vertices, the answer is all areas beside
 * each other with their inner borders.
 */
export function dissolve(areas: readonly Polygons[]): Dissolved {
  const vertices = vertexNumbers();
  const open = new Map<number, Map<number, number>>();
  let sharedEdges = 0;
  for (const ring of orientedRings(areas)) {
    const numbers = ring.map(vertices.numberOf);
    numbers.forEach((from, i) => {
      const to = numbers[(i + 1) % numbers.length] ?? from;
      if (from === to) return;
      if (takeEdge(open, to, from)) sharedEdges += 1;
      else addEdge(open, from, to);
    });
  }
  const rings = walkRings(open).map((ring) => ring.map(vertices.positionOf));
  return { polygons: assemble(rings), sharedEdges };
}

/** Outer rings counter-clockwise, holes clockwise: then neighbours run along a common border in opposite ways. */
function* orientedRings(areas: readonly Polygons[]): Generator<Ring> {
  for (const polygons of areas) {
    for (const polygon of polygons) {
      for (const [index, ring] of polygon.entries()) {
        const isRight = signedArea(ring) > 0 === (index === 0);
        yield isRight ? ring : [...ring].reverse();
      }
    }
  }
}

function vertexNumbers() {
  const numbers = new Map<string, number>();
  const positions: Position[] = [];
  return {
    numberOf(position: Position): number {
      const key = `${position[0]},${position[1]}`;
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, positions.length);
      positions.push(position);
      return positions.length - 1;
    },
    positionOf: (number: number): Position => positions[number] ?? [0, 0],
  };
}

type Edges = Map<number, Map<number, number>>;

function addEdge(edges: Edges, from: number, to: number): void {
  const leaving = edges.get(from) ?? new Map<number, number>();
  leaving.set(to, (leaving.get(to) ?? 0) + 1);
  edges.set(from, leaving);
}

function takeEdge(edges: Edges, from: number, to: number): boolean {
  const leaving = edges.get(from);
  const count = leaving?.get(to) ?? 0;
  if (!leaving || count === 0) return false;
  if (count > 1) leaving.set(to, count - 1);
  else leaving.delete(to);
  if (leaving.size === 0) edges.delete(from);
  return true;
}

/** Every vertex is entered as often as it is left, so each walk comes home; a vertex met again closes a ring. */
function walkRings(edges: Edges): number[][] {
  const rings: number[][] = [];
  for (const start of [...edges.keys()]) {
    while (edges.has(start)) {
      const path: number[] = [start];
      const placeInPath = new Map([[start, 0]]);
      for (let at = nextOf(edges, start); at !== null; at = nextOf(edges, at)) {
        const met = placeInPath.get(at);
        if (met === undefined) {
          placeInPath.set(at, path.length);
          path.push(at);
          continue;
        }
        const ring = path.splice(met + 1);
        for (const vertex of ring) placeInPath.delete(vertex);
        rings.push([at, ...ring]);
      }
    }
  }
  return rings.filter((ring) => ring.length >= 3);
}

function nextOf(edges: Edges, from: number): number | null {
  const to = edges.get(from)?.keys().next().value;
  if (to === undefined) return null;
  takeEdge(edges, from, to);
  return to;
}

/** Puts every hole into the smallest outer ring around it. */
function assemble(rings: readonly Ring[]): Polygons {
  const outers = rings
    .filter((ring) => signedArea(ring) > 0)
    .map((ring) => ({ ring, area: signedArea(ring), box: boxOf([[ring]]), holes: noHoles() }))
    .sort((a, b) => a.area - b.area);
  for (const hole of rings.filter((ring) => signedArea(ring) < 0)) {
    const inside = labelPoint([[hole]]);
    const area = -signedArea(hole);
    const around = outers.find(
      (outer) => outer.area > area && inBox(outer.box, inside) && contains([[outer.ring]], inside),
    );
    around?.holes.push(hole);
  }
  return outers.reverse().map(({ ring, holes }): Polygon => [ring, ...holes]);
}

function noHoles(): Ring[] {
  return [];
}
