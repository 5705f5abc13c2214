/** When heavy work of the house waits, because one of its operations votes: the day before, the voting, the day after. */
import { sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import { addDays, instantOf, type Zone } from '#shared/time.ts';
import { shownBy } from './clock.ts';
import { stagesOf } from './picture.ts';
import type { Stage } from './rules.ts';
import { listElectionRows, listOperationRows, type OperationRow } from './store.ts';

type Days = { readonly first: string; readonly last: string };
type Span = { readonly from: Date; readonly until: Date };

/**
 * The instant until which the house rests; null when nothing votes. By the clock of each operation, told in the time of
 * this server; where one rest runs into the next, the end of the last. A clock that stands would let nothing go on for
 * ever, and an operation that is not open votes on nothing: neither counts.
 */
export async function restsUntil(tx: Tx, now: Date): Promise<Date | null> {
  const running = await listOperationRows(tx, sql`o.clock_mode <> 'frozen' and o.admitted_at is not null`);
  const spans: Span[] = [];
  for (const operation of running) {
    const elections = await listElectionRows(tx, operation.id);
    const days = votingDays(
      await stagesOf(tx, operation),
      elections.map(({ votingDay }) => votingDay),
    );
    spans.push(...days.map((each) => spanOf(operation, each, now)));
  }
  const end = endOfRest(spans, now);
  return end.getTime() === now.getTime() ? null : end;
}

/** As the stages stand after their revisions, and as each election says: a vote that is held again has its own day. */
function votingDays(stages: readonly Stage[], electionDays: readonly string[]): readonly Days[] {
  const staged = stages.flatMap(({ phase, start, end, conditional }) =>
    phase === 'voting' && start !== null && !conditional ? [{ first: start, last: end ?? start }] : [],
  );
  return [...staged, ...electionDays.map((day) => ({ first: day, last: day }))];
}

function spanOf(operation: OperationRow, { first, last }: Days, now: Date): Span {
  const shiftMs = shownBy(operation, now).getTime() - now.getTime();
  const midnight = (day: string, zone: Zone) => new Date(instantOf(day, '00:00', zone).getTime() - shiftMs);
  return {
    from: midnight(addDays(first, -1), operation.zone),
    until: midnight(addDays(last, 2), operation.zone),
  };
}

function endOfRest(spans: readonly Span[], now: Date): Date {
  const covering = spans.find(({ from, until }) => from <= now && now < until);
  return covering ? endOfRest(spans, covering.until) : now;
}
