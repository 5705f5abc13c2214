/** What an incident consists of. */
import { Id, Instant, type Localized, nullable, object, oneOf, type Static, Type } from '#shared/schema.ts';

/** Escalation by colour, as posts know it: watched, handled here, needs more than is here. */
export const incidentLevels = ['green', 'yellow', 'red'] as const;
export type IncidentLevel = (typeof incidentLevels)[number];
export const levelWords = {
  green: { id: 'hijau', en: 'green' },
  yellow: { id: 'kuning', en: 'yellow' },
  red: { id: 'merah', en: 'red' },
} as const satisfies Record<IncidentLevel, Localized>;
export const levelMeanings = {
  green: { id: 'dipantau', en: 'watched' },
  yellow: { id: 'ditangani setempat', en: 'handled here' },
  red: { id: 'perlu bantuan dari luar', en: 'help needed from elsewhere' },
} as const satisfies Record<IncidentLevel, Localized>;

/** Verification by a second person will stand between held and resolved. */
export const incidentStates = ['open', 'held', 'resolved'] as const;
export type IncidentState = (typeof incidentStates)[number];
export const stateWords = {
  open: { id: 'terbuka', en: 'open' },
  held: { id: 'dipegang', en: 'held' },
  resolved: { id: 'selesai', en: 'resolved' },
} as const satisfies Record<IncidentState, Localized>;

export const logEntries = [
  'opened',
  'taken',
  'taken-over',
  'released',
  'noted',
  'told',
  'level-set',
  'resolved',
] as const;
export type LogEntryKind = (typeof logEntries)[number];

/** One line of what was done, newest last. */
export const LogEntry = object({
  id: Id,
  at: Instant,
  /** The same moment by the operation's clock. */
  operationAt: Instant,
  what: oneOf(logEntries),
  by: nullable(Type.String()),
  text: nullable(Type.String()),
  level: nullable(oneOf(incidentLevels)),
});
export type LogEntry = Static<typeof LogEntry>;

export const Holder = object({ userId: Id, name: Type.String(), since: Instant, operationSince: Instant });
