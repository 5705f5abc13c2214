import type { EventType } from '#shared/event.ts';
import { jobEnded } from '#shared/jobs.ts';
import { type Actor, system } from '#shared/permission.ts';
import { Refused } from '#shared/problem.ts';
import type { Chance } from '#shared/random.ts';
import type { Clock } from '#shared/time.ts';
import { type Database, inTransaction, type Tx } from '../database/connect.ts';
import { contextOf, type Ports } from '../endpoint/context.ts';
import { conforms } from '../endpoint/parse.ts';
import type { ProblemTexts } from '../http/problems.ts';
import { failureOf, pauseAfter } from '../reactions/failures.ts';
import { actorNow } from './actor-now.ts';
import { type JobContext, type JobKind, JobStopped } from './job.ts';
import {
  type Ending,
  endJob,
  holdStill,
  putBack,
  renewLease,
  secondsAfter,
  type Taken,
  tellProgress,
} from './store.ts';

export type JobParts = {
  readonly db: Database;
  readonly ports: Ports;
  readonly texts: ProblemTexts;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly onWritten: () => void;
  readonly onError: (error: unknown, at?: { readonly job: string; readonly attempt: number }) => void;
};

type Running = {
  readonly kind: JobKind;
  readonly taken: Taken;
  readonly parts: JobParts;
  readonly stop: AbortSignal;
};

/** Does the work of a job that was taken, and says how it ended. Never throws what the work throws. */
export async function runOne(kind: JobKind, taken: Taken, parts: JobParts, stop: AbortSignal): Promise<void> {
  const running = { kind, taken, parts, stop };
  if (taken.cancelled) return finish(running, { state: 'cancelled' });
  // Its runners died of it, one after the other: it must not take the next one down too.
  if (taken.attempts > kind.retries + 1) return finish(running, { state: 'failed', failure: 'job.lost' });
  const held = holdLease(running);
  try {
    const actor = await actorNow(taken.actor, parts);
    const result = await kind.run(contextFor(running, actor, held), taken.input);
    demandPromised(kind, result);
    await finish(running, { state: 'done', result });
  } catch (error) {
    await settle(running, error);
  } finally {
    held.release();
  }
}

type Lease = {
  standing(): 'ours' | 'cancelled' | 'lost';
  heard(told: 'ours' | 'cancelled' | 'lost'): void;
  release(): void;
};

/** Renews the lease three times in its span. */
function holdLease({ kind, taken, parts }: Running): Lease {
  let told: ReturnType<Lease['standing']> = 'ours';
  const heard = (next: typeof told) => {
    if (told !== 'lost') told = next;
  };
  const renew = () =>
    renewLease(parts.db, taken, secondsAfter(parts.clock(), kind.leaseSeconds)).then(heard, (error) =>
      parts.onError(error, at(taken)),
    );
  const timer = setInterval(() => void renew(), (kind.leaseSeconds * 1_000) / 3);
  return { standing: () => told, heard, release: () => clearInterval(timer) };
}

function contextFor(running: Running, actor: Actor, held: Lease): JobContext {
  const { kind, taken, parts, stop } = running;
  const goOn = (standing: ReturnType<Lease['standing']>) => {
    held.heard(standing);
    const now = held.standing();
    if (now !== 'ours') throw new JobStopped(now);
    if (stop.aborted) throw new JobStopped('stopping');
  };
  return {
    id: taken.id,
    actor,
    attempt: taken.attempts,
    db: parts.db,
    files: parts.ports.files,
    now: parts.clock,
    cancelled: () => stop.aborted || held.standing() !== 'ours',
    async progress(done, total, note) {
      goOn(await tellProgress(parts.db, taken, { done, total, note: note ?? null }));
    },
    async inTransaction(work) {
      const { given, written } = await inTransaction(parts.db, async (tx) => {
        const { context, outcome } = contextIn(tx, running, actor, kind.records);
        const made = await work(context);
        goOn(await holdStill(tx, taken));
        return { given: made, written: outcome.written.length };
      });
      if (written > 0) parts.onWritten();
      return given;
    },
  };
}

function contextIn(tx: Tx, { kind, taken, parts }: Running, actor: Actor, records: readonly EventType[]) {
  const caller = { address: '', userAgent: '', origin: '' };
  const endpoint = { name: kind.name, access: 'signed-in' as const, records };
  const begun = { tx, actor, now: parts.clock(), deviceTime: null, requestId: taken.id, caller, endpoint };
  return contextOf(begun, parts.ports);
}

function demandPromised(kind: JobKind, result: unknown): void {
  const [wrong] = conforms(kind.output)(result ?? null);
  if (wrong) throw new Error(`${kind.name} promised another result at ${wrong.field}: ${wrong.code}`);
}

async function settle(running: Running, error: unknown): Promise<void> {
  const { kind, taken, parts } = running;
  const runAt = parts.clock();
  if (error instanceof JobStopped) {
    if (error.why === 'cancelled') return finish(running, { state: 'cancelled' });
    if (error.why === 'stopping') await putBack(parts.db, taken, { runAt, failure: null, isTry: false });
    return;
  }
  if (error instanceof Refused) {
    const { refusal } = error;
    return finish(running, {
      state: 'failed',
      failure: refusal.refused,
      refusal,
      problem: parts.texts(refusal),
    });
  }
  parts.onError(error, at(taken));
  const pause = taken.attempts > kind.retries ? null : pauseAfter(taken.attempts, parts.chance);
  const failure = failureOf(error);
  if (pause === null) return finish(running, { state: 'failed', failure });
  await putBack(parts.db, taken, { runAt: new Date(runAt.getTime() + pause), failure, isTry: true });
}

/** Ends the job and tells whoever asked; what the kind leaves behind goes into the same transaction. */
async function finish(running: Running, ending: Omit<Ending, 'at'>): Promise<void> {
  const { kind, taken, parts } = running;
  const written = await inTransaction(parts.db, async (tx) => {
    const { state, failure = null } = ending;
    if (!(await endJob(tx, taken, { ...ending, at: parts.clock() }))) return 0;
    // Told by the server, whatever has become of the rights of whoever asked.
    const { context, outcome } = contextIn(tx, running, system, [...kind.records, jobEnded]);
    if (state !== 'done') await kind.ended?.(context, taken.input, state);
    const isQuiet = taken.actor.kind === 'system' && state !== 'failed';
    if (!isQuiet)
      await context.record(jobEnded, {
        subject: taken.id,
        after: { kind: kind.name, state, failure, attempts: taken.attempts },
        attributes: { by: taken.actor.userId },
      });
    return outcome.written.length;
  });
  if (written > 0) parts.onWritten();
}

const at = ({ kind, attempts }: Taken) => ({ job: kind, attempt: attempts });
