import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Locker } from '@tus/server';
import { Refused, refuse } from '#shared/problem.ts';
import type { Clock } from '#shared/time.ts';
import type { Database } from '../database/connect.ts';
import { leaveLease, renewLease, takeLease } from './upload-rows.ts';

/** Shorter than a browser's patience: whoever comes back after a cut meets the half-open line of before. */
const PATIENCE_MS = 6_000;
const TRY_EVERY_MS = 150;
const RENEW_EVERY_MS = 250;
const LEASE_MS = 20_000;

/**
 * One writer per upload, over all processes: a lease in a row. Whoever comes later asks the one before to let go, which
 * is what a phone needs whose line broke without a word.
 */
export function uploadLocker(db: Database, clock: Clock): Locker {
  const until = () => new Date(clock().getTime() + LEASE_MS);
  return {
    newLock(id) {
      const held = { id, lease: randomUUID() };
      let timer: NodeJS.Timeout | undefined;
      return {
        async lock(signal, letGo) {
          const end = performance.now() + PATIENCE_MS;
          while (!(await takeLease(db, held, clock(), until()))) {
            if (signal.aborted || performance.now() > end) throw new Refused(refuse('upload.locked'));
            await wait(TRY_EVERY_MS);
          }
          const renew = async () => {
            // Lost or wanted: in both cases somebody else is to write.
            if ((await renewLease(db, held, until())) !== false) await letGo();
          };
          timer = setInterval(() => void renew().catch(() => letGo()), RENEW_EVERY_MS);
        },
        async unlock() {
          clearInterval(timer);
          await leaveLease(db, held);
        },
      };
    },
  };
}
