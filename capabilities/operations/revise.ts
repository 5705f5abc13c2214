/** Statements that follow each other: which one stands on a day, what may still be said, where figures disagree. */
import { isWithin } from '#shared/area-code.ts';
import { type Refusal, refuse } from '#shared/problem.ts';
import type { Localized } from '#shared/schema.ts';
import { daysInclusive } from '#shared/time.ts';

/** `recorded`: any text that sorts by when it was recorded. */
export type Dated = {
  readonly appliesFrom: string;
  readonly statedOn: string | null;
  readonly recorded: string;
};

/**
 * The statement in force on a day: of those that apply by then, the one that applies latest; of equals the one stated
 * latest, then the one recorded latest. Nothing is overwritten, so every past day keeps its answer.
 */
export function inForce<T extends Dated>(statements: readonly T[], day: string): T | null {
  const applying = statements.filter((each) => each.appliesFrom <= day);
  return [...applying].sort(byAge).at(-1) ?? null;
}

/** The same, but an operation always has a period: before the first statement applies, the first one stands. */
export function periodInForce<T extends Dated>(statements: readonly T[], day: string): T | null {
  return inForce(statements, day) ?? [...statements].sort(byAge)[0] ?? null;
}

function byAge(a: Dated, b: Dated): number {
  const order = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);
  return (
    order(a.appliesFrom, b.appliesFrom) ||
    order(a.statedOn ?? '', b.statedOn ?? '') ||
    order(a.recorded, b.recorded)
  );
}

/**
 * From which day a new statement stands. Loading the past into an operation that knows nothing of those days is
 * welcome; a day on which a statement stands already is not rewritten, so there the statement begins today.
 * @param asked the day that the writer named; null: the day of the publication
 * @param mayLoadHistory true for the server itself, which loads sample operations statement by statement
 */
export function decideAppliesFrom(
  wanted: { asked: string | null; statedOn: string | null },
  known: readonly Dated[],
  today: string,
  mayLoadHistory: boolean,
): string | Refusal {
  const day = wanted.asked ?? wanted.statedOn ?? today;
  const isFree = mayLoadHistory || day >= today || inForce(known, day) === null;
  if (isFree) return day;
  if (wanted.asked === null) return today;
  return refuse('operation.past-stands', { day, today });
}

export type Part = { readonly count: number; readonly inPublishedTotal: boolean };

/** Sum of the parts that the publication counts in its total; of all parts where it gives no total. Null without parts. */
export function computedTotal(published: number | null, parts: readonly Part[]): number | null {
  if (parts.length === 0) return null;
  const counted = published === null ? parts : parts.filter((part) => part.inPublishedTotal);
  if (counted.length === 0) return null;
  return counted.reduce((sum, part) => sum + part.count, 0);
}

/** Whether a statement about an area speaks of the whole operation and not of a part of it. */
export function isWhole(area: string | null, operationAreas: readonly string[]): boolean {
  if (area === null || operationAreas.every((own) => isWithin(own, area))) return true;
  return operationAreas.some((own) => own !== area && isWithin(own, area));
}

/** Whether an area belongs to an operation: inside one of its areas, or holding one. */
export function belongs(area: string, operationAreas: readonly string[]): boolean {
  return operationAreas.some((own) => isWithin(area, own) || isWithin(own, area));
}

/** Whether an area is one of an operation's, or lies inside one: there somebody's reach ends. */
export function liesIn(area: string, operationAreas: readonly string[]): boolean {
  return operationAreas.some((own) => isWithin(area, own));
}

/** Whether a statement speaks of more than the operation: its area holds every one of the operation's and is none. */
export function isWider(area: string | null, operationAreas: readonly string[]): boolean {
  return area !== null && operationAreas.every((own) => own !== area && isWithin(own, area));
}

export type Contradiction = {
  readonly key: string;
  readonly about: 'period' | 'strength';
  readonly text: Localized;
  readonly statedOn: string | null;
  readonly stated: number;
  readonly computed: number;
  readonly source: string;
};

type StatedPeriod = {
  readonly id: string;
  readonly statedOn: string | null;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly daysStated: number | null;
  readonly source: string;
};
type StatedStrength = {
  readonly id: string;
  readonly statedOn: string | null;
  readonly publishedTotal: number | null;
  readonly computedTotal: number | null;
  readonly source: string;
};

/** Every published figure that its own parts contradict. */
export function contradictionsOf(
  periods: readonly StatedPeriod[],
  strengths: readonly StatedStrength[],
): readonly Contradiction[] {
  return [...periods.flatMap(periodContradiction), ...strengths.flatMap(strengthContradiction)];
}

function periodContradiction(period: StatedPeriod): Contradiction[] {
  const { id, statedOn, source, daysStated: stated } = period;
  const computed = daysInclusive(period.firstDay, period.lastDay);
  if (stated === null || stated === computed) return [];
  const text = {
    id: `Lama operasi tertulis ${stated} hari, terhitung ${computed} hari`,
    en: `The period is given as ${stated} days and counts ${computed}`,
  };
  return [{ key: `period:${id}`, about: 'period', text, statedOn, stated, computed, source }];
}

function strengthContradiction(strength: StatedStrength): Contradiction[] {
  const { id, statedOn, source, publishedTotal: stated, computedTotal: computed } = strength;
  if (stated === null || computed === null || stated === computed) return [];
  const text = {
    id: `Kekuatan tertulis ${grouped(stated, '.')}, rinciannya berjumlah ${grouped(computed, '.')}`,
    en: `Strength is given as ${grouped(stated, ',')}, its parts sum to ${grouped(computed, ',')}`,
  };
  return [{ key: `strength:${id}`, about: 'strength', text, statedOn, stated, computed, source }];
}

function grouped(value: number, by: string): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, by);
}
