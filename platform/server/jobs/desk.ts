import type { Capability } from '../capability.ts';
import type { ProblemTexts } from '../http/problems.ts';
import type { JobQueue } from './enqueue.ts';
import type { JobKind } from './job.ts';
import type { JobParts } from './run-one.ts';
import { type JobRunner, startJobs } from './runner.ts';

export type JobDesk = {
  readonly queue: JobQueue;
  start(parts: Omit<JobParts, 'texts'>): JobRunner;
};

/**
 * The jobs of all rooms: the queue that handlers put work into, and the runner behind it once it is started.
 * @throws Error when two rooms give one kind, or a schedule names a kind of no room
 */
export function jobDesk(rooms: readonly Capability[], texts: ProblemTexts): JobDesk {
  const kinds = jobKinds(rooms.flatMap((room) => room.jobs ?? []));
  const schedules = rooms.flatMap((room) => room.schedules ?? []);
  for (const each of schedules)
    if (kinds.get(each.kind.name) !== each.kind)
      throw new Error(`the schedule ${each.name} asks for a job of no room`);
  let runner: JobRunner | null = null;
  return {
    queue: {
      kinds,
      nudge: () => runner?.nudge(),
      settled: async (jobId, patienceMs) => runner?.settled(jobId, patienceMs),
    },
    start(parts) {
      runner = startJobs({ kinds, schedules }, { ...parts, texts });
      return runner;
    },
  };
}

/** @throws Error when two rooms give one kind, or one has no lease or tries */
export function jobKinds(all: readonly JobKind[]): ReadonlyMap<string, JobKind> {
  const kinds = new Map<string, JobKind>();
  for (const kind of all) {
    if (kinds.has(kind.name)) throw new Error(`the job ${kind.name} is declared twice`);
    kinds.set(kind.name, kind);
  }
  return kinds;
}
