export { boundsAround } from './bounds.ts';
export {
  choropleth,
  dots,
  type From,
  features,
  hatched,
  labels,
  type MapLayer,
  type PointMark,
  points,
  serverTiles,
  stepped,
} from './layers.ts';
export { Legend, type LegendEntry, MapFrame } from './map-frame.tsx';
export type { MapFeature, MapFrameProps } from './map-props.ts';
