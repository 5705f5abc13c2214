import { newId } from '#shared/id.ts';
import type { Actor } from '#shared/permission.ts';
import type { Tx } from '../database/connect.ts';
import { conforms } from '../endpoint/parse.ts';
import type { KindHead } from './kind.ts';
import { insertJob, openWithKey } from './store.ts';

export type Enqueued = {
  /** The page on which progress and result stand: `/wilayah/muat?import=…`. */
  readonly link?: string | null;
  /** Not before; at once unless told. */
  readonly runAt?: Date;
  /** Of jobs with one key only one waits or runs. */
  readonly key?: string | null;
};

/** The jobs of this server, as those who ask for some need them. */
export type JobQueue = {
  readonly kinds: ReadonlyMap<string, KindHead>;
  /** Says that a job was committed, so that it need not wait for the next look. */
  nudge(): void;
  /** Once the job is over, whoever runs it; at the latest after so many milliseconds. */
  settled(jobId: string, patienceMs: number): Promise<void>;
};

/**
 * Puts a job into the queue in the transaction of whoever asks.
 * @returns its id, or that of the one with the same key which waits or runs already
 * @throws Error for a kind that this server does not run, and for input that is not what the kind declares
 */
export async function putInQueue(
  tx: Tx,
  kinds: ReadonlyMap<string, KindHead>,
  asked: { readonly kind: KindHead; readonly input: unknown; readonly actor: Actor; readonly now: Date },
  { link = null, runAt = asked.now, key = null }: Enqueued,
): Promise<{ readonly jobId: string; readonly isNew: boolean }> {
  const { kind, input, actor, now } = asked;
  if (kinds.get(kind.name) !== kind) throw new Error(`the job ${kind.name} is in no room of this server`);
  const [wrong] = conforms(kind.input)(input);
  if (wrong) throw new Error(`the input of ${kind.name} is wrong at ${wrong.field}: ${wrong.code}`);
  const jobId = newId(now.getTime());
  if (await insertJob(tx, { id: jobId, kind, input, actor, at: now, runAt, link, key }))
    return { jobId, isNew: true };
  return { jobId: await openWithKey(tx, key ?? ''), isNew: false };
}
