import './at-the-door.css';
import { RoomParts } from './room-parts.tsx';
import type { RoomScreens } from './room-screens.ts';

/** What rooms offer to somebody before there is an account, or to an administrator who begins. */
export function AtTheDoor({ rooms }: { rooms: readonly RoomScreens[] }) {
  return <RoomParts rooms={rooms} place="atTheDoor" />;
}
