/** What those who look after a server see and do there. Nothing of what an operation holds is in this room. */
import type { Role } from '#rooms/access/contract.ts';
import { reactionDoors } from '#shared/reaction-doors.ts';

const administrators: readonly Role[] = ['administrator'];

/** Automatic follow-ups that the server could not do by itself. */
export const followUps = reactionDoors(administrators);
export const { manage: manageFollowUps, listReactions, retryReactions } = followUps;
