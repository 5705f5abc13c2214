import { type LayerProperty, type LayerValues, tabulateValues } from './layer-values.ts';
import type { PointIndex } from './point-index.ts';

/** Points with ids and properties, laid out in sorted order, ready to be cut into tiles. */
export type PointLayer = {
  readonly name: string;
  readonly index: PointIndex;
  /** Feature id per sorted position. */
  readonly ids: Float64Array | Uint32Array;
  readonly values: LayerValues;
  /** Scratch of the encoder: number of a value within the current tile, all zero between calls. */
  readonly valueInTile: Uint32Array;
  /** Scratch of the encoder for features, so that a tile of usual size costs one allocation. */
  readonly scratch: Uint8Array;
};

/** Enough for about 60,000 features of three properties; larger tiles get a buffer of their own. */
const SCRATCH_BYTES = 2 ** 22;

/**
 * Reads ids and properties once and sorts them like the index. Prepare again when a property changes;
 * status that changes by the minute is better sent apart and joined by feature id on the screen.
 * @param ids feature id per row: whole numbers of 0..2^53-1, unique if the screen is to join on them.
 * @throws RangeError when the ids do not fit the rows or a property value cannot be written.
 */
export function preparePointLayer(input: {
  readonly name: string;
  readonly index: PointIndex;
  readonly ids: Float64Array | Uint32Array;
  readonly properties: readonly LayerProperty[];
}): PointLayer {
  const { name, index, properties } = input;
  if (input.ids.length !== index.count) {
    throw new RangeError(`${input.ids.length} ids for ${index.count} points`);
  }
  const values = tabulateValues(properties, index.order);
  const valueInTile = new Uint32Array(values.fieldStarts.length);
  const scratch = new Uint8Array(Math.min(SCRATCH_BYTES, index.count * featureCapacity(properties.length)));
  return { name, index, ids: sortIds(input.ids, index.order), values, valueInTile, scratch };
}

/** Most bytes of a feature: fixed fields take at most 36, a property at most 5 for its key and 5 for its value. */
export function featureCapacity(columns: number): number {
  return 36 + 10 * columns;
}

/** Ids in sorted order, as 32-bit numbers when all of them fit. */
function sortIds(ids: Float64Array | Uint32Array, order: Uint32Array): Float64Array | Uint32Array {
  let largest = 0;
  const sorted = new Float64Array(ids.length);
  for (let i = 0; i < ids.length; i++) {
    const row = order[i] ?? 0;
    const id = ids[row] ?? Number.NaN;
    if (!Number.isSafeInteger(id) || id < 0) throw new RangeError(`row ${row}: ${id} is not a feature id`);
    sorted[i] = id;
    if (id > largest) largest = id;
  }
  return largest <= 0xffffffff ? Uint32Array.from(sorted) : sorted;
}
