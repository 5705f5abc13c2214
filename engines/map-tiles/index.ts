export { type AreaFeature, type AreaSet, prepareAreas } from './src/area-set.ts';
export { type AreaTileInput, encodeAreaTile } from './src/area-tile.ts';
export type { LayerProperty } from './src/layer-values.ts';
export { MAX_LATITUDE, MAX_ZOOM, mercatorX, mercatorY } from './src/mercator.ts';
export { buildPointIndex, type PointIndex, tileSlice } from './src/point-index.ts';
export { type PointLayer, preparePointLayer } from './src/point-layer.ts';
export { encodePointTile, type PointTile, type PointTileInput } from './src/point-tile.ts';
export { type DegreeBox, queryBox } from './src/query-box.ts';
export { joinTiles } from './src/wire.ts';
