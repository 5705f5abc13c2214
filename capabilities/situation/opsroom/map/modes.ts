import type { Tone } from '#web/ui/index.ts';
import type { AreaFigures, MapLevel } from '../../contract.ts';

/** By what areas are coloured. */
export type Mode = 'class' | 'stations' | 'reports' | 'deployment';
export const modes = ['class', 'stations', 'reports', 'deployment'] as const;

/** A step of the scale: values from `from` to `to` (null: and above). `areas`: how many lie in it. */
export type Step = {
  readonly tone: 0 | 1 | 2 | 3;
  readonly from: number;
  readonly to: number | null;
  readonly areas: number;
};

export const toneNames = ['class-0', 'class-1', 'class-2', 'class-3'] as const satisfies readonly Tone[];

/** The modes for which there is something to show. */
export function modesWithData(
  areas: readonly AreaFigures[],
  classes: readonly { stations: number }[],
): readonly Mode[] {
  const has: Record<Mode, boolean> = {
    class: classes.some(({ stations }) => stations > 0),
    stations: areas.some(({ stations }) => stations > 0),
    reports: areas.some(({ reports }) => reports > 0),
    deployment: areas.some(({ need, gap }) => (need ?? 0) > 0 || gap !== null),
  };
  return modes.filter((mode) => has[mode]);
}

/** Classes where they differ from place to place; else how many stations there are. */
export function firstMode(
  offered: readonly Mode[],
  classes: readonly { stations: number }[],
): Mode | undefined {
  const differs = classes.filter(({ stations }) => stations > 0).length > 1;
  return offered.includes('class') && differs
    ? 'class'
    : (offered.find((mode) => mode !== 'class') ?? offered[0]);
}

/** Whether people were distributed to areas; until then the need itself is shown. */
export function isDistributed(areas: readonly AreaFigures[]): boolean {
  return areas.some(({ gap }) => gap !== null);
}

/** The number that a mode shows of an area; null: nothing is known of it. */
export function figureOf(mode: Mode, area: AreaFigures, distributed: boolean): number | null {
  if (mode === 'stations') return area.stations;
  if (mode === 'reports') return area.reports;
  if (mode === 'deployment')
    return distributed ? (area.gap === null ? null : Math.max(0, area.gap)) : area.need;
  return null;
}

/** The tone of the highest class that an area has a station of; null without any. `order` counts from 1, the mildest. */
export function classTone(
  area: AreaFigures,
  classes: readonly { key: string; order: number }[],
): 0 | 1 | 2 | 3 | null {
  const present = classes.filter(({ key }) => (area.classes[key] ?? 0) > 0);
  if (present.length === 0) return null;
  return toneOfOrder(Math.max(...present.map(({ order }) => order)), classes.length);
}

/** Spreads any number of classes over the four tones. */
export function toneOfOrder(order: number, classes: number): 0 | 1 | 2 | 3 {
  const at = classes <= 4 ? order - 1 : Math.round(((order - 1) / (classes - 1)) * 3);
  return toneAt(at);
}

function toneAt(index: number): 0 | 1 | 2 | 3 {
  if (index <= 0) return 0;
  if (index === 1) return 1;
  return index === 2 ? 2 : 3;
}

/** Four equal steps with round borders, which hold every value; counts the areas in each. */
export function stepsOf(values: readonly number[]): readonly Step[] {
  const most = Math.max(0, ...values);
  const width = roundWidth((most + 1) / 4);
  return [0, 1, 2, 3].flatMap((index) => {
    const from = index * width;
    if (from > most && index > 0) return [];
    const to = index === 3 ? null : from + width - 1;
    const areas = values.filter((value) => value >= from && (to === null || value <= to)).length;
    return [{ tone: toneAt(index), from, to, areas }];
  });
}

/** 1, 2, 3 … then 15, 20, 25 … then 150, 200, 250 …: borders that people can read. */
function roundWidth(width: number): number {
  if (width <= 10) return Math.max(1, Math.ceil(width));
  const unit = 10 ** Math.floor(Math.log10(width)) / 2;
  return Math.ceil(width / unit) * unit;
}

export function toneOfValue(value: number, steps: readonly Step[]): 0 | 1 | 2 | 3 {
  return steps.find(({ from, to }) => value >= from && (to === null || value <= to))?.tone ?? 0;
}

/** Villages from zoom 11, districts from 8, as the tiles of areas have them. */
export function levelAtZoom(zoom: number): MapLevel {
  if (zoom >= 11) return 'village';
  return zoom >= 8 ? 'district' : 'regency';
}

/** Somebody needs help, and nobody has said yet what was done. */
export const stillNeedsHelp = ({ help, state }: { readonly help: string; readonly state: string }): boolean =>
  help === 'now' && (state === 'received' || state === 'read');
