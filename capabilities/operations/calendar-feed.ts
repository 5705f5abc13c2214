/** The iCalendar document of a person. Pure but for the library that writes it. */
import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator';
import { addDays, instantOf, type Zone } from '#shared/time.ts';
import type { ActivityRow } from './activity-store.ts';
import type { Stage } from './rules.ts';
import { activityWords, standingWords, stateWords } from './vocabulary.ts';

export type FeedOperation = {
  readonly id: string;
  readonly codeName: string;
  readonly zone: Zone;
  readonly stages: readonly Stage[];
  readonly activities: readonly ActivityRow[];
};

/**
 * Stages as days, stages with a time of day and activities as instants in UTC, which every program shows in its own
 * zone. The UID of a thing never changes, so that a program moves it instead of adding it again.
 * @param stamp when the document was made
 */
export function feedOf(operations: readonly FeedOperation[], stamp: Date): string {
  const calendar = ical({
    name: 'Rakor',
    prodId: { company: 'Rakor', product: 'Rakor', language: 'ID' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3600,
  });
  for (const operation of operations) {
    for (const stage of operation.stages) {
      const event = stageEvent(operation, stage);
      if (event) calendar.createEvent({ ...event, stamp });
    }
    for (const activity of operation.activities)
      calendar.createEvent({ ...activityEvent(operation, activity), stamp });
  }
  return calendar.toString();
}

function stageEvent(operation: FeedOperation, stage: Stage) {
  const start = stage.start ?? stage.end;
  if (start === null) return null;
  const { name, standing, source, startTime, endTime, conditional } = stage;
  const last = stage.end ?? start;
  const hours = startTime && endTime ? `\n${startTime}–${endTime} ${operation.zone}` : '';
  const common = {
    id: `stage-${operation.id}-${stage.key}@rakor`,
    // Held only if something else happens first: a program shows a tentative event as not settled.
    summary: conditional ? `${name.id} (bersyarat)` : name.id,
    ...(conditional ? { status: ICalEventStatus.TENTATIVE } : {}),
    description: `${operation.codeName}${hours}\n${word(standingWords, standing)}: ${source}`,
    transparency: ICalEventTransparency.TRANSPARENT,
  };
  if (startTime && endTime) {
    const span = {
      start: instantOf(start, startTime, operation.zone),
      end: instantOf(last, endTime, operation.zone),
    };
    return { ...common, ...span };
  }
  // The end of an all-day event is the first day after it (RFC 5545, 3.6.1).
  return { ...common, allDay: true, start: midnight(start), end: midnight(addDays(last, 1)) };
}

function activityEvent(operation: FeedOperation, activity: ActivityRow) {
  const { title, kind, place, state, startsAt, endsAt } = activity;
  return {
    id: `activity-${activity.id}@rakor`,
    summary: title,
    location: place,
    description: `${operation.codeName}\n${word(activityWords, kind)} · ${word(stateWords, state)}`,
    status: state === 'cancelled' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    sequence: activity.version - 1,
    start: startsAt,
    ...(endsAt ? { end: endsAt } : {}),
  };
}

function word(words: Readonly<Record<string, { id: string }>>, key: string): string {
  return words[key]?.id ?? key;
}

function midnight(day: string): Date {
  return new Date(`${day}T00:00:00.000Z`);
}
