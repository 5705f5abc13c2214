import type { SourceSpecification } from 'maplibre-gl';
import type { ReactNode } from 'react';
import type { MapLayer } from './layers.ts';

/** What was clicked on or hovered over. `at`: longitude, latitude. */
export type MapFeature = {
  readonly layer: string;
  readonly id: string | number | null;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly at: readonly [number, number];
};

export type FeatureStates = {
  readonly source: string;
  readonly tileLayer?: string;
  readonly values: ReadonlyMap<string, Readonly<Record<string, number>>>;
};

/** A place to look at. `at`: longitude, latitude. */
export type Focus = { readonly at: readonly [number, number]; readonly zoom: number };

export type MapFrameProps = {
  /** What the map shows, spoken. */
  readonly label: string;
  /** By name; keep the object the same while it says the same (useMemo). */
  readonly sources: Readonly<Record<string, SourceSpecification>>;
  /** From the ground up; the same. */
  readonly layers: readonly MapLayer[];
  /** West, south, east, north. */
  readonly bounds: readonly [number, number, number, number];
  /** Ids of the layers that can be picked. */
  readonly pickable?: readonly string[];
  readonly selected?:
    | { readonly source: string; readonly tileLayer?: string; readonly id: string }
    | undefined;
  readonly onPick?: (feature: MapFeature | null) => void;
  readonly onHover?: (feature: MapFeature | null) => void;
  /** Layers that are counted in `onIdle` besides those that can be picked. */
  readonly counted?: readonly string[];
  /** The layer of the ground: what of it lies under the middle is told in `onIdle`. */
  readonly ground?: string;
  /** Everything is drawn. `drawn`: how many features of each pickable or counted layer are in sight. */
  readonly onIdle?: (
    drawn: Readonly<Record<string, number>>,
    zoom: number,
    middle: MapFeature | null,
  ) => void;
  /** What the screen knows of features by their key, where tiles carry only the key; keep it the same (useMemo). */
  readonly states?: FeatureStates | undefined;
  /** Goes there when it becomes another object. */
  readonly focus?: Focus | undefined;
  /** Cards over the map: legend below left, `tools` above left. */
  readonly legend?: ReactNode;
  readonly tools?: ReactNode;
  /** Source and date of what is drawn. */
  readonly attribution: string;
};
