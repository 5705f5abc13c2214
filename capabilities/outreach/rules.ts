/** Decisions about outreach events, and where there was none. */
import { ancestorAt, levelOf, parentOf } from '#shared/area-code.ts';
import { type Refusal, refuse } from '#shared/problem.ts';
import { addDays, dayOf, daysBetween, type Zone } from '#shared/time.ts';
import {
  type Attended,
  COVERAGE_DAYS,
  type CoverageLevel,
  type CoverageRow,
  type OutreachState,
} from './contract.ts';

/** A moment by the operation's clock, and its zone. */
export type OperationTime = { readonly now: Date; readonly zone: Zone };

export type When = {
  readonly plannedAt: Date | null;
  readonly heldAt: Date | null;
  readonly attended: Attended | null;
};

/** A day that is over is not planned for; today may be, whatever the hour. */
export function decidePlan(plannedAt: Date, { now, zone }: OperationTime): true | Refusal {
  return dayOf(plannedAt, zone) < dayOf(now, zone) ? refuse('outreach.plan-past') : true;
}

export function decideHeld(heldAt: Date, { now }: OperationTime): true | Refusal {
  return heldAt > now ? refuse('outreach.not-yet') : true;
}

/** Whether somebody may touch the version that they saw; a cancelled one stays as it is. */
export function decideTouch(
  standing: { state: OutreachState; version: number; agency: string; agencyName: string },
  by: { agencyId: string | null; version: number },
): true | Refusal {
  if (standing.agency !== by.agencyId) return refuse('outreach.not-yours', { agency: standing.agencyName });
  if (standing.version !== by.version) return refuse('outreach.changed-meanwhile');
  return standing.state === 'cancelled' ? refuse('outreach.cancelled-already') : true;
}

/** What a correction may say: a planned one has a day and no attendance, a held one the time when it was held. */
export function decideWhen(state: OutreachState, said: When, time: OperationTime): When | Refusal {
  if (state === 'planned') {
    if (said.plannedAt === null) return refuse('outreach.no-time');
    return { plannedAt: said.plannedAt, heldAt: null, attended: null };
  }
  if (said.heldAt === null) return refuse('outreach.no-time');
  const held = decideHeld(said.heldAt, time);
  return held === true ? said : held;
}

/** The first of the days that count as recent: today is the last of them. */
export function coverageSince(today: string): string {
  return addDays(today, 1 - COVERAGE_DAYS);
}

/** Events held in one area, as named in them. `recent`: since `coverageSince`. */
export type Tally = { readonly area: string; readonly lastAt: Date; readonly recent: number };
export type Named = { readonly code: string; readonly name: string };

export type Ground = {
  /** Kelurahan that are to be covered. */
  readonly villages: readonly Named[];
  /** Names of the areas above them. */
  readonly names: ReadonlyMap<string, string>;
  readonly tallies: readonly Tally[];
};

/**
 * One row per kelurahan or kecamatan, by code. An event covers the kelurahan that it names; one for a wider area counts
 * there, and covers no kelurahan, because nobody knows whom it reached.
 */
export function coverageOf(
  level: CoverageLevel,
  ground: Ground,
  time: OperationTime,
): readonly CoverageRow[] {
  const today = dayOf(time.now, time.zone);
  const villages = ground.villages.map((village) => villageRow(village, ground, today, time.zone));
  if (level === 'village') return villages;
  const codes = [
    ...new Set(ground.villages.flatMap(({ code }) => ancestorAt(code, 'district') ?? [])),
  ].sort();
  const inside = (code: string) => villages.filter(({ area }) => ancestorAt(area, 'district') === code);
  return codes.map((code) => districtRow(code, inside(code), ground, { today, zone: time.zone }));
}

function villageRow({ code, name }: Named, ground: Ground, today: string, zone: Zone): CoverageRow {
  const own = ground.tallies.filter(({ area }) => area === code);
  const row = rowOf(own, today, zone);
  return {
    ...row,
    area: code,
    areaName: name,
    parentName: nameOf(parentOf(code), ground),
    wider: recentIn(ground.tallies, above(code)),
    villages: 1,
    uncovered: row.covered === 'covered' ? 0 : 1,
  };
}

function districtRow(
  code: string,
  villages: readonly CoverageRow[],
  ground: Ground,
  { today, zone }: { today: string; zone: Zone },
): CoverageRow {
  const known = new Set([code, ...villages.map(({ area }) => area)]);
  const inside = ground.tallies.filter(({ area }) => known.has(area));
  return {
    ...rowOf(inside, today, zone),
    area: code,
    areaName: nameOf(code, ground),
    parentName: nameOf(parentOf(code), ground),
    wider: recentIn(ground.tallies, above(code)),
    villages: villages.length,
    uncovered: villages.filter(({ covered }) => covered === 'none').length,
  };
}

function rowOf(tallies: readonly Tally[], today: string, zone: Zone) {
  const recent = tallies.reduce((sum, each) => sum + each.recent, 0);
  const days = tallies.map(({ lastAt }) => dayOf(lastAt, zone)).sort();
  const lastDay = days.at(-1) ?? null;
  const covered = recent > 0 ? ('covered' as const) : ('none' as const);
  return {
    covered,
    recent,
    lastDay,
    daysSince: lastDay === null ? null : daysBetween(lastDay, today),
    urgency: lastDay === null ? 0 : recent === 0 ? 1 : 2,
  };
}

function recentIn(tallies: readonly Tally[], areas: readonly string[]): number {
  return tallies.filter(({ area }) => areas.includes(area)).reduce((sum, { recent }) => sum + recent, 0);
}

/** Areas that hold this one, nearest first. */
function above(code: string): readonly string[] {
  const parent = parentOf(code);
  return parent === null ? [] : [parent, ...above(parent)];
}

function nameOf(code: string | null, { names }: Ground): string {
  return code === null ? '' : (names.get(code) ?? code);
}

/** Recent events that name no kelurahan. */
export function widerEvents(tallies: readonly Tally[]): number {
  return tallies
    .filter(({ area }) => levelOf(area) !== 'village')
    .reduce((sum, { recent }) => sum + recent, 0);
}
