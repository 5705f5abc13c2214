import { createContext, useContext, useMemo } from 'react';
import type { Zone } from '#shared/time.ts';
import * as format from './format.ts';
import { useLanguage } from './texts.ts';

/** The zone of the operation that is open; a row about another area names its own. */
export const ZoneContext = createContext<Zone>('WIB');

export type Format = ReturnType<typeof useFormat>;

/** Figures, days and instants in the language and zone of now. Instants are RFC 3339 text. */
export function useFormat() {
  const language = useLanguage();
  const here = useContext(ZoneContext);
  return useMemo(
    () => ({
      number: (value: number, decimals = 0) => format.formatNumber(value, language, decimals),
      percent: (share: number, decimals = 0) => format.formatPercent(share, language, decimals),
      day: (day: string) => format.formatDay(day, language),
      shortDay: (day: string) => format.formatShortDay(day, language),
      days: (first: string, last: string) => format.formatDays(first, last, language),
      instant: (instant: string, zone: Zone = here) =>
        format.formatInstant(new Date(instant), zone, language),
      time: (instant: string, zone: Zone = here) => format.formatTime(new Date(instant), zone, language),
      brief: (instant: string, now: Date, zone: Zone = here) =>
        format.formatBrief(new Date(instant), now, zone, language),
      age: (instant: string, now: Date) => format.formatAge(new Date(instant), now, language),
      hMinus: format.formatHMinus,
      zone: here,
    }),
    [language, here],
  );
}
