import type { Capability } from '#server/capability.ts';
import { journalDoors } from '#server/journal/doors.ts';
import { journalProblems } from '#shared/journal-doors.ts';
import { journalRead, leafKind, sealRead } from './contract.ts';
import { holdings } from './holdings.ts';
import { auditRoutes } from './routes.ts';

/** @param rooms all of them, so that each leaf is told in words */
export function auditRoom(rooms: () => readonly Capability[]): Capability {
  return {
    name: 'audit',
    holdings,
    permissions: [journalRead, sealRead],
    kinds: [leafKind],
    events: [],
    problems: journalProblems,
    migrations: false,
    endpoints: [...journalDoors, ...auditRoutes(rooms)],
  };
}
