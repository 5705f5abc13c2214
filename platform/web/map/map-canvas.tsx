import type { Map as MapLibreMap } from 'maplibre-gl';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTexts } from '../i18n/index.ts';
import { useTheme } from '../shell/theme.ts';
import { EmptyState, Icon, IconButton } from '../ui/index.ts';
import { readColours } from './colours.ts';
import { fitOf, startMap, styleOf } from './engine.ts';
import type { MapFeature, MapFrameProps } from './map-props.ts';
import { words } from './words.ts';

/** The part that needs MapLibre. */
export function MapCanvas(props: MapFrameProps) {
  const t = useTexts(words);
  const place = useRef<HTMLDivElement>(null);
  const map = useMap(props, place);
  useSelected(map.current, props.selected);
  useStates(map.current, props.states);
  useFocus(map.current, props.focus);
  const [west, south, east, north] = props.bounds;
  const pickMiddle = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !map.current || !(event.target instanceof HTMLCanvasElement)) return;
    event.preventDefault();
    const { clientWidth, clientHeight } = event.target;
    props.onPick?.(featureAt(map.current, [clientWidth / 2, clientHeight / 2], props.pickable ?? []));
  };
  if (map.broken) return <EmptyState icon="map" title={t('noWebgl')} text={t('noWebglText')} />;
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the canvas inside has the focus and its keys */}
      <div ref={place} className="map-place" onKeyDown={pickMiddle} />
      <span className="map-cross" aria-hidden="true" />
      <div className="map-zoom">
        <IconButton icon="plus" label={t('zoomIn')} onPress={() => map.current?.zoomIn({ animate: false })} />
        <IconButton
          icon="minus"
          label={t('zoomOut')}
          onPress={() => map.current?.zoomOut({ animate: false })}
        />
        <IconButton
          icon="map"
          label={t('fit')}
          onPress={() =>
            map.current?.fitBounds([west, south, east, north], fitOf(map.current.getContainer()))
          }
        />
      </div>
      {map.partly ? (
        <p className="map-note" role="status">
          <Icon name="wifi-off" size={15} />
          {t('partly')}
        </p>
      ) : null}
    </>
  );
}

function useMap(props: MapFrameProps, place: React.RefObject<HTMLDivElement | null>) {
  const t = useTexts(words);
  const theme = useTheme();
  const [current, setCurrent] = useState<MapLibreMap | null>(null);
  const [broken, setBroken] = useState(false);
  const [partly, setPartly] = useState(false);
  const latest = useRef(props);
  latest.current = props;
  const [west, south, east, north] = props.bounds;
  const spoken = `${props.label}. ${t('keys')}`;

  useEffect(() => {
    const container = place.current;
    if (!container) return;
    let made: MapLibreMap;
    try {
      const { sources, layers, bounds } = latest.current;
      made = startMap(container, styleOf(sources, layers, readColours()), bounds);
    } catch {
      setBroken(true);
      return;
    }
    listen(made, latest, setPartly);
    setCurrent(made);
    return () => {
      setCurrent(null);
      made.remove();
    };
  }, [place]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new theme gives new colours
  useEffect(() => {
    current?.setStyle(styleOf(props.sources, props.layers, readColours()), { diff: true });
  }, [current, props.sources, props.layers, theme]);
  useEffect(() => {
    current?.fitBounds([west, south, east, north], fitOf(current.getContainer()));
  }, [current, west, south, east, north]);
  useEffect(() => {
    current?.getCanvas().setAttribute('aria-label', spoken);
  }, [current, spoken]);
  return { current, broken, partly };
}

function listen(
  map: MapLibreMap,
  latest: { current: MapFrameProps },
  setPartly: (partly: boolean) => void,
): void {
  const found = (point: { x: number; y: number }) =>
    featureAt(map, [point.x, point.y], latest.current.pickable ?? []);
  map.on('click', (event) => latest.current.onPick?.(found(event.point)));
  map.on('mousemove', (event) => {
    if ((latest.current.pickable ?? []).length === 0) return;
    const feature = found(event.point);
    map.getCanvas().style.cursor = feature ? 'pointer' : '';
    latest.current.onHover?.(feature);
  });
  map.on('error', ({ error }) => {
    console.error(error);
    setPartly(true);
  });
  map.on('idle', () => {
    setPartly(false);
    const { onIdle, pickable = [], counted = [], ground } = latest.current;
    const { clientWidth, clientHeight } = map.getCanvas();
    const middle =
      ground === undefined ? null : featureAt(map, [clientWidth / 2, clientHeight / 2], [ground]);
    onIdle?.(drawnIn(map, [...pickable, ...counted]), map.getZoom(), middle);
  });
}

function drawnIn(map: MapLibreMap, layers: readonly string[]): Readonly<Record<string, number>> {
  const present = layers.filter((layer) => map.getLayer(layer) !== undefined);
  return Object.fromEntries(
    present.map((layer) => [layer, map.queryRenderedFeatures({ layers: [layer] }).length]),
  );
}

/** The topmost feature under a point, with a finger's width around it for small marks. */
function featureAt(
  map: MapLibreMap,
  [x, y]: readonly [number, number],
  pickable: readonly string[],
): MapFeature | null {
  const layers = pickable.filter((layer) => map.getLayer(layer) !== undefined);
  if (layers.length === 0) return null;
  const near = 4;
  const [feature] = map.queryRenderedFeatures(
    [
      [x - near, y - near],
      [x + near, y + near],
    ],
    { layers },
  );
  if (!feature) return null;
  const { lng, lat } = map.unproject([x, y]);
  return { layer: feature.layer.id, id: feature.id ?? null, properties: feature.properties, at: [lng, lat] };
}

function useFocus(map: MapLibreMap | null, focus: MapFrameProps['focus']): void {
  useEffect(() => {
    if (map && focus) map.jumpTo({ center: [...focus.at], zoom: focus.zoom });
  }, [map, focus]);
}

/** A new style forgets what was said of its features, so it is said again. */
function useStates(map: MapLibreMap | null, states: MapFrameProps['states']): void {
  useEffect(() => {
    if (!map || !states) return;
    const { source, tileLayer, values } = states;
    const layer = tileLayer === undefined ? {} : { sourceLayer: tileLayer };
    let known: unknown = null;
    const tell = () => {
      const held = map.getSource(source);
      if (!held || held === known) return;
      known = held;
      for (const [id, state] of values) map.setFeatureState({ source, id, ...layer }, { ...state });
    };
    tell();
    map.on('styledata', tell);
    return () => {
      map.off('styledata', tell);
      if (!map.style || !map.getSource(source)) return;
      for (const [id, state] of values)
        for (const name of Object.keys(state)) map.removeFeatureState({ source, id, ...layer }, name);
    };
  }, [map, states]);
}

function useSelected(map: MapLibreMap | null, selected: MapFrameProps['selected']): void {
  const { source, tileLayer, id } = selected ?? {};
  useEffect(() => {
    if (!map || source === undefined || id === undefined) return;
    const target = { source, id, ...(tileLayer === undefined ? {} : { sourceLayer: tileLayer }) };
    const mark = () => {
      if (map.getSource(source)) map.setFeatureState(target, { selected: true });
    };
    mark();
    map.on('styledata', mark);
    return () => {
      map.off('styledata', mark);
      if (map.style && map.getSource(source)) map.removeFeatureState(target, 'selected');
    };
  }, [map, source, tileLayer, id]);
}
