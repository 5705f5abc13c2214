/** Whether areas hold points, and by whose boundaries that was judged. */
import { type AreaLevel, isWithin, levelOf, parentOf } from '#shared/area-code.ts';
import { type Polygons, type Position, unpack } from './boundary-bytes.ts';
import type { Held, HeldPoint } from './contract.ts';
import { type Box, boxOf, contains, inBox } from './geometry.ts';
import type { Shape, Territory } from './territory.ts';

type Own = { readonly polygons: Polygons; readonly box: Box; readonly source: string | null };
/** The lowest areas of the register below an area. `isWhole`: every one of them has a boundary. */
type Parts = { readonly isWhole: boolean; readonly level: AreaLevel | null; readonly source: string | null };
type Known = {
  /** Loaded areas that are leaves: whether they hold a point is known already. */
  readonly leaves: ReadonlySet<string>;
  readonly own: Map<string, Own | null>;
  parts: ReadonlyMap<string, Parts> | null;
};

const known = new WeakMap<Territory, Known>();

/** Judges each of the codes: an area's own boundary first, its parts' where it has none. */
export function judge(territory: Territory, [lon, lat]: Position, codes: readonly string[]): HeldPoint {
  const memory = known.get(territory) ?? remember(territory);
  const point: Position = [lon, lat];
  const leaves = territory.leavesAt(point);
  const [found] = leaves;
  const loaded = leaves.filter((leaf) => !leaf.isApproximate);
  return {
    located: { code: found?.code ?? null, approximate: found?.isApproximate ?? false },
    areas: codes.map((code) => {
      if (memory.leaves.has(code)) {
        const holds = loaded.some((leaf) => leaf.code === code);
        return { code, holds, by: levelOf(code), source: sourceOf(territory, code) };
      }
      const own = ownOf(territory, memory, code);
      if (own === null) return byParts(territory, memory, code, loaded);
      const holds = inBox(own.box, point) && contains(own.polygons, point);
      return { code, holds, by: levelOf(code), source: own.source };
    }),
  };
}

function remember(territory: Territory): Known {
  const loaded = territory.leaves.filter((leaf) => !leaf.isApproximate);
  const made: Known = { leaves: new Set(loaded.map(({ code }) => code)), own: new Map(), parts: null };
  known.set(territory, made);
  return made;
}

function byParts(territory: Territory, memory: Known, code: string, loaded: readonly Shape[]): Held {
  const inside = loaded.find((leaf) => isWithin(leaf.code, code));
  // A coarser leaf around the area leaves open whether the area itself holds the point.
  const elsewhere = loaded.find((leaf) => !isWithin(code, leaf.code));
  const leaf = inside ?? elsewhere;
  if (leaf)
    return { code, holds: inside !== undefined, by: leaf.level, source: sourceOf(territory, leaf.code) };
  memory.parts ??= partsOf(territory);
  const parts = memory.parts.get(code);
  if (loaded.length > 0 || !parts?.isWhole) return { code, holds: false, by: null, source: null };
  return { code, holds: false, by: parts.level, source: parts.source };
}

function sourceOf(territory: Territory, code: string): string | null {
  return territory.areas.get(code)?.source ?? null;
}

function ownOf(territory: Territory, memory: Known, code: string): Own | null {
  const ready = memory.own.get(code);
  if (ready !== undefined) return ready;
  const area = territory.areas.get(code);
  const polygons = area?.geometry ? unpack(area.geometry) : null;
  const made = polygons && area ? { polygons, box: boxOf(polygons), source: area.source } : null;
  memory.own.set(code, made);
  return made;
}

function partsOf(territory: Territory): ReadonlyMap<string, Parts> {
  const parents = new Set([...territory.areas.values()].flatMap(({ parent }) => parent ?? []));
  const found = new Map<string, { isWhole: boolean; level: AreaLevel | null; sources: Set<string> }>();
  for (const { code, level, geometry, source } of territory.areas.values()) {
    if (parents.has(code)) continue;
    for (let above = parentOf(code); above !== null; above = parentOf(above)) {
      const parts = found.get(above) ?? { isWhole: true, level, sources: new Set() };
      found.set(above, parts);
      parts.isWhole &&= geometry !== null;
      if (source !== null) parts.sources.add(source);
    }
  }
  return new Map(
    [...found].map(([code, { isWhole, level, sources }]) => [
      code,
      { isWhole, level, source: [...sources].sort().join('; ') || null },
    ]),
  );
}
