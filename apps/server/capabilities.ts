import type { Capability } from '#server/capability.ts';

/** What the rooms need to know about this server. */
export type Mode = {
  /** Whether sample operations and their demo accounts are open. */
  readonly sample: () => boolean;
};

/** The rooms of this server, in the order in which their migrations build on each other. Written by hand. */
export function composeCapabilities(_mode: Mode): readonly Capability[] {
  return [];
}
