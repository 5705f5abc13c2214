/** The parts used here of packages that carry no types: the peer's encoder and the independent decoder. */
declare module 'vt-pbf' {
  export function fromGeojsonVt(
    layers: Record<string, { readonly features: readonly unknown[] }>,
    options: { readonly version: number; readonly extent: number },
  ): Uint8Array;
}

declare module 'pbf' {
  class Pbf {
    constructor(bytes: Uint8Array);
  }
  export = Pbf;
}

declare module '@mapbox/vector-tile' {
  import type Pbf from 'pbf';
  export class VectorTile {
    constructor(pbf: Pbf);
    readonly layers: Record<string, VectorTileLayer>;
  }
  export interface VectorTileLayer {
    readonly name: string;
    readonly version: number;
    readonly extent: number;
    readonly length: number;
    feature(i: number): VectorTileFeature;
  }
  export interface VectorTileFeature {
    readonly id: number;
    readonly type: number;
    readonly properties: Record<string, string | number | boolean>;
    loadGeometry(): { readonly x: number; readonly y: number }[][];
  }
}
