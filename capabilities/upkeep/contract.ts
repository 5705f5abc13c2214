/** What those who look after a server see and do there. Nothing of what an operation holds is in this room. */
import type { Role } from '#rooms/access/contract.ts';
import { backupDoors } from '#shared/backup-doors.ts';
import { jobUpkeepDoors } from '#shared/jobs.ts';
import { reactionDoors } from '#shared/reaction-doors.ts';

const administrators: readonly Role[] = ['administrator'];

/** Automatic follow-ups that the server could not do by itself. */
export const followUps = reactionDoors(administrators);
export const { manage: manageFollowUps, listReactions, retryReactions } = followUps;

/** What the server works at behind the doors, without its content. */
export const jobs = jobUpkeepDoors(administrators);
export const { manage: manageJobs, listJobs, cancelJobs, retryJobs, readFileUse } = jobs;

/** How old the last backup is, and another one when asked. */
export const backups = backupDoors(administrators);
export const { manage: manageBackups, readBackups, backUpNow, noteRestore } = backups;
