import { levelOf } from '#shared/area-code.ts';
import type { ReplyOf } from '#shared/endpoint.ts';
import { COVERAGE_DAYS, type CoverageLevel, type readCoverage } from '../contract.ts';

export type CoveredArea = ReplyOf<typeof readCoverage>['areas'][number];
export type ToneStep = 0 | 1 | 2 | 3;
export const toneSteps = [0, 1, 2, 3] as const;

/**
 * A kelurahan by the days since its last event, in thirds of the 30; a kecamatan by the share of its kelurahan that had
 * none, in thirds. 3 is what needs somebody first.
 */
export function toneOf({ code, daysSince, villages, uncovered }: CoveredArea): ToneStep {
  if (levelOf(code) === 'village') {
    if (daysSince === null || daysSince >= COVERAGE_DAYS) return 3;
    return toneAt(Math.floor((daysSince * 3) / COVERAGE_DAYS));
  }
  return villages === 0 ? 0 : toneAt(Math.ceil((uncovered * 3) / villages));
}

function toneAt(step: number): ToneStep {
  return toneSteps.find((tone) => tone === step) ?? 3;
}

/** The tiles of areas have kelurahan from zoom 11. */
export function levelAtZoom(zoom: number): CoverageLevel {
  return zoom >= 11 ? 'village' : 'district';
}

export function areasAt(level: CoverageLevel, areas: readonly CoveredArea[]): readonly CoveredArea[] {
  return areas.filter(({ code }) => levelOf(code) === level);
}
