/** Time as the house knows it: instants in UTC, plain days, three zones. Only this file knows the clock. */
export const zones = ['WIB', 'WITA', 'WIT'] as const;
export type Zone = (typeof zones)[number];

const IANA: Record<Zone, string> = { WIB: 'Asia/Jakarta', WITA: 'Asia/Makassar', WIT: 'Asia/Jayapura' };
// Indonesia has no daylight saving and its offsets have stood since 1988.
const OFFSET_MIN: Record<Zone, number> = { WIB: 420, WITA: 480, WIT: 540 };
const DAY_MS = 86_400_000;

export type Clock = () => Date;
export const systemClock: Clock = () => new Date();

export function ianaZone(zone: Zone): string {
  return IANA[zone];
}

/** The plain day in a zone at an instant. */
export function dayOf(instant: Date, zone: Zone): string {
  return new Date(instant.getTime() + OFFSET_MIN[zone] * 60_000).toISOString().slice(0, 10);
}

/** The wall-clock time `HH:MM` in a zone at an instant. */
export function timeOf(instant: Date, zone: Zone): string {
  return new Date(instant.getTime() + OFFSET_MIN[zone] * 60_000).toISOString().slice(11, 16);
}

/** The instant of a plain day and wall-clock time in a zone. */
export function instantOf(day: string, time: string, zone: Zone): Date {
  return new Date(Date.parse(`${day}T${time}:00.000Z`) - OFFSET_MIN[zone] * 60_000);
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00.000Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Days from one plain day to another; 0 when they are the same. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00.000Z`) - Date.parse(`${from}T00:00:00.000Z`)) / DAY_MS);
}

/** Length of a period whose first and last day both count: 8 Aug to 31 Dec 2024 is 146. */
export function daysInclusive(first: string, last: string): number {
  return daysBetween(first, last) + 1;
}
