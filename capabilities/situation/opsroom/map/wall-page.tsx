import { useCallback, useEffect, useState } from 'react';
import { levelOf } from '#shared/area-code.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Button, useKeys } from '#web/ui/index.ts';
import { type MapLevel, mapLevels } from '../../contract.ts';
import { OperationFigures } from '../figure-strip.tsx';
import { ChosenCard } from './chosen-card.tsx';
import { levelAtZoom } from './modes.ts';
import { useChosen } from './use-chosen.ts';
import { useScale } from './use-scale.ts';
import { useSearchWord } from './use-selection.ts';
import { useWall } from './use-wall.ts';
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
  // Figures of the level before stay until those of the new one are here: they keep their own name.
  const shown = mapLevels.find((each) => each === levelOf(wall.figures[0]?.area ?? '')) ?? level;
  const [tabWord, setTab] = useSearchWord('daftar');
  const [mapHidden, hideMap] = useState(false);
  const tab: SideTab = tabs.find((one) => one === tabWord) ?? 'actions';
  const { selection, select, pick, target, focus, area } = useChosen(wall);
  const clear = useCallback(() => select(null), [select]);
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
          level={shown}
          isStale={shown !== level}
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
