/** The shift that a card is most likely printed for. Cards go by the real calendar, whatever clock the operation has. */
import { addDays, dayOf, instantOf, timeOf, type Zone } from '#shared/time.ts';

export type Terms = { readonly day: string; readonly from: string; readonly until: string };

const MORNING = '06:00';
const EVENING = '18:00';

/** Twelve hours from six to six, the one that `now` lies in. */
export function shiftAt(now: Date, zone: Zone): Terms & { readonly part: 'day' | 'night' } {
  const [day, time] = [dayOf(now, zone), timeOf(now, zone)];
  if (time >= MORNING && time < EVENING) return { part: 'day', day, from: MORNING, until: EVENING };
  // Past midnight it is still the night that began the evening before.
  const began = time < MORNING ? addDays(day, -1) : day;
  return { part: 'night', day: began, from: EVENING, until: MORNING };
}

/** The instants of a shift; one that ends earlier than it starts ends the next day. */
export function periodOf({ day, from, until }: Terms, zone: Zone) {
  const lastDay = until > from ? day : addDays(day, 1);
  return {
    validFrom: instantOf(day, from, zone).toISOString(),
    validUntil: instantOf(lastDay, until, zone).toISOString(),
  };
}
