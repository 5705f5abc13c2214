import type { Capability } from '#server/capability.ts';
import type { Context } from '#server/endpoint/context.ts';
import type { EventType } from '#shared/event.ts';
import {
  breakGlassProblems,
  ended,
  opened,
  openingKind,
  readBeyond,
  reviewableKind,
  reviewed,
  reviewOpenings,
  seeOpenings,
  takeReach,
} from './contract.ts';
import { endingLapsed, lapsedSchedule } from './ending.ts';
import { holdings } from './holdings.ts';
import { ending, listing, reading, readingOwn, reviewing, taking } from './routes.ts';

type Neighbours = {
  /** Every event of the house, so that what was done is told in words. */
  readonly events: () => readonly EventType[];
  /** Stops unless whoever sits here has just proved who they are. */
  readonly demandProof: (context: Context) => Promise<void>;
};

export function breakGlassRoom({ events, demandProof }: Neighbours): Capability {
  return {
    name: 'break-glass',
    permissions: [takeReach, seeOpenings, reviewOpenings],
    kinds: [openingKind, reviewableKind],
    events: [opened, readBeyond, ended, reviewed],
    problems: breakGlassProblems,
    holdings,
    jobs: [endingLapsed],
    schedules: [lapsedSchedule],
    endpoints: [taking(demandProof), ending, readingOwn, listing, reading(events), reviewing],
  };
}
