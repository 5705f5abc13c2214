import { useMemo, useState } from 'react';
import { readMap } from '#rooms/areas/contract.ts';
import type { ReplyOf } from '#shared/endpoint.ts';
import { useAsk } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import {
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

/** Where there was no event, in tone and hatching; the table beside it says the same in words. */
export function CoverageMap({ areas }: { areas: readonly CoveredArea[] }) {
  const operation = useOperation();
  const within = operation.areas.length === 1 && operation.areas[0] ? { within: operation.areas[0] } : {};
  const asked = useAsk(readMap, { query: within }, { keep: true });
  return <Answer of={asked}>{(map) => <Drawn map={map} areas={areas} />}</Answer>;
}

function Drawn({ map, areas }: { map: ReplyOf<typeof readMap>; areas: readonly CoveredArea[] }) {
  const t = useTexts(words);
  const [level, setLevel] = useState<CoverageLevel>('village');
  const [chosen, setChosen] = useState<string | null>(null);
  const drawing = useDrawing(map.version, areas);
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

function useDrawing(version: string, areas: readonly CoveredArea[]) {
  const sources = useMemo(
    () => ({ areas: serverTiles(`/api/tiles/areas/{z}/{x}/{y}?v=${version}`, { key: 'code' }) }),
    [version],
  );
  const known = areas.map(({ code }) => code).join(' ');
  const worst = areas.flatMap((area) => (toneOf(area) === 3 ? area.code : [])).join(' ');
  const layers = useMemo(() => {
    const only = (codes: string): MapFilter => ['in', ['get', 'code'], ['literal', codes.split(' ')]];
    return [
      tinted({ ...from('coverage'), filter: only(known) }),
      hatched({ ...from('none'), filter: only(worst) }, 0.45),
      labels({ ...from('names'), filter: only(known) }, 'name'),
    ];
  }, [known, worst]);
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
        shape: tone === 3 ? 'hatch' : 'square',
        tone: `class-${tone}`,
        count: number(tones.filter((each) => each === tone).length),
      }))}
    />
  );
}
