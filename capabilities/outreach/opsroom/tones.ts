import { levelOf } from '#shared/area-code.ts';
import type { ReplyOf } from '#shared/endpoint.ts';
import { COVERAGE_DAYS, type CoverageLevel, type readCoverage } from '../contract.ts';

export type CoveredArea = ReplyOf<typeof readCoverage>['areas'][number];
export type ToneStep = 0 | 1 | 2 | 3;
export const toneSteps = [3, 2, 1, 0] as const;

/**
 * 3 is reached best, 0 not at all: a kelurahan by the days since its last event, in thirds of the 30; a kecamatan by how
 * many of its kelurahan had one.
 */
export function toneOf({ code, daysSince, villages, uncovered }: CoveredArea): ToneStep {
  if (levelOf(code) === 'village') {
    if (daysSince === null || daysSince >= COVERAGE_DAYS) return 0;
    const third = Math.floor((daysSince * 3) / COVERAGE_DAYS);
    return third === 0 ? 3 : third === 1 ? 2 : 1;
  }
  if (uncovered === 0) return 3;
  if (uncovered === villages) return 0;
  return uncovered * 2 <= villages ? 2 : 1;
}

/** The tiles of areas have kelurahan from zoom 11. */
export function levelAtZoom(zoom: number): CoverageLevel {
  return zoom >= 11 ? 'village' : 'district';
}

export function areasAt(level: CoverageLevel, areas: readonly CoveredArea[]): readonly CoveredArea[] {
  return areas.filter(({ code }) => levelOf(code) === level);
}
