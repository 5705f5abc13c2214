import './map.css';
import type { SourceSpecification } from 'maplibre-gl';
import { lazy, type ReactNode, Suspense } from 'react';
import { useTexts } from '../i18n/index.ts';
import { Mark, type Shape, type Tone } from '../ui/index.ts';
import type { MapLayer } from './layers.ts';
import { words } from './words.ts';

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

const MapCanvas = lazy(async () => {
  // Labels are drawn with this face; drawn before it is here they would stay in another.
  await document.fonts.load('400 12px "Inter Variable"');
  return { default: (await import('./map-canvas.tsx')).MapCanvas };
});

/** The room's wall. MapLibre comes as a chunk of its own when the first map is shown. */
export function MapFrame(props: MapFrameProps) {
  const t = useTexts(words);
  return (
    <section className="map" aria-label={props.label}>
      <Suspense fallback={<p className="map-loading quiet">{t('loading')}</p>}>
        <MapCanvas {...props} />
      </Suspense>
      {props.tools ? <div className="map-tools">{props.tools}</div> : null}
      {props.legend ? <div className="map-legend">{props.legend}</div> : null}
      <p className="map-attribution">{props.attribution}</p>
    </section>
  );
}

export type LegendEntry = {
  readonly key: string;
  readonly text: string;
  readonly shape: Shape;
  readonly tone: Tone;
  readonly hollow?: boolean;
  /** How many it explains; null while that is being counted. */
  readonly count: string | null;
};

/** Explains marks and colours, and counts what it explains. */
export function Legend({ title, entries }: { title: string; entries: readonly LegendEntry[] }) {
  return (
    <figure className="legend" aria-label={title}>
      <figcaption>{title}</figcaption>
      <dl>
        {entries.map(({ key, text, shape, tone, hollow = false, count }) => (
          <div key={key}>
            <dt>
              <Mark shape={shape} tone={tone} hollow={hollow} />
              {text}
            </dt>
            <dd className="quiet">{count ?? '…'}</dd>
          </div>
        ))}
      </dl>
    </figure>
  );
}
