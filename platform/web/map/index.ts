export type { ExpressionSpecification as MapFilter } from 'maplibre-gl';
export { boundsAround } from './bounds.ts';
export {
  choropleth,
  counts,
  dots,
  type From,
  features,
  hatched,
  labels,
  type MapLayer,
  outlined,
  type PointMark,
  points,
  ringed,
  serverTiles,
  stepped,
  TONE,
  tinted,
} from './layers.ts';
export { Legend, type LegendEntry, MapFrame } from './map-frame.tsx';
export type { FeatureStates, Focus, MapFeature, MapFrameProps } from './map-props.ts';
export { SpotMap } from './spot-map.tsx';
