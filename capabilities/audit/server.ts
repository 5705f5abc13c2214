import type { Capability } from '#server/capability.ts';
import { journalDoors } from '#server/journal/doors.ts';
import type { EventType } from '#shared/event.ts';
import { journalProblems } from '#shared/journal-doors.ts';
import { journalRead, leafKind, sealRead } from './contract.ts';
import { auditRoutes } from './routes.ts';

/** @param events of all rooms, so that each leaf is told in words */
export function auditRoom(events: () => readonly EventType[]): Capability {
  return {
    name: 'audit',
    permissions: [journalRead, sealRead],
    kinds: [leafKind],
    events: [],
    problems: journalProblems,
    migrations: false,
    endpoints: [...journalDoors, ...auditRoutes(events)],
  };
}
