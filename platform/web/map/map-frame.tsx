import './map.css';
import { lazy, Suspense } from 'react';
import { useTexts } from '../i18n/index.ts';
import { Icon, Mark, type Shape, type Tone } from '../ui/index.ts';
import type { MapFrameProps } from './map-props.ts';
import { words } from './words.ts';

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

// Where the map is small the legend waits folded, or it would cover what it explains.
const NARROW = '(max-width: 620px)';

/** Explains marks and colours, and counts what it explains. */
export function Legend({ title, entries }: { title: string; entries: readonly LegendEntry[] }) {
  return (
    <details className="legend" open={!window.matchMedia(NARROW).matches}>
      <summary>
        {title}
        <Icon name="x" size={16} />
      </summary>
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
    </details>
  );
}
