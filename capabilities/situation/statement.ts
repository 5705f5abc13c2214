/** When the strength of a report was published, in words; a figure that is used before its publication says so. */
import type { DailyReport } from './contract.ts';
import { longDay } from './indonesian.ts';

type Stated = Pick<DailyReport, 'day' | 'strength'> & {
  readonly operation: Pick<DailyReport['operation'], 'sample'>;
};

/** `Pernyataan 25 November 2024`, or from when a figure stands that was published after the day of the report. */
export function statementOf(report: Stated): string | null {
  const { strength } = report;
  if (strength === null) return null;
  const early = usedEarly(report);
  return early === null ? `Pernyataan ${longDay(strength.statedOn)}` : `T${early.slice(1)}`;
}

/** `terbit 26 November 2024; di contoh ini dipakai sejak 25 November 2024`; null where it was published by the day. */
export function usedEarly({ day, strength, operation }: Stated): string | null {
  if (strength === null || strength.statedOn <= day) return null;
  const { statedOn, appliesFrom } = strength;
  // Reports that were frozen before this was kept know only that it was used earlier.
  const since = appliesFrom === undefined ? 'lebih awal' : `sejak ${longDay(appliesFrom)}`;
  return `terbit ${longDay(statedOn)}; ${operation.sample ? 'di contoh ini ' : ''}dipakai ${since}`;
}
