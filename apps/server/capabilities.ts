/** The rooms of this server, in the order in which their migrations build on each other. Written by hand. */
import type { Capability } from '#server/capability.ts';

export const capabilities: readonly Capability[] = [];
