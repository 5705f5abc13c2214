import { useFormat, useTexts } from '#web/i18n/index.ts';
import { EmptyState, Mark } from '#web/ui/index.ts';
import type { AreaFigures } from '../../contract.ts';
import { type Mode, toneNames } from './modes.ts';
import { useListKeys } from './use-list-keys.ts';
import { words } from './words.ts';

export type AreaListProps = {
  readonly areas: readonly AreaFigures[];
  readonly mode: Mode | undefined;
  /** The tone that the map gives an area; null: nothing known. */
  readonly toneOf: (area: AreaFigures) => 0 | 1 | 2 | 3 | null;
  readonly chosen: string | null;
  readonly onChoose: (code: string) => void;
};

/** The same areas as on the map, for those who do not use it: choosing one here chooses it there. */
export function AreaList({ areas, mode, toneOf, chosen, onChoose }: AreaListProps) {
  const t = useTexts(words);
  const { number } = useFormat();
  const ordered = areas.toSorted((one, other) => weight(mode, other) - weight(mode, one));
  const { current, lineId } = useListKeys(
    t('areas'),
    ordered.map(({ area }) => area),
    { open: onChoose },
  );
  if (areas.length === 0) return <EmptyState icon="layers" title={t('areasNone')} />;
  return (
    <ul className="wall-list">
      {ordered.map((area) => {
        const tone = toneOf(area);
        return (
          <li
            key={area.area}
            id={lineId(area.area)}
            aria-current={area.area === current ? 'true' : undefined}
          >
            <button
              type="button"
              className="wall-area"
              aria-pressed={area.area === chosen}
              onClick={() => onChoose(area.area)}
            >
              <Mark shape="square" tone={tone === null ? 'quiet' : toneNames[tone]} hollow={tone === null} />
              <span className="strong">{area.name}</span>
              <span className="quiet">{summary(area, t, number)}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function weight(mode: Mode | undefined, area: AreaFigures): number {
  if (mode === 'reports') return area.reports;
  if (mode === 'deployment') return area.gap ?? area.need ?? 0;
  return area.stations;
}

function summary(
  { stations, need, gap, reports }: AreaFigures,
  t: ReturnType<typeof useTexts<keyof typeof words.id & string>>,
  number: (value: number) => string,
): string {
  const parts = [t('stationCount', { count: stations, text: number(stations) })];
  if (gap !== null && gap > 0) parts.push(t('shortOf', { count: number(gap) }));
  else if (need !== null) parts.push(t('needOf', { count: number(need) }));
  if (reports > 0) parts.push(t('reportsOf', { count: reports, text: number(reports) }));
  return parts.join(' · ');
}
