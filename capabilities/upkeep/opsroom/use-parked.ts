import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useAsk } from '#web/api/index.ts';
import { useLive } from '#web/live/index.ts';
import { listReactions } from '../contract.ts';

const PARKED = JSON.stringify([{ field: 'state', is: 'eq', value: 'parked' }]);
/** A follow-up that fails writes no leaf, so that no live notice tells of it. */
const LOOK_EVERY_MS = 30_000;

/** How many follow-ups wait for a person; 0 while that is not known. */
export function useParked(): number {
  const parked = useAsk(listReactions, { query: { where: PARKED, limit: 0 } });
  useLive(['reaction'], [listReactions]);
  return parked.state === 'ready' ? parked.data.total : 0;
}

/** While this component is on the screen: the list is asked again and again. */
export function useWatchedReactions(): void {
  const client = useQueryClient();
  useEffect(() => {
    const look = () => void client.invalidateQueries({ queryKey: [listReactions.name] });
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [client]);
}
