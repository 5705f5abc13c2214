import { monthsAfter, monthsBefore } from './months.ts';
import { addWorkingDays, type HolidayTable, type Skipped } from './working-days.ts';

export type Term =
  | { readonly unit: 'working-days-after'; readonly count: number }
  | { readonly unit: 'months-before' | 'months-after'; readonly count: number };

/** The day that a term is counted from. */
export type Anchor = 'signing' | 'voting' | 'inauguration';

/** One version of one rule of law. `text` and `citation` are for people. */
export type Rule = {
  readonly id: string;
  readonly version: number;
  /** First and last day on which this version is in force; null where it is not known, or has no end. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  readonly text: { readonly id: string; readonly en: string };
  readonly citation: string;
  readonly standing: 'stated' | 'assumed';
  readonly from: Anchor;
  readonly term: Term;
};

export type DueDay = {
  /** Null while the day that the term is counted from is not known. */
  readonly day: string | null;
  readonly from: string | null;
  /** `id@version`. */
  readonly rule: string;
  readonly skipped: readonly Skipped[];
  readonly uncovered: readonly string[];
  readonly tables: readonly string[];
  /** Rule, holiday or an uncovered day: something is not firmly known. */
  readonly assumed: boolean;
};

/**
 * The last day on which a rule is kept; the day after is late.
 *
 * @param anchors days by what they are; one that is missing is not known
 * @throws RangeError for a day or a count that is none
 */
export function dueDay(
  rule: Rule,
  anchors: Readonly<Partial<Record<Anchor, string | null>>>,
  tables: readonly HolidayTable[],
): DueDay {
  const from = anchors[rule.from] ?? null;
  const isAssumed = rule.standing === 'assumed';
  const head = { from, rule: `${rule.id}@${rule.version}` };
  const plain = { skipped: [], uncovered: [], tables: [], assumed: isAssumed };
  if (from === null) return { day: null, ...head, ...plain };
  const { unit, count } = rule.term;
  if (unit === 'months-before') return { day: monthsBefore(from, count), ...head, ...plain };
  if (unit === 'months-after') return { day: monthsAfter(from, count), ...head, ...plain };
  const counted = addWorkingDays(from, count, tables);
  return { ...head, ...counted, assumed: isAssumed || counted.assumed };
}

/** The version of a rule in force on a day, the newest where several are; undefined where none is. */
export function ruleOn(rules: readonly Rule[], id: string, day: string): Rule | undefined {
  return rules
    .filter((rule) => rule.id === id)
    .filter((rule) => (rule.validFrom ?? day) <= day && day <= (rule.validTo ?? day))
    .reduce<Rule | undefined>(
      (newest, rule) => (newest && newest.version > rule.version ? newest : rule),
      undefined,
    );
}
