/** What those who look after a server see and do there. Nothing of what an operation holds is in this room. */
import type { Role } from '#rooms/access/contract.ts';
import { jobUpkeepDoors } from '#shared/jobs.ts';
import { reactionDoors } from '#shared/reaction-doors.ts';

const administrators: readonly Role[] = ['administrator'];

/** Automatic follow-ups that the server could not do by itself. */
export const followUps = reactionDoors(administrators);
export const { manage: manageFollowUps, listReactions, retryReactions } = followUps;

/** What the server works at behind the doors, without its content. */
export const jobs = jobUpkeepDoors(administrators);
export const { manage: manageJobs, listJobs, cancelJobs, retryJobs } = jobs;
