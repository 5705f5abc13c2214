import { useMemo, useState } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { type Focus, MapFrame, type MapFrameProps, TONE } from '#web/map/index.ts';
import { useHref, useMay, useOperation } from '#web/shell/index.ts';
import { AppLink, EmptyState, Failed, Segmented } from '#web/ui/index.ts';
import type { AreaFigures, MapLevel } from '../../contract.ts';
import { screens } from './addresses.ts';
import { codeOf, Here } from './here.tsx';
import { nameLayers, pickable, wallBounds, wallLayers, wallSources } from './layers.ts';
import { WallLegend } from './legend.tsx';
import type { Mode, Step } from './modes.ts';
import { type Selection, useUnfollowed } from './use-selection.ts';
import type { Wall } from './use-wall.ts';
import { words } from './words.ts';

export type WallMapProps = {
  readonly wall: Wall;
  readonly level: MapLevel;
  /** The figures of the level now in sight are on their way. */
  readonly isStale: boolean;
  readonly modes: readonly Mode[];
  readonly mode: Mode | undefined;
  readonly onMode: (mode: Mode) => void;
  readonly steps: readonly Step[];
  readonly toneOf: (area: AreaFigures) => 0 | 1 | 2 | 3 | null;
  readonly selection: Selection | null;
  /** Where what was chosen lies. */
  readonly target: Focus | undefined;
  /** Where to go; none when it is in sight already. */
  readonly focus: Focus | undefined;
  readonly onPick: NonNullable<MapFrameProps['onPick']>;
  readonly onZoom: (zoom: number) => void;
};

/** Draws the wall; where there is nothing to draw yet it says the first step. */
export function WallMap(props: WallMapProps) {
  const { wall, level, mode, steps } = props;
  const t = useTexts(words);
  const operation = useOperation();
  const { areaMap } = wall;
  const drawing = useDrawing(props);
  const attribution = useAttribution(wall);
  const [drawn, setDrawn] = useState<Readonly<Record<string, number>> | null>(null);
  const [middle, setMiddle] = useState<string | null>(null);
  const bounds = useMemo(() => wallBounds(wall, operation.areas), [wall, operation.areas]);
  if (areaMap.state === 'failed') return <Failed error={areaMap.error} retry={areaMap.retry} />;
  if (areaMap.state === 'loading') {
    return (
      <section className="map" aria-label={t('wall')}>
        <MapLoading />
      </section>
    );
  }
  if (!bounds) return <NoAreas />;
  return (
    <>
      <MapFrame
        label={t('wall')}
        bounds={bounds}
        {...drawing}
        pickable={pickable}
        onPick={props.onPick}
        focus={props.focus}
        counted={nameLayers}
        ground="areas"
        onIdle={(seen, zoom, under) => {
          setDrawn(seen);
          setMiddle(nameLayers.some((layer) => seen[layer]) ? null : codeOf(under));
          props.onZoom(zoom);
        }}
        attribution={attribution}
        tools={<Tools {...props} middle={middle} />}
        legend={
          <WallLegend
            wall={wall}
            mode={mode}
            level={level}
            steps={steps}
            asFigures={drawn?.stations === 0 && level !== 'village'}
          />
        }
      />
      {drawn ? <DrawnSummary drawn={drawn} /> : null}
      {drawn === null || props.isStale ? <MapLoading /> : null}
    </>
  );
}

/** Sources, layers and tones, each the same object as long as it says the same. */
function useDrawing({ wall, selection, target, toneOf }: WallMapProps) {
  const operation = useOperation();
  const { id, areas } = operation;
  const { areaMap, stationMap, villages, districts, regencies, reports, incidents } = wall;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the parts of the wall that sources are made of
  const sources = useMemo(
    () => wallSources(operation, wall, selection, target?.at),
    [
      id,
      areas,
      versionOf(areaMap),
      stationMap,
      villages,
      districts,
      regencies,
      reports,
      incidents,
      selection,
      target,
    ],
  );
  const has = Object.keys(sources).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: layers follow from which sources there are
  const layers = useMemo(() => wallLayers(sources, areas), [has, areas]);
  const states = useMemo(() => {
    const values = wall.figures.flatMap((area) => {
      const tone = toneOf(area);
      return tone === null ? [] : [[area.area, { [TONE]: tone }] as const];
    });
    return { source: 'areas', tileLayer: 'areas', values: new Map(values) };
  }, [wall.figures, toneOf]);
  return { sources, layers, states };
}

function versionOf(areaMap: Wall['areaMap']): string | null {
  return areaMap.state === 'ready' ? areaMap.data.version : null;
}

function useAttribution({ areaMap, stationMap, reports, incidents }: Wall): string {
  const t = useTexts(words);
  if (areaMap.state !== 'ready') return '';
  const { sources, cells } = areaMap.data;
  const dropped = reports.dropped + incidents.dropped;
  return [
    ...sources.map(({ source, licence }) => `${source} (${licence})`),
    ...(cells > 0 ? [t('attributionCells')] : []),
    ...(stationMap && stationMap.stations > 0 ? [t('attributionStations')] : []),
    ...(dropped > 0 ? [t('dropped', { count: dropped })] : []),
  ].join(' · ');
}

function Tools({ modes, mode, onMode, wall, middle }: WallMapProps & { middle: string | null }) {
  const t = useTexts(words);
  const href = useHref();
  const mayStations = useMay('station.read');
  const unfollowed = useUnfollowed();
  const isEmpty = mayStations && wall.stationMap?.stations === 0;
  const options = modes.map((id) => ({ id, text: t(`layer.${id}`) }));
  return (
    <div className="wall-tools">
      {isEmpty ? (
        <p className="notice">
          {t('noStations')} <AppLink to={href(screens.stations)}>{t('noStationsStep')}</AppLink>
        </p>
      ) : null}
      {mode === undefined ? null : (
        <Segmented label={t('layers')} options={options} value={mode} onChange={onMode} />
      )}
      {middle === null ? null : <Here code={middle} wall={wall} />}
      {unfollowed ? <p className="notice">{t('unfollowed')}</p> : null}
    </div>
  );
}

/** Until the first picture stands: a word, and the place that it will take. */
function MapLoading() {
  const t = useTexts(words);
  return (
    <p className="wall-loading" role="status">
      {t('loadingMap')}
    </p>
  );
}

/** What is in sight, for those who do not see it. */
function DrawnSummary({ drawn }: { drawn: Readonly<Record<string, number>> }) {
  const t = useTexts(words);
  const count = (layer: string) => drawn[layer] ?? 0;
  return (
    <p className="sr-only" data-testid="wall-drawn" data-stations={count('stations')}>
      {t('drawn', {
        stations: count('stations'),
        special: count('special'),
        reports: count('reports'),
        incidents: count('incidents'),
      })}
    </p>
  );
}

function NoAreas() {
  const t = useTexts(words);
  const href = useHref();
  const mayImport = useMay('area.manage');
  return (
    <section className="map" aria-label={t('wall')}>
      <EmptyState
        icon="map"
        title={t('noAreas')}
        text={t('noAreasText')}
        action={
          mayImport ? (
            <AppLink to={href(screens.areaImport, 'house')} className="button button-primary button-m">
              {t('noAreasStep')}
            </AppLink>
          ) : null
        }
      />
    </section>
  );
}
