/** What this room tells its neighbours. */
import type { Answered } from '#server/endpoint/questions.ts';

export const answers: readonly Answered[] = [];
