import { findJunctions } from './junctions.ts';

/**
 * Douglas-Peucker importance of every vertex, in quanta: at tolerance t exactly the vertices above t remain.
 * Rings are cut where borders meet or part (junctions), and each piece is weighed by itself from a starting
 * point and in a direction that depend on the piece alone. Two areas that share a border therefore keep the
 * same vertices of it at every tolerance. Junctions are kept always.
 */
export function borderImportance(x: Uint32Array, y: Uint32Array, ringVertices: Uint32Array): Float32Array {
  const importance = new Float32Array(x.length);
  const isJunction = findJunctions(x, y, ringVertices);
  const compare = (a: number, b: number) => (x[a] ?? 0) - (x[b] ?? 0) || (y[a] ?? 0) - (y[b] ?? 0);
  for (let ring = 0; ring + 1 < ringVertices.length; ring++) {
    const start = ringVertices[ring] ?? 0;
    const end = ringVertices[ring + 1] ?? 0;
    for (const piece of cutRing(start, end, isJunction, compare)) {
      weighPiece(inOwnDirection(piece, compare), x, y, importance);
    }
  }
  return importance;
}

type Compare = (a: number, b: number) => number;

/** Pieces from junction to junction; a ring without junctions is one piece from its smallest vertex around. */
function cutRing(start: number, end: number, isJunction: Uint8Array, compare: Compare): number[][] {
  const anchor = firstAnchor(start, end, isJunction, compare);
  const pieces: number[][] = [];
  let piece = [anchor];
  for (let step = 1; step <= end - start; step++) {
    const vertex = start + ((anchor - start + step) % (end - start));
    piece.push(vertex);
    if (vertex === anchor || isJunction[vertex] === 1) {
      pieces.push(piece);
      piece = [vertex];
    }
  }
  return pieces;
}

function firstAnchor(start: number, end: number, isJunction: Uint8Array, compare: Compare): number {
  let smallest = start;
  for (let vertex = start; vertex < end; vertex++) {
    if (isJunction[vertex] === 1) return vertex;
    if (compare(vertex, smallest) < 0) smallest = vertex;
  }
  return smallest;
}

/** Turns a piece so that the same border read from either side gives the same sequence of points. */
function inOwnDirection(piece: number[], compare: Compare): number[] {
  const last = piece.length - 1;
  for (let i = 0; i < last - i; i++) {
    const order = compare(piece[i] ?? 0, piece[last - i] ?? 0);
    if (order < 0) return piece;
    if (order > 0) return piece.reverse();
  }
  return piece;
}

function weighPiece(
  piece: readonly number[],
  x: Uint32Array,
  y: Uint32Array,
  importance: Float32Array,
): void {
  const last = piece.length - 1;
  importance[piece[0] ?? 0] = Infinity;
  importance[piece[last] ?? 0] = Infinity;
  const stack = [0, last, Infinity];
  while (stack.length > 0) {
    const bound = stack.pop() ?? 0;
    const to = stack.pop() ?? 0;
    const from = stack.pop() ?? 0;
    if (to - from < 2) continue;
    const farthest = findFarthest(piece, from, to, { x, y });
    // Never above the parent: at a tolerance where the parent goes, its part of the line is not looked at.
    const weight = Math.min(bound, farthest.distance);
    importance[piece[farthest.at] ?? 0] = weight;
    stack.push(from, farthest.at, weight, farthest.at, to, weight);
  }
}

type Points = { readonly x: Uint32Array; readonly y: Uint32Array };

function findFarthest(piece: readonly number[], from: number, to: number, { x, y }: Points) {
  const a = piece[from] ?? 0;
  const b = piece[to] ?? 0;
  const ax = x[a] ?? 0;
  const ay = y[a] ?? 0;
  const dx = (x[b] ?? 0) - ax;
  const dy = (y[b] ?? 0) - ay;
  const squaredLength = dx * dx + dy * dy;
  let at = from + 1;
  let largest = -1;
  for (let i = from + 1; i < to; i++) {
    const vertex = piece[i] ?? 0;
    const px = (x[vertex] ?? 0) - ax;
    const py = (y[vertex] ?? 0) - ay;
    const along = squaredLength === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / squaredLength));
    const squared = (px - along * dx) ** 2 + (py - along * dy) ** 2;
    if (squared > largest) {
      largest = squared;
      at = i;
    }
  }
  return { at, distance: Math.sqrt(largest) };
}
