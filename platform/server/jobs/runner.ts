import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { JobQueue } from './enqueue.ts';
import type { JobKind } from './job.ts';
import { type JobParts, runOne } from './run-one.ts';
import { fireDue, type Schedule } from './schedule.ts';
import { takeNext } from './store.ts';

/** Without a word from this process, another one's jobs and what is due again are looked for so often. */
const LOOK_EVERY_MS = 1_000;
/** Work of jobs shares the processors and the connections with everybody who waits for an answer. */
const AT_ONCE = 2;

export type JobRunner = {
  nudge(): void;
  /** Once nothing is due any more and nothing runs here. */
  idle(): Promise<void>;
  settled: JobQueue['settled'];
  /** Lets running work stop at its next progress; it waits for the next start. */
  stop(): Promise<void>;
};

type Work = {
  readonly kinds: ReadonlyMap<string, JobKind>;
  readonly schedules: readonly Schedule[];
  readonly atOnce?: number;
};

/** Those who wait for the end of a job, by its id. */
type Waiters = Map<string, Set<() => void>>;

/** Takes jobs that are due, so many at once, and fires what is scheduled. */
export function startJobs({ kinds, schedules, atOnce = AT_ONCE }: Work, parts: JobParts): JobRunner {
  const running = new Map<string, Promise<void>>();
  const stopping = new AbortController();
  const waiters: Waiters = new Map();
  let looking: Promise<void> = Promise.resolve();
  let queued = false;
  const begin = async () => {
    queued = false;
    await fireDue(parts.db, schedules, kinds, parts.clock());
    while (running.size < atOnce && !stopping.signal.aborted) {
      const taking = {
        kinds: [...kinds.values()],
        lease: randomUUID(),
        now: parts.clock(),
        own: [...running.keys()],
      };
      const taken = kinds.size === 0 ? null : await takeNext(parts.db, taking);
      const kind = kinds.get(taken?.kind ?? '');
      if (!taken || !kind) return;
      const work = runOne(kind, taken, parts, stopping.signal)
        .catch((error) => parts.onError(error, { job: taken.kind, attempt: taken.attempts }))
        .finally(() => {
          running.delete(taken.id);
          for (const tell of waiters.get(taken.id) ?? []) tell();
          nudge();
        });
      running.set(taken.id, work);
    }
  };
  const nudge = () => {
    if (queued || stopping.signal.aborted) return;
    queued = true;
    looking = looking.then(begin).catch((error) => {
      queued = false;
      parts.onError(error);
    });
  };
  const timer = setInterval(nudge, LOOK_EVERY_MS);
  nudge();
  return {
    nudge,
    async idle() {
      await looking;
      while (running.size > 0) {
        await Promise.all(running.values());
        await looking;
      }
    },
    settled: settling(parts, waiters, stopping.signal),
    async stop() {
      stopping.abort();
      clearInterval(timer);
      await looking;
      await Promise.all(running.values());
    },
  };
}

/** Asks the table again now and then: another process may have the job. */
function settling(parts: JobParts, waiters: Waiters, stopping: AbortSignal): JobRunner['settled'] {
  return async (jobId, patienceMs) => {
    const end = performance.now() + patienceMs;
    while (!stopping.aborted && performance.now() < end && !(await isOver(parts, jobId))) {
      const left = Math.min(LOOK_EVERY_MS, Math.max(0, end - performance.now()));
      await told(waiters, jobId, left);
    }
  };
}

async function isOver({ db }: JobParts, jobId: string): Promise<boolean> {
  const open = await sql`
    select 1 from job where id = ${jobId} and state in ('waiting', 'running')`.execute(db);
  return open.rows.length === 0;
}

/** Once this process has ended the job, or after a while: another one may be at it. */
function told(waiters: Waiters, jobId: string, patienceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const all = waiters.get(jobId) ?? new Set();
    const done = () => {
      clearTimeout(timer);
      all.delete(done);
      if (all.size === 0) waiters.delete(jobId);
      resolve();
    };
    const timer = setTimeout(done, patienceMs);
    waiters.set(jobId, all.add(done));
  });
}
