/** Map tiles of areas, kept in memory as long as the data stays as it is. */
import { type AreaSet, encodeAreaTile, type LayerProperty, prepareAreas } from '#engines/map-tiles/index.ts';
import type { AreaLevel } from '#shared/area-code.ts';
import type { Shape, Territory } from './territory.ts';

type Prepared = { readonly set: AreaSet; readonly properties: readonly LayerProperty[] };
type Kept = { readonly levels: Map<AreaLevel, Prepared>; readonly tiles: Map<string, Uint8Array> };

const KEPT_TILES = 4_000;
const kept = new WeakMap<Territory, Kept>();

/** Villages from zoom 11, districts from 8, regencies below. */
export function levelAt(zoom: number): AreaLevel {
  if (zoom >= 11) return 'village';
  return zoom >= 8 ? 'district' : 'regency';
}

/** One encoded tile; empty where nothing lies. */
export function areaTile(territory: Territory, at: { z: number; x: number; y: number }): Uint8Array {
  const memory = kept.get(territory) ?? { levels: new Map(), tiles: new Map() };
  kept.set(territory, memory);
  const key = `${at.z}/${at.x}/${at.y}`;
  const ready = memory.tiles.get(key);
  if (ready) return ready;
  const { set, properties } = preparedAt(territory, memory, levelAt(at.z));
  const made = encodeAreaTile({ ...at, set, layer: 'areas', properties });
  memory.tiles.set(key, made);
  const [oldest] = memory.tiles.keys();
  if (memory.tiles.size > KEPT_TILES && oldest !== undefined) memory.tiles.delete(oldest);
  return made;
}

function preparedAt(territory: Territory, memory: Kept, level: AreaLevel): Prepared {
  const ready = memory.levels.get(level);
  if (ready) return ready;
  const made = prepared(territory.shapesAt(level));
  memory.levels.set(level, made);
  return made;
}

function prepared(shapes: readonly Shape[]): Prepared {
  // The code without dots fits into a number and never begins with 0: an id that screens can compute.
  const set = prepareAreas(
    shapes.map(({ code, polygons }) => ({ id: Number(code.replaceAll('.', '')), polygons })),
  );
  const text = (name: string, value: (shape: Shape) => string): LayerProperty => ({
    name,
    kind: 'string',
    value: (row) => {
      const shape = shapes[row];
      return shape ? value(shape) : undefined;
    },
  });
  const approximate: LayerProperty = {
    name: 'approximate',
    kind: 'uint',
    value: (row) => (shapes[row]?.isApproximate ? 1 : 0),
  };
  const properties = [
    text('code', (shape) => shape.code),
    text('name', (shape) => shape.name),
    text('level', (shape) => shape.level),
    approximate,
  ];
  return { set, properties };
}
