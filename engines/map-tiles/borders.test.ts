import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { borderImportance } from './src/border-importance.ts';
import { clipRing, doubleArea, type GridRing, wound } from './src/clip.ts';

/** The same ring walked the other way. */
function reversed(ring: GridRing): number[] {
  return Array.from(ring, (_, i) => ring[ring.length - 2 - i + 2 * (i % 2)] ?? 0);
}

function placesOf(ring: GridRing): string[] {
  return Array.from({ length: ring.length / 2 }, (_, i) => `${ring[i * 2]},${ring[i * 2 + 1]}`).sort();
}

/** Importance by place of one ring among several. */
function weigh(rings: readonly GridRing[], which: number): Map<string, number> {
  const all = rings.flatMap((ring) => [...ring]);
  const x = Uint32Array.from({ length: all.length / 2 }, (_, i) => all[i * 2] ?? 0);
  const y = Uint32Array.from({ length: all.length / 2 }, (_, i) => all[i * 2 + 1] ?? 0);
  const starts = [0];
  for (const ring of rings) starts.push((starts.at(-1) ?? 0) + ring.length / 2);
  const weights = borderImportance(x, y, Uint32Array.from(starts));
  const found = new Map<string, number>();
  for (let v = starts[which] ?? 0; v < (starts[which + 1] ?? 0); v++)
    found.set(`${x[v]},${y[v]}`, weights[v] ?? 0);
  return found;
}

describe('shared borders', () => {
  test('both neighbours weigh every vertex alike, equal distances and all', () => {
    // Places on a coarse lattice, so that ties are the rule.
    const sway = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 3, maxLength: 30 });
    fc.assert(
      fc.property(sway, fc.integer({ min: 0, max: 40 }), (steps, turn) => {
        const shared = steps.flatMap((x, i) => [50 + x, 10 + i]);
        const west = [...shared, 10, 30, 10, 12];
        const east = [...reversed(shared), 90, 12, 90, 30];
        const cut = (turn % (east.length / 2)) * 2;
        const rings = [west, [...east.slice(cut), ...east.slice(0, cut)]];
        const [a, b] = [weigh(rings, 0), weigh(rings, 1)];
        for (const place of placesOf(shared)) expect(b.get(place), place).toBe(a.get(place));
      }),
      { seed: 42, numRuns: 300 },
    );
  });

  test('at a tolerance exactly the vertices of Douglas and Peucker remain', () => {
    // A closed ring weighed from its smallest vertex (0,50): farthest (100,50) first, then the bumps on each side.
    const found = weigh([[0, 50, 40, 52, 50, 60, 60, 52, 100, 50, 50, 20]], 0);
    expect(found.get('0,50')).toBe(Number.POSITIVE_INFINITY);
    expect(found.get('100,50')).toBe(100);
    expect(found.get('50,60')).toBe(10);
    expect(found.get('50,20')).toBe(30);
    // Distance of (40,52) from the line (0,50)-(50,60): |10*40 - 50*2| / sqrt(2600).
    expect(found.get('40,52')).toBeCloseTo(300 / Math.sqrt(2600), 5);
  });

  test('a vertex does not outlive the one through which the line is divided before it', () => {
    // (90,41) is 9 from the base line, but about 18 from the line to (95,60), which itself is 10 from the base.
    expect(weigh([[0, 50, 90, 41, 95, 60, 100, 50, 50, 20]], 0).get('90,41')).toBe(10);
  });

  test.each([
    [-41208315, -495732407, 41208187, 3589064602],
    [-1738677309, -316349941, 1738677181, 1435467010],
    [-72929473, -385891059, 364646981, 1212768900],
  ])(
    'a border is cut at the same place from either side, where rounding could go both ways: %j',
    (ax, ay, bx, by) => {
      const ring = [ax, ay, bx, by, bx, ay];
      expect(placesOf(clipRing(reversed(ring), -64, 2 ** 33))).toEqual(
        placesOf(clipRing(ring, -64, 2 ** 33)),
      );
    },
  );
});

describe('clipping', () => {
  test('a ring that lies on the edge of the square keeps its vertices', () => {
    const square = [0, 0, 10, 0, 10, 10, 0, 10];
    expect(clipRing(square, 0, 10)).toEqual(square);
    expect(doubleArea(clipRing([0, 5, 5, 0, 10, 5, 5, 10], 0, 10))).toBe(100);
  });

  test('what is inside a triangle and the square has the area of their intersection', () => {
    expect(doubleArea(clipRing([0, 0, 20, 0, 0, 20], 0, 10))).toBe(200);
    expect(doubleArea(clipRing([-10, -10, 30, -10, -10, 30], 0, 10))).toBe(200);
    expect(clipRing([20, 20, 30, 20, 30, 30], 0, 10)).toEqual([]);
  });

  test('winding is turned only where it is wrong', () => {
    const clockwise = [0, 0, 10, 0, 10, 10, 0, 10];
    expect(wound(clockwise, false)).toEqual(clockwise);
    expect(doubleArea(wound(clockwise, true))).toBe(-200);
    expect(doubleArea(wound(reversed(clockwise), false))).toBe(200);
  });
});
