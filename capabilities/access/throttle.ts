import { Refused, refuse } from '#shared/problem.ts';
import { waitAfter } from './rules.ts';

/** Slows down whoever keeps failing. Counts live in this process only: an attempt is no event of the journal. */
export type Throttle = {
  /** @throws Refused `rate.limited` while this key has to wait */
  enter(key: string, now: Date): void;
  failed(key: string, now: Date): void;
  succeeded(key: string): void;
};

const FORGET_MS = 30 * 60_000;
const MAX_KEYS = 50_000;

export function throttle(longestS: number): Throttle {
  const failures = new Map<string, { count: number; atMs: number }>();
  const current = (key: string, now: Date) => {
    const found = failures.get(key);
    return found && now.getTime() - found.atMs < FORGET_MS ? found : { count: 0, atMs: 0 };
  };
  return {
    enter(key, now) {
      const { count, atMs } = current(key, now);
      const seconds = Math.ceil((atMs - now.getTime()) / 1000) + waitAfter(count, longestS);
      if (count > 0 && seconds > 0) throw new Refused(refuse('rate.limited', { seconds }));
    },
    failed(key, now) {
      const { count } = current(key, now);
      failures.delete(key);
      const oldest = failures.keys().next();
      if (failures.size >= MAX_KEYS && !oldest.done) failures.delete(oldest.value);
      failures.set(key, { count: count + 1, atMs: now.getTime() });
    },
    succeeded(key) {
      failures.delete(key);
    },
  };
}
