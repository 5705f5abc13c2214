import { grantsNow } from '#rooms/access/contract.ts';
import type { Capability } from '#server/capability.ts';
import { answer } from '#server/endpoint/questions.ts';
import { grantsAtRun } from '#server/jobs/actor-now.ts';
import { jobRoom } from '#server/jobs/room.ts';
import { systemRoom } from '#server/reactions/system-room.ts';
import { followUps, jobs } from './contract.ts';

const reactionsSide = systemRoom('upkeep', followUps);
const jobsSide = jobRoom('upkeep', jobs);

export const upkeep: Capability = {
  ...reactionsSide,
  permissions: [...reactionsSide.permissions, ...jobsSide.permissions],
  kinds: [...reactionsSide.kinds, ...jobsSide.kinds],
  events: [...reactionsSide.events, ...jobsSide.events],
  endpoints: [...reactionsSide.endpoints, ...jobsSide.endpoints],
  answers: [answer(grantsAtRun, (context, asked) => context.ask(grantsNow, asked))],
};
