import { useCallback, useMemo } from 'react';
import type { AreaFigures } from '../../contract.ts';
import {
  classTone,
  figureOf,
  firstMode,
  isDistributed,
  type Mode,
  modes,
  modesWithData,
  type Step,
  stepsOf,
  toneOfValue,
} from './modes.ts';
import { useSearchWord } from './use-selection.ts';
import type { Wall } from './use-wall.ts';

/** By what areas are coloured, the steps of that, and the tone of each area. */
export function useScale({ figures, scheme }: Wall) {
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
