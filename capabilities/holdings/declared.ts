import type { Capability } from '#server/capability.ts';
import { platformHoldings, platformStores } from '#server/holdings.ts';
import type { Declared } from './rows.ts';

/** Everything that the rooms and the platform say they hold. */
export function declaredBy(rooms: readonly Capability[]): readonly Declared[] {
  const ofRooms = rooms.flatMap(({ name: room, holdings, stores }) => [
    ...(holdings ? [{ room, holdings, outside: false }] : []),
    ...(stores ? [{ room, holdings: stores, outside: true }] : []),
  ]);
  return [
    ...ofRooms,
    { room: 'platform', holdings: platformHoldings, outside: false },
    { room: 'platform', holdings: platformStores, outside: true },
  ];
}
