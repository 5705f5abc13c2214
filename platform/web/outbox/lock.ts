import type { Clock } from '#shared/time.ts';
import type { Store } from './store.ts';

/** Does the work while nobody else on this phone does work under the same name. */
export type Lock = <T>(name: string, work: () => Promise<T>) => Promise<T>;

// Longer than the longest attempt (`PATIENCE_MS` of a file): a lease never ends under the hands of its holder.
const LEASE_MS = 200_000;
const ASK_AGAIN_MS = 500;

/** Web Locks where the browser has them; else leases in the store that the tabs share. */
export function lockOf(store: Store, holder: string, clock: Clock): Lock {
  if (typeof navigator !== 'undefined' && navigator.locks) return webLock;
  return leaseLock(store, holder, clock, (ms) => new Promise((resolve) => setTimeout(resolve, ms)));
}

const webLock: Lock = (name, work) => navigator.locks.request(name, async () => work());

export function leaseLock(
  store: Store,
  holder: string,
  clock: Clock,
  wait: (ms: number) => Promise<void>,
): Lock {
  return async (name, work) => {
    for (;;) {
      const nowMs = clock().getTime();
      if (await store.lease(name, holder, nowMs, nowMs + LEASE_MS)) break;
      await wait(ASK_AGAIN_MS);
    }
    try {
      return await work();
    } finally {
      await store.endLease(name, holder);
    }
  };
}
