import './at-the-door.css';
import { type ComponentType, lazy, Suspense } from 'react';
import { loadPart } from '../ui/index.ts';
import { FaultBoundary } from './fault.tsx';
import type { RoomScreens } from './room-screens.ts';

const loaded = new Map<RoomScreens, ComponentType>();

/** What rooms offer to somebody before there is an account, or to an administrator who begins. */
export function AtTheDoor({ rooms }: { rooms: readonly RoomScreens[] }) {
  return rooms.flatMap((room) => {
    const Part = partOf(room);
    if (!Part) return [];
    return [
      <FaultBoundary key={room.key} resetKey={room.key}>
        <Suspense>
          <Part />
        </Suspense>
      </FaultBoundary>,
    ];
  });
}

function partOf(room: RoomScreens): ComponentType | null {
  const { atTheDoor } = room;
  if (!atTheDoor) return null;
  const known = loaded.get(room);
  if (known) return known;
  const made = lazy(async () => ({ default: await loadPart(atTheDoor) }));
  loaded.set(room, made);
  return made;
}
