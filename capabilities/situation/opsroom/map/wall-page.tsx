import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { readFeature } from '#rooms/stations/contract.ts';
import { call } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import type { MapFeature } from '#web/map/index.ts';
import { useOperation } from '#web/shell/index.ts';
import { Button, useKeys } from '#web/ui/index.ts';
import type { AreaFigures, MapLevel } from '../../contract.ts';
import { OperationFigures } from '../figure-strip.tsx';
import { ChosenCard, useStation } from './chosen-card.tsx';
import { focusOfArea } from './layers.ts';
import {
  classTone,
  figureOf,
  firstMode,
  isDistributed,
  levelAtZoom,
  type Mode,
  modes,
  modesWithData,
  type Step,
  stepsOf,
  toneOfValue,
} from './modes.ts';
import { type Selection, useSearchWord, useSelection } from './use-selection.ts';
import { useWall, type Wall } from './use-wall.ts';
import './wall.css';
import { WallMap } from './wall-map.tsx';
import { type SideTab, tabs, WallSide } from './wall-side.tsx';
import { words } from './words.ts';

/** The wall of the operations room: one picture, one list, five figures. */
export function WallPage() {
  const t = useTexts(words);
  const [level, setLevel] = useState<MapLevel>('village');
  const wall = useWall(level);
  const scale = useScale(wall);
  const [selection, select] = useSelection();
  const [tabWord, setTab] = useSearchWord('daftar');
  const [mapHidden, hideMap] = useState(false);
  const tab: SideTab = tabs.find((one) => one === tabWord) ?? 'actions';
  const clear = useCallback(() => select(null), [select]);
  // What was clicked on is in sight already: the map stays where it is.
  const clicked = useRef<string | null>(null);
  const pick = usePick((next) => {
    clicked.current = next?.id ?? null;
    select(next);
  });
  const target = useTarget(selection, wall);
  const focus = selection?.id === clicked.current ? undefined : target;
  const area = areaOf(selection, wall);
  const chooseArea = useCallback((code: string) => select({ kind: 'wilayah', id: code }), [select]);
  useEffect(() => {
    document.title = `${t('title')} · Rakor`;
  }, [t]);
  useKeys(t('title'), selection ? [{ keys: 'Escape', title: t('keyClear'), run: clear }] : []);
  return (
    <div className={mapHidden ? 'wall wall-without-map' : 'wall'}>
      <h1 className="sr-only">{t('title')}</h1>
      <div className="wall-picture">
        <WallMap
          wall={wall}
          level={level}
          {...scale}
          selection={selection}
          target={target}
          focus={focus}
          onPick={pick}
          onZoom={(zoom) => setLevel(levelAtZoom(zoom))}
        />
      </div>
      <div className="wall-figures">
        <OperationFigures />
      </div>
      <aside className="wall-side" aria-label={t('side')}>
        <div className="wall-toggle">
          <Button size="s" icon="map" onPress={() => hideMap(!mapHidden)}>
            {t(mapHidden ? 'showMap' : 'hideMap')}
          </Button>
        </div>
        {selection ? <ChosenCard selection={selection} wall={wall} onClear={clear} /> : null}
        <WallSide
          tab={tab}
          onTab={setTab}
          area={area}
          onClearArea={clear}
          areaList={{
            areas: wall.figures,
            mode: scale.mode,
            toneOf: scale.toneOf,
            chosen: area?.code ?? null,
            onChoose: chooseArea,
          }}
        />
      </aside>
    </div>
  );
}

/** By what areas are coloured, the steps of that, and the tone of each area. */
function useScale({ figures, scheme }: Wall) {
  const [word, choose] = useSearchWord('lapis');
  const classes = scheme?.classes ?? NO_CLASSES;
  const offered = useMemo(() => modesWithData(figures, classes), [figures, classes]);
  const wanted = modes.find((one) => one === word);
  const mode = wanted && offered.includes(wanted) ? wanted : firstMode(offered, classes);
  const distributed = isDistributed(figures);
  const steps = useMemo((): readonly Step[] => {
    if (mode === undefined || mode === 'class') return [];
    return stepsOf(figures.flatMap((area) => figureOf(mode, area, distributed) ?? []));
  }, [figures, mode, distributed]);
  const toneOf = useCallback(
    (area: AreaFigures) => {
      if (mode === undefined) return null;
      if (mode === 'class') return classTone(area, classes);
      const value = figureOf(mode, area, distributed);
      return value === null ? null : toneOfValue(value, steps);
    },
    [mode, classes, distributed, steps],
  );
  return { modes: offered, mode, onMode: (next: Mode) => choose(next), steps, toneOf };
}

const NO_CLASSES: readonly { key: string; order: number; stations: number }[] = [];

/** What was clicked becomes what is chosen; a station is asked for by its point. */
function usePick(select: (next: Selection | null) => void) {
  const { id: operationId } = useOperation();
  return async (feature: MapFeature | null) => {
    if (!feature) return select(null);
    const { layer, id, properties } = feature;
    if (layer === 'areas') return select({ kind: 'wilayah', id: String(properties.code) });
    if (layer === 'reports') return select({ kind: 'laporan', id: String(properties.id) });
    if (layer === 'incidents') return select({ kind: 'kejadian', id: String(properties.id) });
    const station = await call(readFeature, { params: { operationId, feature: Number(id) } });
    select({ kind: 'tps', id: station.code });
  };
}

/** Goes to what the address names, once, when it is first known where that lies. */
function useTarget(selection: Selection | null, { villages, reports, incidents }: Wall) {
  const { hit } = useStation(selection?.kind === 'tps' ? selection.id : null);
  const target = useMemo(() => {
    if (!selection) return undefined;
    const { kind, id } = selection;
    if (kind === 'wilayah') return focusOfArea(id, villages);
    const found =
      kind === 'tps' ? hit : [...reports.points, ...incidents.points].find((point) => point.id === id);
    if (!found || found.lon === null || found.lat === null) return undefined;
    return { at: [found.lon, found.lat], zoom: 15 } as const;
  }, [selection, villages, reports, incidents, hit]);
  const key = target ? `${target.at.join()} ${target.zoom}` : '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same place is gone to once, however often it is told again
  return useMemo(() => target, [key]);
}

function areaOf(selection: Selection | null, { figures, villages, districts }: Wall) {
  if (selection?.kind !== 'wilayah') return null;
  const code = selection.id;
  const named =
    figures.find(({ area }) => area === code) ??
    [...villages, ...districts].find((label) => label.code === code);
  return { code, name: named?.name ?? code };
}
