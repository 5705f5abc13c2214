/** Commands of this room. */
import type { Mounted } from '#server/endpoint/handle.ts';

export const commandRoutes: readonly Mounted[] = [];
