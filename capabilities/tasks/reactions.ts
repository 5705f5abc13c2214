/** What this room does when a neighbour recorded something. */
import type { Reaction } from '#server/reactions/reaction.ts';

export const reactions: readonly Reaction[] = [];
