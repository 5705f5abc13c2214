import { useMemo, useState } from 'react';
import { listLabels, readMap } from '#rooms/areas/contract.ts';
import type { ReplyOf } from '#shared/endpoint.ts';
import { useAsk } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import {
  features,
  hatched,
  Legend,
  labels,
  type MapFeature,
  type MapFilter,
  MapFrame,
  serverTiles,
  TONE,
  tinted,
} from '#web/map/index.ts';
import { useOperation } from '#web/shell/index.ts';
import { Answer, EmptyState } from '#web/ui/index.ts';
import type { CoverageLevel } from '../contract.ts';
import { ChosenArea } from './chosen-area.tsx';
import { areasAt, type CoveredArea, levelAtZoom, toneOf, toneSteps } from './tones.ts';
import { words } from './words.ts';

const from = (id: string) => ({ id, source: 'areas', tileLayer: 'areas' });

type Label = ReplyOf<typeof listLabels>['labels'][number];
const NONE: readonly never[] = [];

/** Where there was no event, in tone and hatching; the table beside it says the same in words. */
export function CoverageMap({ areas }: { areas: readonly CoveredArea[] }) {
  const operation = useOperation();
  const within = operation.areas.length === 1 && operation.areas[0] ? { within: operation.areas[0] } : {};
  const asked = useAsk(readMap, { query: within }, { keep: true });
  const labels = useAsk(listLabels, { query: { ...within, level: 'village' } });
  const names = labels.state === 'ready' ? labels.data.labels : NONE;
  return <Answer of={asked}>{(map) => <Drawn map={map} areas={areas} names={names} />}</Answer>;
}

type DrawnProps = {
  readonly map: ReplyOf<typeof readMap>;
  readonly areas: readonly CoveredArea[];
  readonly names: readonly Label[];
};

function Drawn({ map, areas, names }: DrawnProps) {
  const t = useTexts(words);
  const [level, setLevel] = useState<CoverageLevel>('village');
  const [chosen, setChosen] = useState<string | null>(null);
  const drawing = useDrawing(map.version, areas, names);
  const [west, south, east, north] = map.bounds ?? [];
  if (west === undefined || south === undefined || east === undefined || north === undefined)
    return <EmptyState icon="map" title={t('mapNone')} />;
  const area = areas.find(({ code }) => code === chosen);
  const sources = map.sources.map(({ source, licence }) => `${source} (${licence})`);
  return (
    <MapFrame
      label={t('mapLabel')}
      {...drawing}
      bounds={[west, south, east, north]}
      pickable={['coverage']}
      onPick={(feature) => setChosen(codeOf(feature))}
      onIdle={(_drawn, zoom) => setLevel(levelAtZoom(zoom))}
      tools={area ? <ChosenArea area={area} onClose={() => setChosen(null)} /> : null}
      legend={<CoverageLegend level={level} areas={areas} />}
      attribution={[...sources, ...(map.cells > 0 ? [t('approximate')] : [])].join(' · ')}
    />
  );
}

function useDrawing(version: string, areas: readonly CoveredArea[], names: readonly Label[]) {
  const sources = useMemo(
    () => ({
      areas: serverTiles(`/api/tiles/areas/{z}/{x}/{y}?v=${version}`, { key: 'code' }),
      names: features(pointsOf(names)),
    }),
    [version, names],
  );
  const known = areas.map(({ code }) => code).join(' ');
  const bare = areas.flatMap((area) => (toneOf(area) === 0 ? area.code : [])).join(' ');
  const layers = useMemo(() => {
    const only = (codes: string): MapFilter => ['in', ['get', 'code'], ['literal', codes.split(' ')]];
    return [
      tinted({ ...from('coverage'), filter: only(known) }),
      hatched({ ...from('none'), filter: only(bare) }, 0.45),
      labels({ id: 'names', source: 'names' }, 'name', { minZoom: 10.6 }),
    ];
  }, [known, bare]);
  const states = useMemo(
    () => ({
      source: 'areas',
      tileLayer: 'areas',
      values: new Map(areas.map((area) => [area.code, { [TONE]: toneOf(area) }] as const)),
    }),
    [areas],
  );
  return { sources, layers, states };
}

function pointsOf(names: readonly Label[]) {
  return {
    type: 'FeatureCollection' as const,
    features: names.map(({ name, lon, lat }) => ({
      type: 'Feature' as const,
      properties: { name },
      geometry: { type: 'Point' as const, coordinates: [lon, lat] },
    })),
  };
}

function codeOf(feature: MapFeature | null): string | null {
  const code = feature?.properties.code;
  return typeof code === 'string' ? code : null;
}

function CoverageLegend({ level, areas }: { level: CoverageLevel; areas: readonly CoveredArea[] }) {
  const t = useTexts(words);
  const { number } = useFormat();
  const isVillage = level === 'village';
  const tones = areasAt(level, areas).map(toneOf);
  return (
    <Legend
      title={t(isVillage ? 'legendVillages' : 'legendDistricts')}
      entries={toneSteps.map((tone) => ({
        key: String(tone),
        text: t(isVillage ? `tone.${tone}` : `share.${tone}`),
        shape: tone === 0 ? 'hatch' : 'square',
        tone: tone === 0 ? 'quiet' : `class-${tone}`,
        count: number(tones.filter((each) => each === tone).length),
      }))}
    />
  );
}
