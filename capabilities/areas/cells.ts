/**
 * Cells around centres, for places whose boundaries nobody has loaded: every point belongs to the nearest centre
 * (Voronoi). Approximate by nature; neighbours share their edges vertex by vertex.
 */
import { Delaunay } from 'd3-delaunay';
import { ancestorAt } from '#shared/area-code.ts';
import type { Polygons, Position, Ring } from './boundary-bytes.ts';
import { signedArea } from './geometry.ts';

export type Centre = { readonly code: string; readonly lon: number; readonly lat: number };

const STEPS_PER_DEGREE = 1e7;
/** Degrees; centres are rounded to 0.001, so two of them may coincide. */
const NUDGE = 1e-4;
/** Degrees, about 1.1 km: how far a lonely centre reaches. */
const LONELY_REACH = 0.01;
/** Degrees, about 55 km: beyond that nobody is a neighbour. */
const FARTHEST_NEIGHBOUR = 0.5;
const CORNERS = 16;

/**
 * One cell per centre. Centres of a regency, and centres that lie near each other, form a group; the outer cells end
 * at the convex hull of their group, widened by the usual distance between its centres.
 */
export function cellsAround(centres: readonly Centre[]): ReadonlyMap<string, Polygons> {
  const sites = apart(centres);
  if (sites.length === 0) return new Map();
  const delaunay = Delaunay.from([...sites, ...farAway(sites)]);
  const voronoi = delaunay.voronoi(boundsOf(sites));
  const neighbours = (i: number) => [...delaunay.neighbors(i)].filter((j) => j < sites.length);
  const groups = groupsOf(centres, sites, neighbours);
  const cells = new Map<string, Polygons>();
  for (const group of groups) {
    const nearest = group.map((i) => nthDistance(i, 0, sites, neighbours));
    const hull = widenedHull(
      group.map((i) => sites[i] ?? [0, 0]),
      nearest,
    );
    for (const i of group) {
      const cell = clip(openRing(voronoi.cellPolygon(i)), hull).map(onGrid);
      const ring = cell.filter((at, k) => !isSame(at, cell.at(k - 1)));
      if (ring.length >= 3) cells.set(centres[i]?.code ?? '', [[ring]]);
    }
  }
  return cells;
}

/** Coinciding centres moved aside, each time a little further. */
function apart(centres: readonly Centre[]): [number, number][] {
  const taken = new Map<string, number>();
  return centres.map(({ lon, lat }) => {
    const place = `${lon},${lat}`;
    const before = taken.get(place) ?? 0;
    taken.set(place, before + 1);
    return [lon + before * NUDGE, lat];
  });
}

/** Three sites beyond every bound: d3-delaunay loses cells when all sites lie on one line, as rounded ones may. */
function farAway(sites: readonly Position[]): [number, number][] {
  const [west, south, east, north] = boundsOf(sites);
  return [
    [west - 31, south - 29],
    [east + 37, south - 23],
    [(west + east) / 2 + 1, north + 41],
  ];
}

function boundsOf(sites: readonly Position[]): [number, number, number, number] {
  const lons = sites.map(([lon]) => lon);
  const lats = sites.map(([, lat]) => lat);
  const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b)) - 5;
  const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b)) + 5;
  return [least(lons), least(lats), most(lons), most(lats)];
}

function groupsOf(
  centres: readonly Centre[],
  sites: readonly Position[],
  neighbours: (i: number) => number[],
): number[][] {
  const group = sites.map((_, i) => i);
  const leader = (i: number): number => {
    let at = i;
    while (group[at] !== at) at = group[at] ?? at;
    group[i] = at;
    return at;
  };
  const join = (a: number, b: number) => {
    group[leader(a)] = leader(b);
  };
  const firstOfRegency = new Map<string, number>();
  // The third nearest: one odd near neighbour says little.
  const near = sites.map((_, i) => nthDistance(i, 2, sites, neighbours));
  centres.forEach(({ code }, i) => {
    const regency = ancestorAt(code, 'regency') ?? code;
    const first = firstOfRegency.get(regency);
    if (first === undefined) firstOfRegency.set(regency, i);
    else join(i, first);
    for (const j of neighbours(i)) {
      const limit = Math.min(FARTHEST_NEIGHBOUR, 3 * Math.max(near[i] ?? 0, near[j] ?? 0));
      if (distance(sites[i], sites[j]) <= limit) join(i, j);
    }
  });
  const members = new Map<number, number[]>();
  sites.forEach((_, i) => {
    const group = members.get(leader(i));
    if (group) group.push(i);
    else members.set(leader(i), [i]);
  });
  return [...members.values()];
}

/** The distance to the nearest neighbour (0), the next one (1) …, or to the farthest where there are fewer. */
function nthDistance(
  i: number,
  nth: number,
  sites: readonly Position[],
  neighbours: (i: number) => number[],
): number {
  const distances = neighbours(i).map((j) => distance(sites[i], sites[j]));
  distances.sort((a, b) => a - b);
  return distances[Math.min(nth, distances.length - 1)] ?? Infinity;
}

function widenedHull(points: readonly Position[], nearest: readonly number[]): Ring {
  const middle = [...nearest].sort((a, b) => a - b)[Math.floor(nearest.length / 2)] ?? Infinity;
  const reach = Number.isFinite(middle) ? Math.max(middle, NUDGE) : LONELY_REACH;
  const around = points.flatMap(([lon, lat]) =>
    Array.from({ length: CORNERS }, (_, k): [number, number] => {
      const angle = (2 * Math.PI * k) / CORNERS;
      return [lon + reach * Math.cos(angle), lat + reach * Math.sin(angle)];
    }),
  );
  return counterClockwise(openRing(Delaunay.from(around).hullPolygon()));
}

function counterClockwise(ring: Ring): Ring {
  return signedArea(ring) < 0 ? [...ring].reverse() : ring;
}

/** Cuts a convex ring by every side of a convex, counter-clockwise one (Sutherland-Hodgman). */
function clip(ring: Ring, by: Ring): Ring {
  let rest: Ring = ring;
  by.forEach((from, i) => {
    const to = by[(i + 1) % by.length] ?? from;
    const side = (at: Position) =>
      (to[0] - from[0]) * (at[1] - from[1]) - (to[1] - from[1]) * (at[0] - from[0]);
    rest = rest.flatMap((at, k): Position[] => {
      const next = rest[(k + 1) % rest.length] ?? at;
      const [here, there] = [side(at), side(next)];
      if (here >= 0) return there >= 0 ? [at] : [at, crossing(at, next, side)];
      return there >= 0 ? [crossing(at, next, side)] : [];
    });
  });
  return rest;
}

/** Computed from the same end whichever way the edge runs, so that both neighbours get the very same vertex. */
function crossing(a: Position, b: Position, side: (at: Position) => number): Position {
  const [from, to] = a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]) ? [a, b] : [b, a];
  const share = side(from) / (side(from) - side(to));
  return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
}

function onGrid([lon, lat]: Position): Position {
  return [
    Math.round(lon * STEPS_PER_DEGREE) / STEPS_PER_DEGREE,
    Math.round(lat * STEPS_PER_DEGREE) / STEPS_PER_DEGREE,
  ];
}

function openRing(ring: readonly (readonly [number, number])[] | null): Ring {
  return ring ? ring.slice(0, -1) : [];
}

function distance(a: Position | undefined, b: Position | undefined): number {
  return a && b ? Math.hypot(a[0] - b[0], a[1] - b[1]) : Infinity;
}

function isSame(a: Position, b: Position | undefined): boolean {
  return b !== undefined && a[0] === b[0] && a[1] === b[1];
}
