import { screens as access } from '#rooms/access/opsroom/index.ts';
import { screens as deployment } from '#rooms/deployment/opsroom/index.ts';
import { screens as operations } from '#rooms/operations/opsroom/index.ts';
import { screens as stations } from '#rooms/stations/opsroom/index.ts';
import type { RoomScreens } from '#web/shell/index.ts';

/** The rooms of the operations room, one line each. */
export const rooms: readonly RoomScreens[] = [access, operations, stations, deployment];
