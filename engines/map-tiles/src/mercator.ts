/** Latitude at which the square web mercator world ends: atan(sinh(pi)) in degrees (EPSG:3857). */
export const MAX_LATITUDE = 85.0511287798066;

/** Deepest zoom with a tile address: 24 bits per axis go into the sort key. */
export const MAX_ZOOM = 24;

/** Width of the world in quanta: coordinates are kept as unsigned 32-bit steps of about 9 mm at the equator. */
export const WORLD = 2 ** 32;

export type TileAddress = { readonly z: number; readonly x: number; readonly y: number };

/** Longitude in degrees to web mercator x: 0 at 180 W, 1 at 180 E. */
export function mercatorX(lon: number): number {
  return lon / 360 + 0.5;
}

/** Latitude in degrees to web mercator y: 0 at the northern end, 1 at the southern end (spherical, EPSG:3857). */
export function mercatorY(lat: number): number {
  const sin = Math.sin((lat * Math.PI) / 180);
  const y = 0.5 - (0.25 * Math.log((1 + sin) / (1 - sin))) / Math.PI;
  return Math.min(1, Math.max(0, y));
}

/** World position 0..1 to quanta; the far edge of the world belongs to the last quantum. */
export function toQuanta(position: number): number {
  return Math.min(WORLD - 1, Math.floor(position * WORLD));
}

/** Throws a RangeError that names the place (`row 7`, `area 3`) when a coordinate has no position on the map. */
export function assertOnMap(lon: number, lat: number, place: string): void {
  if (!(lon >= -180 && lon <= 180)) throw new RangeError(`${place}: longitude ${lon} is outside -180..180`);
  if (!(lat >= -MAX_LATITUDE && lat <= MAX_LATITUDE)) {
    throw new RangeError(`${place}: latitude ${lat} is outside -${MAX_LATITUDE}..${MAX_LATITUDE}`);
  }
}

/** Throws a RangeError unless z, x and y name an existing tile. */
export function assertTile({ z, x, y }: TileAddress): void {
  const side = 2 ** z;
  const isWhole = Number.isInteger(z) && Number.isInteger(x) && Number.isInteger(y);
  if (!isWhole || z < 0 || z > MAX_ZOOM || x < 0 || x >= side || y < 0 || y >= side) {
    throw new RangeError(`no such tile: ${z}/${x}/${y} (zoom 0..${MAX_ZOOM})`);
  }
}
