import type { EventType } from '#shared/event.ts';
import type { Actor } from '#shared/permission.ts';
import type { Localized, Static, TSchema } from '#shared/schema.ts';
import type { Database } from '../database/connect.ts';
import type { Context } from '../endpoint/context.ts';
import type { FileStore } from '../files/store.ts';
import type { KindHead } from './kind.ts';

/** What the work of a job may use. */
export type JobContext = {
  readonly id: string;
  /** Who asked for it, with what they may do now; the server itself for a schedule. */
  readonly actor: Actor;
  /** 1 the first time. */
  readonly attempt: number;
  readonly db: Database;
  readonly files: FileStore;
  now(): Date;
  /**
   * Tells how far the work is, outside of any transaction of it.
   * @throws JobStopped when the job was cancelled, when this server stops, or when another runner has taken it
   */
  progress(done: number, total: number | null, note?: Localized): Promise<void>;
  /** Whether the work should stop: known since the last `progress` or renewal of the lease. */
  cancelled(): boolean;
  /**
   * Works in one transaction in the name of whoever asked; only the events of the kind may be recorded. It is undone
   * when the job was cancelled or lost before its end.
   */
  inTransaction<T>(work: (context: Context) => Promise<T>): Promise<T>;
};

/** A kind of job. It runs at least once: doing it twice must be as harmless as doing it once. */
export type JobKind<In = unknown, Out = unknown> = KindHead<In> & {
  readonly output: TSchema;
  readonly records: readonly EventType[];
  /** How often it is tried again after an error; a refusal is an answer and is not tried again. */
  readonly retries: number;
  /** What it leaves behind when it is refused, gives up or is cancelled; in the transaction that says so. */
  ended?(context: Context, input: In, how: 'failed' | 'cancelled'): Promise<void>;
  run(job: JobContext, input: In): Promise<Out>;
};

type Declared<I extends TSchema, O extends TSchema> = {
  readonly name: string;
  readonly title: Localized;
  readonly input: I;
  readonly output: O;
  readonly records?: readonly EventType[];
  readonly retries?: number;
  readonly leaseSeconds?: number;
  readonly ended?: JobKind<Static<I>, Static<O>>['ended'];
  readonly run: (job: JobContext, input: Static<I>) => Promise<Static<O>>;
};

const RETRIES = 3;
const LEASE_SECONDS = 30;

/** Declares a kind of job; a room lists it in `Capability.jobs` and asks for it by `Context.enqueue`. */
export function job<I extends TSchema, O extends TSchema>(
  declared: Declared<I, O>,
): JobKind<Static<I>, Static<O>> {
  const { ended, ...rest } = declared;
  return { records: [], retries: RETRIES, leaseSeconds: LEASE_SECONDS, ...rest, ...(ended ? { ended } : {}) };
}

/** Stops the work of a job from inside; its transaction is undone. Work lets it pass. */
export class JobStopped extends Error {
  readonly why: 'cancelled' | 'lost' | 'stopping';
  constructor(why: JobStopped['why']) {
    super(`the job was ${why}`);
    this.name = 'JobStopped';
    this.why = why;
  }
}
