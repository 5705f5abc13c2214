import { tellWaiting } from '#rooms/access/contract.ts';
import { OfflineError, ProblemError, ReplyError } from '#web/api/errors.ts';
import { askAs, isWaiting, type Outbox } from '#web/outbox/index.ts';

const SETTLE_MS = 2_000;
const AGAIN_MS = 120_000;

/**
 * Tells the operations room how many reports wait here: when the number changes, and every two minutes, so that of a
 * phone that is lost it knows what was waiting, and as of when. Gives the way to stop.
 */
export function tellWhatWaits(outbox: Outbox, token: () => string): () => void {
  let told = -1;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const count = () => outbox.view().items.filter(isWaiting).length;
  const tell = async () => {
    const waiting = count();
    const isTold = !outbox.view().signedOut && (await say(token(), waiting));
    told = isTold ? waiting : -1;
    plan(AGAIN_MS);
  };
  const plan = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void tell(), ms);
  };
  const hush = outbox.onChange(() => {
    if (count() !== told && !outbox.view().signedOut && outbox.view().silentSince === null) plan(SETTLE_MS);
  });
  plan(SETTLE_MS);
  return () => {
    hush();
    clearTimeout(timer);
  };
}

/** Whether the server heard it. Nothing depends on it: what it does not hear, it says it does not know. */
async function say(token: string, waiting: number): Promise<boolean> {
  try {
    await askAs(token, tellWaiting, { body: { waiting } });
    return true;
  } catch (error) {
    const isExpected =
      error instanceof OfflineError || error instanceof ProblemError || error instanceof ReplyError;
    if (!isExpected) throw error;
    return false;
  }
}
