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
export { Legend, type LegendEntry, type MapFeature, MapFrame, type MapFrameProps } from './map-frame.tsx';
