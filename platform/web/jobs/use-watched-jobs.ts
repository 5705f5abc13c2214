import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { listOwnJobs } from '#shared/jobs.ts';
import { useAsk } from '../api/index.ts';
import { useLive } from '../live/index.ts';

const OPEN = JSON.stringify([{ field: 'state', is: 'in', value: ['waiting', 'running'] }]);
/** Progress writes no leaf, so that no live notice tells of it; while nothing is open, only the end of a job does. */
const WHILE_OPEN_MS = 1_500;
const ELSE_MS = 20_000;

/** While this component is on the screen a list of jobs is asked again: often only while one of them is at work. */
export function useWatchedJobs(
  endpoint: Pick<typeof listOwnJobs, 'name'> & Parameters<typeof useAsk>[0],
): void {
  const client = useQueryClient();
  const open = useAsk(endpoint, { query: { where: OPEN, limit: 0 } });
  useLive(['job'], [endpoint]);
  const answer: unknown = open.state === 'ready' ? open.data : null;
  const isOpen =
    typeof answer === 'object' && answer !== null && 'total' in answer && Number(answer.total) > 0;
  useEffect(() => {
    const look = () => void client.invalidateQueries({ queryKey: [endpoint.name] });
    const timer = setInterval(look, isOpen ? WHILE_OPEN_MS : ELSE_MS);
    return () => clearInterval(timer);
  }, [client, endpoint.name, isOpen]);
}
