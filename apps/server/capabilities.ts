import { demandConfirmed } from '#rooms/access/desk.ts';
import { readProviders } from '#rooms/access/providers.ts';
import { accessRoom } from '#rooms/access/server.ts';
import { readSettlingHours } from '#rooms/access/settling.ts';
import { agencies } from '#rooms/agencies/server.ts';
import { approvalsRoom } from '#rooms/approvals/server.ts';
import { areas } from '#rooms/areas/server.ts';
import { auditRoom } from '#rooms/audit/server.ts';
import { breakGlassRoom } from '#rooms/break-glass/server.ts';
import { deployment } from '#rooms/deployment/server.ts';
import { exercisesRoom, type SampleShelf } from '#rooms/exercises/server.ts';
import { fieldReports } from '#rooms/field-reports/server.ts';
import { type GrantLaw, grantsRoom } from '#rooms/grants/server.ts';
import { holdingsRoom } from '#rooms/holdings/server.ts';
import { incidents } from '#rooms/incidents/server.ts';
import { operations } from '#rooms/operations/server.ts';
import { outreach } from '#rooms/outreach/server.ts';
import { privacyRoom } from '#rooms/privacy/server.ts';
import { sealing } from '#rooms/sealing/server.ts';
import { situation } from '#rooms/situation/server.ts';
import { stations } from '#rooms/stations/server.ts';
import { tasks } from '#rooms/tasks/server.ts';
import { upkeepRoom } from '#rooms/upkeep/server.ts';
import type { BackupDesk } from '#server/backup/room.ts';
import type { Capability } from '#server/capability.ts';
import { heldBy } from '#server/holdings.ts';
import type { Permission } from '#shared/permission.ts';

/** What the rooms need to know about this server. */
export type Mode = {
  /** Whether sample operations and their demo accounts are open. */
  readonly sample: () => boolean;
  readonly shelf: SampleShelf;
  readonly grantLaw: () => GrantLaw;
  readonly backups?: BackupDesk;
  /** Called after personal values were erased. */
  readonly onErased?: () => void;
};

/** The rooms of this server, in the order in which their migrations build on each other. Written by hand. */
export function composeCapabilities(mode: Mode): readonly Capability[] {
  const permissions = (): readonly Permission[] => rooms.flatMap((room) => room.permissions);
  const acting: readonly Capability[] = [
    accessRoom({
      sample: mode.sample,
      permissions,
      providers: readProviders(process.env.RAKOR_PROVIDERS),
      settlingH: readSettlingHours(process.env.RAKOR_SETTLING_HOURS),
    }),
    areas,
    agencies,
    operations,
    stations,
    deployment,
    fieldReports,
    incidents,
    grantsRoom(mode.grantLaw),
    tasks,
    outreach,
    sealing,
    situation,
    exercisesRoom(mode.shelf),
    upkeepRoom(() => rooms, mode.backups ?? null),
    privacyRoom(
      () => heldBy(rooms),
      mode.onErased ?? (() => {}),
      () => rooms.flatMap((room) => room.events),
    ),
    auditRoom(() => rooms),
    breakGlassRoom({ events: () => rooms.flatMap((room) => room.events), demandProof: demandConfirmed }),
  ];
  const rooms: readonly Capability[] = [
    ...acting,
    approvalsRoom(acting.flatMap((room) => room.twoPersons ?? [])),
    holdingsRoom(() => rooms),
  ];
  return rooms;
}
