import type { MapFrameProps } from './map-props.ts';

/** The smallest box around points [longitude, latitude]; null without any. */
export function boundsAround(points: readonly (readonly [number, number])[]): MapFrameProps['bounds'] | null {
  if (points.length === 0) return null;
  const longitudes = points.map(([longitude]) => longitude);
  const latitudes = points.map(([, latitude]) => latitude);
  return [least(longitudes), least(latitudes), most(longitudes), most(latitudes)];
}

const least = (values: readonly number[]) => values.reduce((one, other) => Math.min(one, other));
const most = (values: readonly number[]) => values.reduce((one, other) => Math.max(one, other));
