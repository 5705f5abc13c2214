/** Stages against a day: countdown, phase, alarms. No storage, no clock. */
import type { Localized, Standing } from '#shared/schema.ts';
import { addDays, daysBetween, daysInclusive } from '#shared/time.ts';
import type { ClockMode } from './contract.ts';
import type { Countdown } from './stages.ts';

export type Phase = 'before' | 'voting' | 'after';
export type Stage = {
  readonly key: string;
  readonly name: Localized;
  readonly start: string | null;
  readonly end: string | null;
  readonly startTime: string | null;
  readonly endTime: string | null;
  readonly phase: Phase;
  readonly standing: Standing;
  readonly source: string;
  readonly sourceUrl: string | null;
  readonly conditional: boolean;
  readonly revised: boolean;
  readonly note: Localized | null;
};

/** A recorded change of a stage's dates. */
export type StageRevision = {
  readonly stage: string;
  readonly start: string | null;
  readonly end: string | null;
  readonly startTime: string | null;
  readonly endTime: string | null;
  readonly confirmed: boolean;
  readonly source: string;
  readonly standing: Standing;
};

/** The stages of the calendar with the latest revision of each laid over it. `revisions`: oldest first. */
export function stagesWith(
  calendar: readonly Stage[],
  revisions: readonly StageRevision[],
): readonly Stage[] {
  const latest = new Map(revisions.map((revision) => [revision.stage, revision]));
  return calendar.map((stage) => {
    const revision = latest.get(stage.key);
    if (!revision) return stage;
    const { start, end, startTime, endTime, source, standing } = revision;
    const conditional = stage.conditional && !revision.confirmed;
    return {
      ...stage,
      start,
      end,
      startTime,
      endTime,
      source,
      sourceUrl: null,
      standing,
      conditional,
      revised: true,
    };
  });
}

const none = { days: null, day: null, of: null };

/** Where a day stands against a stage. A conditional stage has no countdown until it is confirmed. */
export function countdown(stage: Pick<Stage, 'start' | 'end' | 'conditional'>, today: string): Countdown {
  const { start, end, conditional } = stage;
  if (conditional || (start === null && end === null)) return { ...none, state: 'undated' };
  if (start !== null && today < start) return { ...none, state: 'ahead', days: daysBetween(today, start) };
  if (end !== null && today > end) return { ...none, state: 'past', days: daysBetween(end, today) };
  return {
    ...none,
    state: 'running',
    day: start === null ? null : daysInclusive(start, today),
    of: start === null || end === null ? null : daysInclusive(start, end),
  };
}

/** Voting day: the voting stage of the calendar as revised, otherwise the earliest election that is secured. */
export function votingDayOf(stages: readonly Stage[], electionDays: readonly string[]): string | null {
  const stage = stages.find((each) => each.phase === 'voting' && each.start !== null && !each.conditional);
  return stage?.start ?? [...electionDays].sort()[0] ?? null;
}

/** The phase of a day: as the operation set its phases; where it did not, by voting day. */
export function phaseOn(
  phases: readonly { phase: Phase; firstDay: string; lastDay: string }[],
  votingDay: string | null,
  today: string,
): Phase | null {
  const set = phases.find((each) => each.firstDay <= today && today <= each.lastDay);
  if (set) return set.phase;
  if (votingDay === null) return null;
  if (today === votingDay) return 'voting';
  return today < votingDay ? 'before' : 'after';
}

/** How many days before a stage its alarm goes off (report E: a countdown as an alarm, long before). */
export const alarmMarks = [90, 60, 30, 14, 7, 3, 1] as const;

export type Alarm = {
  readonly key: string;
  readonly stage: string;
  readonly name: Localized;
  readonly daysBefore: number;
  readonly rangOn: string;
  readonly startsOn: string;
  readonly daysTo: number;
};

/** Of each stage that has not begun, the last mark that was passed; nearest stage first, and voting before others. */
export function alarmsOn(stages: readonly Stage[], today: string): readonly Alarm[] {
  const votingFirst = [...stages].sort((a, b) => rank(a) - rank(b));
  const alarms = votingFirst.flatMap((stage): Alarm[] => {
    const { start, key, name } = stage;
    if (start === null || stage.conditional || start <= today) return [];
    const daysTo = daysBetween(today, start);
    const daysBefore = Math.min(...alarmMarks.filter((mark) => mark >= daysTo));
    if (!Number.isFinite(daysBefore)) return [];
    const rangOn = addDays(start, -daysBefore);
    return [{ key: `${key}:H-${daysBefore}`, stage: key, name, daysBefore, rangOn, startsOn: start, daysTo }];
  });
  return alarms.sort((a, b) => a.daysTo - b.daysTo);
}

const rank = (stage: Stage) => (stage.phase === 'voting' ? 0 : 1);

export type OperationClock = {
  readonly mode: ClockMode;
  readonly offsetMs: number | null;
  readonly frozenAtMs: number | null;
};

/** What an operation's clock shows, in milliseconds since 1970. */
export function clockShows(clock: OperationClock, nowMs: number): number {
  if (clock.mode === 'frozen') return clock.frozenAtMs ?? nowMs;
  return nowMs + (clock.mode === 'shifted' ? (clock.offsetMs ?? 0) : 0);
}

/** A stage that runs longer than this prepares in the background: it stays in the table. Our choice, about a quarter. */
const LONGEST_IN_LINE = 90;

/**
 * The stages that follow each other around voting day, for the line above every screen: from voting backwards always
 * the one that ends latest, forwards the one that begins earliest, of equals the longest; two may share one day.
 */
export function mainLine(stages: readonly Stage[]): readonly Stage[] {
  const dated = stages.filter((stage) => span(stage) !== null && !stage.conditional);
  const voting = dated.find((stage) => stage.phase === 'voting') ?? dated[0];
  if (!voting) return [];
  const rest = dated.filter((stage) => stage !== voting && (span(stage) ?? 0) <= LONGEST_IN_LINE);
  const before = chain(voting, (now) =>
    last(
      rest.filter((each) => end(each) < start(now)),
      byEnd,
    ),
  );
  const after = chain(voting, (now) =>
    last(
      rest.filter((each) => start(each) >= end(now) && end(each) > end(now)),
      (a, b) => byStart(b, a),
    ),
  );
  return [...before.reverse(), voting, ...after];
}

const start = (stage: Stage) => stage.start ?? '';
const end = (stage: Stage) => stage.end ?? '';
const span = (stage: Stage) =>
  stage.start === null || stage.end === null ? null : daysInclusive(stage.start, stage.end);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const byEnd = (a: Stage, b: Stage) => compare(end(a), end(b)) || compare(start(b), start(a));
const byStart = (a: Stage, b: Stage) => compare(start(a), start(b)) || compare(end(b), end(a));

function last(stages: readonly Stage[], order: (a: Stage, b: Stage) => number): Stage | undefined {
  return [...stages].sort(order).at(-1);
}

function chain(from: Stage, next: (now: Stage) => Stage | undefined): Stage[] {
  const found: Stage[] = [];
  for (let now = next(from); now !== undefined; now = next(now)) found.push(now);
  return found;
}
