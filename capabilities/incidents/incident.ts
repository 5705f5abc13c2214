/** What an incident consists of. */
import { Id, Instant, type Localized, nullable, object, oneOf, type Static, Type } from '#shared/schema.ts';

/** Escalation by colour, as posts know it: watched, handled here, needs more than is here. */
export const incidentLevels = ['green', 'yellow', 'red'] as const;
export type IncidentLevel = (typeof incidentLevels)[number];
export const levelWords = {
  green: { id: 'hijau · dipantau', en: 'green · watched' },
  yellow: { id: 'kuning · ditangani setempat', en: 'yellow · handled here' },
  red: { id: 'merah · perlu bantuan', en: 'red · help needed' },
} as const satisfies Record<IncidentLevel, Localized>;

/** Verification by a second person will stand between held and resolved. */
export const incidentStates = ['open', 'held', 'resolved'] as const;
export type IncidentState = (typeof incidentStates)[number];
export const stateWords = {
  open: { id: 'belum dipegang', en: 'nobody has it' },
  held: { id: 'dipegang', en: 'held' },
  resolved: { id: 'selesai', en: 'resolved' },
} as const satisfies Record<IncidentState, Localized>;

export const logEntries = [
  'opened',
  'taken',
  'taken-over',
  'released',
  'noted',
  'level-set',
  'resolved',
] as const;
export type LogEntryKind = (typeof logEntries)[number];

/** One line of what was done, newest last. */
export const LogEntry = object({
  id: Id,
  at: Instant,
  what: oneOf(logEntries),
  by: nullable(Type.String()),
  text: nullable(Type.String()),
  level: nullable(oneOf(incidentLevels)),
});
export type LogEntry = Static<typeof LogEntry>;

export const Holder = object({ userId: Id, name: Type.String(), since: Instant });
