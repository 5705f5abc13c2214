/** Whether an operation, its calendar and its clock hold together. Pure. */
import { type Refusal, refuse } from '#shared/problem.ts';
import type { ClockMode } from './contract.ts';
import type { OpenOperation, StageCalendar } from './opening.ts';
import type { OperationClock } from './rules.ts';

/** A calendar whose every stage has its own key, an existing source and dates in order. */
export function decideCalendar(calendar: StageCalendar): true | Refusal {
  const seen = new Set<string>();
  for (const stage of calendar.stages) {
    const reversed = stage.start !== null && stage.end !== null && stage.end < stage.start;
    if (seen.has(stage.key) || reversed || stage.source >= calendar.citation.length) {
      return refuse('calendar.incoherent', { stage: stage.key });
    }
    seen.add(stage.key);
  }
  const loose = calendar.contradictions.find((each) => !seen.has(each.stage));
  return loose ? refuse('calendar.incoherent', { stage: loose.stage }) : true;
}

export function decideOpening(wanted: OpenOperation, keyIsTaken: boolean): true | Refusal {
  if (keyIsTaken) return refuse('operation.key-taken', { key: wanted.key });
  const spans = [wanted.period, ...wanted.phases];
  if (spans.some((span) => span.lastDay < span.firstDay)) return refuse('operation.period-reversed');
  const repeated =
    firstRepeated(wanted.elections.map((each) => each.key)) ??
    firstRepeated(wanted.phases.map((each) => each.phase));
  return repeated === null ? true : refuse('operation.repeated', { key: repeated });
}

function firstRepeated(keys: readonly string[]): string | null {
  return keys.find((key, index) => keys.indexOf(key) < index) ?? null;
}

/** The clock that was asked for. Only what is no real operation may have one of its own. */
/** Days on both sides of a clock are written with four digits of a year, in every zone. */
const EARLIEST_MS = Date.UTC(1945, 0, 1);
const LATEST_MS = Date.UTC(2200, 0, 1);

export function decideClock(
  operation: { readonly sample: boolean; readonly drill: boolean },
  wanted: { readonly mode: ClockMode; readonly showsMs: number | null },
  nowMs: number,
): OperationClock | Refusal {
  const { mode, showsMs } = wanted;
  if (!operation.sample && !operation.drill) return refuse('operation.clock-is-real');
  if ((mode === 'real') !== (showsMs === null)) return refuse('operation.clock-needs-time');
  if (showsMs !== null && (showsMs < EARLIEST_MS || showsMs > LATEST_MS)) {
    return refuse('operation.clock-out-of-reach');
  }
  return {
    mode,
    offsetMs: mode === 'shifted' && showsMs !== null ? showsMs - nowMs : null,
    frozenAtMs: mode === 'frozen' ? showsMs : null,
  };
}
