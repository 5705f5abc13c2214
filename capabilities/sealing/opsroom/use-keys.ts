import { useEffect, useState } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { isRefusal } from '#shared/problem.ts';
import { type Asked, useAsk } from '#web/api/index.ts';
import { useLive } from '#web/live/index.ts';
import { type Opened, useSealFault, useVault, vault } from '#web/sealing/index.ts';
import { listKeyEvents, readKeyRing, readOfficers, readSealingAgencies } from '../contract.ts';

export type Ring = ReplyOf<typeof readKeyRing>;

/** What the server keeps for this officer, and what of it is unlocked here. A share that was given is opened at once. */
export function useKeys(): { ring: Asked<Ring>; opened: Opened | null; fault: string | null } {
  const ring = useAsk(readKeyRing, {});
  const opened = useVault();
  const said = useSealFault();
  const [fault, setFault] = useState<string | null>(null);
  useLive(['seal-key'], [readKeyRing, readOfficers, readSealingAgencies, listKeyEvents]);
  const isBehind = ring.state === 'ready' && opened !== null && !isSame(ring.data, opened);
  useEffect(() => {
    if (!isBehind || ring.state !== 'ready') return;
    void vault.refresh(ring.data).then((found) => {
      if (!isRefusal(found)) return setFault(null);
      setFault(said(found));
      vault.lock();
    });
  }, [isBehind, ring, said]);
  return { ring, opened, fault };
}

function isSame(ring: Ring, opened: Opened): boolean {
  const given = ring.keys.flatMap(({ id, share }) => (share === null ? [] : [id]));
  return (
    ring.own?.recipient === opened.own.recipient &&
    given.length === opened.held.length &&
    given.every((id) => opened.held.some((key) => key.id === id))
  );
}

/** Where this officer stands on the way to being able to read. */
export type Step = 'no-agency-key' | 'no-own-key' | 'no-share' | 'ready';

export function stepOf(ring: Ring): Step {
  const [newest] = ring.keys;
  if (!newest) return 'no-agency-key';
  if (ring.own === null) return 'no-own-key';
  return newest.share === null ? 'no-share' : 'ready';
}
