import type { RoomScreens } from '#web/shell/index.ts';

export const screens: RoomScreens = {
  key: 'exercises',
  routes: [],
  atTheDoor: async () => (await import('./sample-door.tsx')).SampleDoor,
};
