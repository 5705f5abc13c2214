import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { systemClock } from '#shared/time.ts';
import { useAsk } from '#web/api/index.ts';
import { useLive } from '#web/live/index.ts';
import { useMay, useOpenOperation } from '#web/shell/index.ts';
import { readOwn, takeReach } from '../contract.ts';

/** What this person has open, and what they could open in the operation of now. Null while that is not known. */
export function useOwn(): ReplyOf<typeof readOwn> | null {
  const operation = useOpenOperation();
  const may = useMay(takeReach.name);
  const query = operation ? { operationId: operation.id } : {};
  const asked = useAsk(readOwn, { query }, { enabled: may, keep: true });
  useLive(['break-glass'], [readOwn]);
  return asked.state === 'ready' ? asked.data : null;
}

/**
 * Milliseconds until an instant by the clock of the server, counted down here: the device's own clock may be wrong.
 * When it is over, everything on the screen is asked again.
 */
export function useRemaining(told: { readonly now: string; readonly until: string }): number {
  const { now, until } = told;
  const client = useQueryClient();
  const [, tick] = useState(0);
  const aheadMs = useMemo(() => Date.parse(now) - systemClock().getTime(), [now]);
  const left = Math.max(0, Date.parse(until) - (systemClock().getTime() + aheadMs));
  const isOver = left === 0;
  useEffect(() => {
    if (isOver) {
      void client.invalidateQueries();
      return;
    }
    const timer = setInterval(() => tick((count) => count + 1), 1_000);
    return () => clearInterval(timer);
  }, [client, isOver]);
  return left;
}

/** `59:07`. */
export function clockText(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
