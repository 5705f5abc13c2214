import type { EventType } from '#shared/event.ts';
import type { Context } from '../endpoint/context.ts';
import type { Numbered } from '../journal/follow.ts';

/** What a room does when something was recorded, by itself or by a neighbour. Runs at least once, in index order. */
export type Reaction = {
  /** room.what-it-does, unique and never renamed: its cursor hangs on it. */
  readonly name: string;
  readonly on: readonly EventType[];
  readonly records: readonly EventType[];
  readonly run: (context: Context, leaf: Numbered) => Promise<void>;
};

export function reaction(declared: Reaction): Reaction {
  return declared;
}
