import type { Capability } from '#server/capability.ts';
import type { BoundTwoPersons } from '#server/two-persons.ts';
import { approvalDoors } from './contract.ts';
import { holdings } from './holdings.ts';
import { approvalProblems } from './problems.ts';
import { openApprovals } from './rights.ts';
import { approvalRoutes, decidableKind } from './routes.ts';

/** The room over the two-person actions of all rooms. */
export function approvalsRoom(actions: readonly BoundTwoPersons[]): Capability {
  const doors = approvalDoors(actions.map(({ declared }) => declared));
  const decidable = decidableKind(actions);
  return {
    name: 'approvals',
    permissions: [openApprovals],
    kinds: [doors.kind, decidable],
    events: [doors.made, doors.decided, doors.newcomer],
    problems: approvalProblems,
    holdings,
    endpoints: approvalRoutes(doors, actions, decidable),
  };
}
