import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { Legend, type LegendEntry } from '#web/map/index.ts';
import type { MapLevel } from '../../contract.ts';
import { isDistributed, type Mode, type Step, stillNeedsHelp, toneNames, toneOfOrder } from './modes.ts';
import type { Wall } from './use-wall.ts';
import { words } from './words.ts';

export type WallLegendProps = {
  readonly wall: Wall;
  readonly mode: Mode | undefined;
  readonly level: MapLevel;
  readonly steps: readonly Step[];
  /** Stations stand as figures of their area, not as dots. */
  readonly asFigures: boolean;
};

/** Explains colours and marks of the wall, and counts what it explains. */
export function WallLegend({ wall, mode, level, steps, asFigures }: WallLegendProps) {
  const t = useTexts(words);
  const title = useTitle(wall, mode, level);
  const classes = useClassEntries(wall);
  const marks = useMarkEntries(wall, asFigures);
  const { number } = useFormat();
  const scale: LegendEntry[] = steps.map(({ tone, from, to, areas }) => ({
    key: `step-${tone}`,
    text: to === null ? `≥ ${number(from)}` : from === to ? number(from) : `${number(from)}–${number(to)}`,
    shape: 'square',
    tone: toneNames[tone],
    count: `${number(areas)} ${t(`short.${level}`)}`,
  }));
  return <Legend title={title} entries={[...(mode === 'class' ? classes : scale), ...marks]} />;
}

function useTitle({ figures }: Wall, mode: Mode | undefined, level: MapLevel): string {
  const t = useTexts(words);
  if (mode === undefined) return t('legend');
  const of = { level: t(`level.${level}`) };
  if (mode === 'deployment') return t(isDistributed(figures) ? 'legend.gap' : 'legend.need', of);
  return t(`legend.${mode}`, of);
}

function useClassEntries({ scheme, unclassed }: Wall): readonly LegendEntry[] {
  const t = useTexts(words);
  const localized = useLocalized();
  const { number } = useFormat();
  const classes = scheme?.classes ?? [];
  const count = (stations: number) => t('stationCount', { count: stations, text: number(stations) });
  const entries = classes.map(
    ({ key, name, order, stations }): LegendEntry => ({
      key,
      text: localized(name),
      shape: 'square',
      tone: toneNames[toneOfOrder(order, classes.length)],
      count: count(stations),
    }),
  );
  if (unclassed === 0) return entries;
  const none: LegendEntry = {
    key: 'none',
    text: t('unclassed'),
    shape: 'square',
    tone: 'quiet',
    hollow: true,
    count: count(unclassed),
  };
  return [...entries, none];
}

/** Only marks that stand on the map. */
function useMarkEntries(wall: Wall, asFigures: boolean): readonly LegendEntry[] {
  const t = useTexts(words);
  const { number } = useFormat();
  const { stationMap, figures, incidents, areaMap } = wall;
  const special = figures.reduce((sum, area) => sum + area.special, 0);
  const ordinary = (stationMap?.stations ?? 0) - (stationMap?.withoutPoint ?? 0) - special;
  const cells = areaMap.state === 'ready' ? areaMap.data.cells : 0;
  const entries: (LegendEntry & { readonly of: number })[] = [
    {
      key: 'stations',
      text: t(asFigures ? 'stationFigures' : 'stations'),
      shape: 'circle',
      tone: 'quiet',
      hollow: asFigures,
      count: null,
      of: ordinary,
    },
    {
      key: 'special',
      text: t('special'),
      shape: 'diamond',
      tone: 'quiet',
      hollow: true,
      count: null,
      of: special,
    },
    {
      key: 'incidents',
      text: t('incidents'),
      shape: 'triangle',
      tone: 'alarm',
      count: null,
      of: incidents.points.length,
    },
    ...reportEntries(wall, t),
    { key: 'cells', text: t('approximate'), shape: 'hatch', tone: 'quiet', count: null, of: cells },
  ];
  return entries
    .filter(({ of }) => of > 0)
    .map(({ of, ...entry }) => ({
      ...entry,
      count: entry.key === 'cells' ? t('cells', { count: of, text: number(of) }) : number(of),
    }));
}

/** A mark of its own for each state of a report. */
function reportEntries(
  { reports: { points } }: Wall,
  t: (key: 'reportsHelp' | 'reportsUnread' | 'reportsRead') => string,
): readonly (LegendEntry & { readonly of: number })[] {
  const help = points.filter(stillNeedsHelp).length;
  const unread = points.filter((each) => !stillNeedsHelp(each) && each.state === 'received').length;
  const square = { shape: 'square', count: null } as const;
  return [
    { ...square, key: 'reports-help', text: t('reportsHelp'), tone: 'alarm', of: help },
    { ...square, key: 'reports-unread', text: t('reportsUnread'), tone: 'accent', of: unread },
    {
      ...square,
      key: 'reports-read',
      text: t('reportsRead'),
      tone: 'accent',
      hollow: true,
      of: points.length - help - unread,
    },
  ];
}
