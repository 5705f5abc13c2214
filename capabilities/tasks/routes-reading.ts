/** Doors at which tasks are read. */
import type { Mounted } from '#server/endpoint/handle.ts';

export const readingRoutes: readonly Mounted[] = [];
