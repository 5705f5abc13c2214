import { accessRoom } from '#rooms/access/server.ts';
import { agencies } from '#rooms/agencies/server.ts';
import { approvalsRoom } from '#rooms/approvals/server.ts';
import { areas } from '#rooms/areas/server.ts';
import { auditRoom } from '#rooms/audit/server.ts';
import { deployment } from '#rooms/deployment/server.ts';
import { exercisesRoom, type SampleShelf } from '#rooms/exercises/server.ts';
import { fieldReports } from '#rooms/field-reports/server.ts';
import { holdingsRoom } from '#rooms/holdings/server.ts';
import { incidents } from '#rooms/incidents/server.ts';
import { operations } from '#rooms/operations/server.ts';
import { sealing } from '#rooms/sealing/server.ts';
import { situation } from '#rooms/situation/server.ts';
import { stations } from '#rooms/stations/server.ts';
import { upkeep } from '#rooms/upkeep/server.ts';
import type { Capability } from '#server/capability.ts';
import type { Permission } from '#shared/permission.ts';

/** What the rooms need to know about this server. */
export type Mode = {
  /** Whether sample operations and their demo accounts are open. */
  readonly sample: () => boolean;
  readonly shelf: SampleShelf;
};

/** The rooms of this server, in the order in which their migrations build on each other. Written by hand. */
export function composeCapabilities(mode: Mode): readonly Capability[] {
  const permissions = (): readonly Permission[] => rooms.flatMap((room) => room.permissions);
  const acting: readonly Capability[] = [
    accessRoom({ sample: mode.sample, permissions }),
    areas,
    agencies,
    operations,
    stations,
    deployment,
    fieldReports,
    incidents,
    sealing,
    situation,
    exercisesRoom(mode.shelf),
    upkeep,
    auditRoom(() => rooms.flatMap((room) => room.events)),
  ];
  const rooms: readonly Capability[] = [
    ...acting,
    approvalsRoom(acting.flatMap((room) => room.twoPersons ?? [])),
    holdingsRoom(() => rooms),
  ];
  return rooms;
}
