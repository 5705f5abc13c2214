/** The map of all areas as it follows from the register, computed once per version of the data. */
import Flatbush from 'flatbush';
import type { Tx } from '#server/database/connect.ts';
import { type AreaLevel, ancestorAt, parentOf } from '#shared/area-code.ts';
import { type Polygons, type Position, unpack } from './boundary-bytes.ts';
import { type Centre, cellsAround } from './cells.ts';
import { dissolve } from './dissolve.ts';
import { type Box, boxOf, contains } from './geometry.ts';
import { dataVersion } from './import-store.ts';
import { areasToDraw, type DrawnArea } from './store.ts';

/** One area that can be drawn. `isApproximate`: a cell around a centre, or made of such cells. */
export type Shape = {
  readonly code: string;
  readonly name: string;
  readonly level: AreaLevel;
  readonly polygons: Polygons;
  readonly isApproximate: boolean;
  /** False where the source shares no vertices, so that inner borders are still there. */
  readonly isDissolved: boolean;
};

export type Territory = {
  readonly version: string;
  /** Everything in the register that is valid, by code. */
  readonly areas: ReadonlyMap<string, DrawnArea>;
  /** The lowest areas, which do not overlap: everything else is made of them. */
  readonly leaves: readonly Shape[];
  /** Every area of a level, made of the leaves; what is a leaf above that level stands for itself. */
  shapesAt(level: AreaLevel): readonly Shape[];
  shapeOf(code: string): Shape | null;
  /** The leaves that hold a point, the one to believe first. */
  leavesAt(point: Position): readonly Shape[];
  locate(point: Position): { readonly code: string | null; readonly approximate: boolean };
  /** The box around everything at or below an area; null when nothing of it can be drawn. */
  boundsOf(area: string): Box | null;
};

const KEPT_VERSIONS = 3;
const known = new Map<string, Promise<Territory>>();

/** The territory as of the data that this transaction sees. */
export async function territoryOf(tx: Tx): Promise<Territory> {
  const version = await dataVersion(tx);
  const kept = known.get(version);
  if (kept) return kept;
  const made = areasToDraw(tx).then((rows) => buildTerritory(version, rows));
  known.set(version, made);
  made.catch(() => known.delete(version));
  const [oldest] = known.keys();
  if (known.size > KEPT_VERSIONS && oldest !== undefined) known.delete(oldest);
  const territory = await made;
  // An import that was committed between the two statements: what was read belongs to the newer version.
  if ((await dataVersion(tx)) === version) return territory;
  known.delete(version);
  return territoryOf(tx);
}

export function buildTerritory(version: string, rows: readonly DrawnArea[]): Territory {
  const byCode = new Map(rows.map((row) => [row.code, row]));
  const leaves = leavesOf(rows);
  const index = indexOf(leaves);
  const levels = new Map<AreaLevel, readonly Shape[]>();
  const shapesAt = (level: AreaLevel) => {
    const made = levels.get(level) ?? grouped(leaves, level, byCode);
    levels.set(level, made);
    return made;
  };
  const leavesAt = (point: Position) => holdingLeaves(leaves, index, point);
  return {
    version,
    areas: byCode,
    leaves,
    shapesAt,
    shapeOf(code) {
      const level = byCode.get(code)?.level;
      return level ? (shapesAt(level).find((shape) => shape.code === code) ?? null) : null;
    },
    leavesAt,
    locate(point) {
      const [found] = leavesAt(point);
      return { code: found?.code ?? null, approximate: found?.isApproximate ?? false };
    },
    boundsOf: (area) =>
      boundsOf(
        leaves.filter((leaf) => leaf.code === area || area === '' || leaf.code.startsWith(`${area}.`)),
      ),
  };
}

/** Loaded villages where a district has any; elsewhere cells around the lowest known centres. */
function leavesOf(rows: readonly DrawnArea[]): Shape[] {
  const isDrawable = (row: DrawnArea) => row.geometry !== null || row.lon !== null;
  const hasBelow = new Set(rows.filter(isDrawable).flatMap((row) => ancestorsOf(row.code)));
  const lowest = rows.filter((row) => isDrawable(row) && !hasBelow.has(row.code));
  const loadedIn = new Set(lowest.filter((row) => row.geometry).map((row) => row.parent));
  const isCell = (row: DrawnArea) => row.geometry === null && !loadedIn.has(row.parent);
  // Loaded neighbours are centres too: a cell must not grow over them.
  const centres = lowest.flatMap(({ code, lon, lat }): Centre[] =>
    lon === null || lat === null ? [] : [{ code, lon, lat }],
  );
  const cells = lowest.some(isCell) ? cellsAround(centres) : new Map<string, Polygons>();
  return lowest.flatMap((row): Shape[] => {
    const polygons = row.geometry ? unpack(row.geometry) : isCell(row) ? cells.get(row.code) : undefined;
    const { code, name, level } = row;
    return polygons
      ? [{ code, name, level, polygons, isApproximate: row.geometry === null, isDissolved: true }]
      : [];
  });
}

function ancestorsOf(code: string): string[] {
  const parent = parentOf(code);
  return parent === null ? [] : [parent, ...ancestorsOf(parent)];
}

function grouped(
  leaves: readonly Shape[],
  level: AreaLevel,
  byCode: ReadonlyMap<string, DrawnArea>,
): Shape[] {
  const groups = new Map<string, Shape[]>();
  for (const leaf of leaves) {
    const code = ancestorAt(leaf.code, level) ?? leaf.code;
    const group = groups.get(code);
    if (group) group.push(leaf);
    else groups.set(code, [leaf]);
  }
  return [...groups].map(([code, group]) => united(byCode.get(code), code, group));
}

function united(row: DrawnArea | undefined, code: string, group: readonly Shape[]): Shape {
  const [only] = group;
  if (only && group.length === 1 && only.code === code) return only;
  const words = { code, name: row?.name ?? code, level: row?.level ?? 'district' };
  const isApproximate = group.some((shape) => shape.isApproximate);
  // A loaded outline is better than a sum of cells; a sum of loaded villages is better than a coarse outline.
  if (row?.geometry && isApproximate)
    return { ...words, polygons: unpack(row.geometry), isApproximate: false, isDissolved: true };
  const { polygons, sharedEdges } = dissolve(group.map((shape) => shape.polygons));
  return { ...words, polygons, isApproximate, isDissolved: group.length === 1 || sharedEdges > 0 };
}

function indexOf(leaves: readonly Shape[]): Flatbush | null {
  if (leaves.length === 0) return null;
  const index = new Flatbush(leaves.length);
  for (const leaf of leaves) {
    const { west, south, east, north } = boxOf(leaf.polygons);
    index.add(west, south, east, north);
  }
  index.finish();
  return index;
}

function holdingLeaves(leaves: readonly Shape[], index: Flatbush | null, point: Position): readonly Shape[] {
  const [lon, lat] = point;
  const near = index?.search(lon, lat, lon, lat) ?? [];
  const holding = near.flatMap((i) => {
    const leaf = leaves[i];
    return leaf && contains(leaf.polygons, point) ? [leaf] : [];
  });
  // A loaded boundary wins over a cell; among equals the lower code, so that the answer never depends on the index.
  return holding.sort(
    (a, b) => Number(a.isApproximate) - Number(b.isApproximate) || (a.code < b.code ? -1 : 1),
  );
}

function boundsOf(shapes: readonly Shape[]): Box | null {
  return shapes.length === 0 ? null : boxOf(shapes.flatMap((shape) => shape.polygons));
}
