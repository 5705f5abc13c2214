import { grantsNow } from '#rooms/access/contract.ts';
import { type BackupDesk, backupRoom } from '#server/backup/room.ts';
import type { Capability } from '#server/capability.ts';
import { answer } from '#server/endpoint/questions.ts';
import { fileUpkeep } from '#server/files/collect.ts';
import { grantsAtRun } from '#server/jobs/actor-now.ts';
import { jobRoom } from '#server/jobs/room.ts';
import { systemRoom } from '#server/reactions/system-room.ts';
import { backups, followUps, jobs } from './contract.ts';

const reactionsSide = systemRoom('upkeep', followUps);
const jobsSide = jobRoom('upkeep', jobs);

/**
 * @param rooms of this server, asked for once it runs: what their records hold is never collected
 * @param desk where the data of this server lies, for its backups
 */
export function upkeepRoom(rooms: () => readonly Capability[], desk: BackupDesk): Capability {
  const files = fileUpkeep(() => rooms().flatMap((room) => room.fileReferences ?? []), jobs);
  const backupSide = backupRoom('upkeep', backups, desk);
  const sides = [reactionsSide, jobsSide, backupSide];
  return {
    ...backupSide,
    ...files,
    permissions: sides.flatMap((side) => side.permissions),
    kinds: sides.flatMap((side) => side.kinds),
    events: sides.flatMap((side) => side.events),
    endpoints: [...sides.flatMap((side) => side.endpoints), ...files.endpoints],
    holdings: Object.fromEntries(sides.flatMap((side) => Object.entries(side.holdings ?? {}))),
    jobs: [...files.jobs, ...(backupSide.jobs ?? [])],
    schedules: [...files.schedules, ...(backupSide.schedules ?? [])],
    answers: [answer(grantsAtRun, (context, asked) => context.ask(grantsNow, asked))],
  };
}
