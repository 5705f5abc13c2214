import type { RoomScreens } from '#web/shell/index.ts';

/** The rooms of the operations room, one line each: `import { screens as x } from '#rooms/x/opsroom/index.ts'`. */
export const rooms: readonly RoomScreens[] = [];
