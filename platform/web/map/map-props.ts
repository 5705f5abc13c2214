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
  readonly onIdle?: () => void;
  /** Cards over the map: legend below left, `tools` above left. */
  readonly legend?: ReactNode;
  readonly tools?: ReactNode;
  /** Source and date of what is drawn. */
  readonly attribution: string;
};
