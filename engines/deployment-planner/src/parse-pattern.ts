/** One way to read a written pattern: so many police guard so many stations together with so many Linmas. */
export type Reading = {
  /** Police-stations-Linmas or police-Linmas-stations. */
  readonly order: 'P-T-L' | 'P-L-T';
  readonly police: number;
  readonly stations: number;
  readonly linmas: number;
  /** True for the reading that the rule of thumb supports; false for both where it supports neither. */
  readonly likely: boolean;
  readonly reason: ReadingReason;
};

/**
 * linmas-twice-stations: Linmas are two per station, as usually posted.
 * linmas-not-twice: they would not be.
 * no-rule: neither order gives two per station; the order most often published comes first.
 * linmas-assumed: only two numbers were written; Linmas are filled in as two per station.
 */
export type ReadingReason = 'linmas-twice-stations' | 'linmas-not-twice' | 'no-rule' | 'linmas-assumed';

export type ParsedPattern =
  | { readonly ok: true; readonly readings: readonly Reading[] }
  /** unreadable: not two or three whole numbers. impossible: no police, or no station in any order. */
  | { readonly ok: false; readonly error: 'unreadable' | 'impossible' };

const NUMBERS = /^\s*(\d{1,4})\s*[-–—:/,;xX\s]\s*(\d{1,4})(?:\s*[-–—:/,;xX\s]\s*(\d{1,4}))?\s*$/;
const USUAL_LINMAS = 2;

/**
 * Reads text such as `2-6-12`, `2:4:2` or `2 10 5`, most likely reading first. Press and police write both orders,
 * so the caller must have a person confirm one: `2-4-2` and `2-2-4` are the same pattern.
 *
 * Rule of thumb: Linmas are normally two per station, so a third number twice the second means P-T-L, a second number
 * twice the third means P-L-T. Published patterns that break it exist (2-4-6, 2-3-3): then nothing is likely.
 */
export function parsePattern(text: string): ParsedPattern {
  const found = NUMBERS.exec(text);
  if (!found) return { ok: false, error: 'unreadable' };
  const [police = 0, second = 0] = [Number(found[1]), Number(found[2])];
  if (police === 0) return { ok: false, error: 'impossible' };
  const third = found[3] === undefined ? null : Number(found[3]);
  const readings = third === null ? shortReading(police, second) : bothReadings(police, second, third);
  return readings.length > 0 ? { ok: true, readings } : { ok: false, error: 'impossible' };
}

function shortReading(police: number, stations: number): readonly Reading[] {
  if (stations === 0) return [];
  const linmas = stations * USUAL_LINMAS;
  return [{ order: 'P-T-L', police, stations, linmas, likely: true, reason: 'linmas-assumed' }];
}

function bothReadings(police: number, second: number, third: number): readonly Reading[] {
  const stationsSecond = second > 0 && third === second * USUAL_LINMAS;
  const stationsThird = third > 0 && second === third * USUAL_LINMAS;
  const noRule = !stationsSecond && !stationsThird;
  const reason = (fits: boolean): ReadingReason => {
    if (noRule) return 'no-rule';
    return fits ? 'linmas-twice-stations' : 'linmas-not-twice';
  };
  const read = (order: Reading['order'], stations: number, linmas: number, fits: boolean): Reading => ({
    order,
    police,
    stations,
    linmas,
    likely: fits,
    reason: reason(fits),
  });
  const ptl = read('P-T-L', second, third, stationsSecond);
  const plt = read('P-L-T', third, second, stationsThird);
  const ranked = stationsThird ? [plt, ptl] : [ptl, plt];
  return ranked.filter((reading) => reading.stations > 0);
}
