import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { Badge, type Shape, type Tone } from '#web/ui/index.ts';
import { type DueState, dueStateWords } from '../grant.ts';
import { words } from './words.ts';

export const dueMarks: Record<DueState, { readonly shape: Shape; readonly tone: Tone }> = {
  unknown: { shape: 'hatch', tone: 'quiet' },
  'not-due': { shape: 'ring', tone: 'quiet' },
  'due-soon': { shape: 'half', tone: 'accent' },
  'due-today': { shape: 'diamond', tone: 'alarm' },
  late: { shape: 'triangle', tone: 'alarm' },
  paid: { shape: 'circle', tone: 'done' },
};

/** In which state a due day is, with the days that are left or over. */
export function DueBadge({ state, daysLeft }: { state: DueState; daysLeft: number | null }) {
  const said = useDueState();
  return <Badge {...dueMarks[state]}>{said(state, daysLeft)}</Badge>;
}

export function useDueState(): (state: DueState, daysLeft: number | null) => string {
  const t = useTexts(words);
  const localized = useLocalized();
  return (state, daysLeft) => {
    if (daysLeft === null || state === 'paid') return localized(dueStateWords[state]);
    if (state === 'late') return t('days.late', { count: -daysLeft });
    if (state === 'due-soon' || state === 'not-due') return t('days.left', { count: daysLeft });
    return localized(dueStateWords[state]);
  };
}

const ROMAN = ['0', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X'];

export const romanOf = (ordinal: number) => ROMAN[ordinal] ?? String(ordinal);

/** As agreements write it: `Tahap II`. */
export function useTrancheName(): (ordinal: number) => string {
  const t = useTexts(words);
  return (ordinal) => t('tranche', { ordinal: romanOf(ordinal) });
}

/** `27 Jun 2024`: due days lie in other years than the reader's. */
export function useYearDay(): (day: string) => string {
  const { shortDay } = useFormat();
  return (day) => `${shortDay(day)} ${day.slice(0, 4)}`;
}
