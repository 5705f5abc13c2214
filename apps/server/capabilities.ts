import { accessRoom } from '#rooms/access/server.ts';
import { agencies } from '#rooms/agencies/server.ts';
import { areas } from '#rooms/areas/server.ts';
import { deployment } from '#rooms/deployment/server.ts';
import { operations } from '#rooms/operations/server.ts';
import { stations } from '#rooms/stations/server.ts';
import type { Capability } from '#server/capability.ts';

/** What the rooms need to know about this server. */
export type Mode = {
  /** Whether sample operations and their demo accounts are open. */
  readonly sample: () => boolean;
};

/** The rooms of this server, in the order in which their migrations build on each other. Written by hand. */
export function composeCapabilities(mode: Mode): readonly Capability[] {
  return [accessRoom(mode), areas, agencies, operations, stations, deployment];
}
