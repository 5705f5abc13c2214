import { type ComponentType, lazy, Suspense } from 'react';
import { loadPart } from '../ui/index.ts';
import { FaultBoundary } from './fault.tsx';
import type { RoomScreens } from './room-screens.ts';

type Load = () => Promise<ComponentType>;

const loaded = new Map<Load, ComponentType>();

/** What rooms bring for one place of the frame, in their order. One that fails takes none of the others with it. */
export function RoomParts({
  rooms,
  place,
}: {
  rooms: readonly RoomScreens[];
  place: 'atTheDoor' | 'alarm' | 'wayIn';
}) {
  return rooms.flatMap((room) => {
    const load = room[place];
    if (!load) return [];
    const Part = partOf(load);
    return [
      <FaultBoundary key={room.key} resetKey={room.key}>
        <Suspense>
          <Part />
        </Suspense>
      </FaultBoundary>,
    ];
  });
}

function partOf(load: Load): ComponentType {
  const known = loaded.get(load);
  if (known) return known;
  const made = lazy(async () => ({ default: await loadPart(load) }));
  loaded.set(load, made);
  return made;
}
