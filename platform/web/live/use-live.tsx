import { useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { Endpoint } from '#shared/endpoint.ts';
import { type Changed, type Connection, type Live, startLive } from './live.ts';

const LiveContext = createContext<Live | null>(null);
const OFFLINE: Connection = { state: 'reconnecting', since: new Date(0) };

/** Opens the one connection of the app while somebody is signed in. */
export function LiveProvider({ url, children }: { url: string; children: ReactNode }) {
  const [live, setLive] = useState<Live | null>(null);
  const client = useQueryClient();
  useEffect(() => {
    const started = startLive(url);
    const forget = started.onChange((changes) => {
      if (changes === null) void client.invalidateQueries();
    });
    setLive(started);
    return () => {
      forget();
      started.stop();
    };
  }, [url, client]);
  return <LiveContext value={live}>{children}</LiveContext>;
}

/**
 * While this component is on the screen: when a record of one of these kinds changes, the questions are asked again.
 * @param questions endpoints whose answers depend on these kinds
 * @param onChanges for what is not a question: a sound, a mark on a row
 */
export function useLive(
  kinds: readonly string[],
  questions: readonly Endpoint[],
  onChanges?: (changes: readonly Changed[]) => void,
): void {
  const live = useContext(LiveContext);
  const client = useQueryClient();
  const latest = useRef({ questions, onChanges });
  latest.current = { questions, onChanges };
  const wanted = kinds.join(' ');
  useEffect(() => {
    const of = wanted.split(' ');
    return live?.onChange((changes) => {
      const mine = changes?.filter(({ kind }) => of.includes(kind)) ?? [];
      if (mine.length === 0) return;
      for (const { name } of latest.current.questions) void client.invalidateQueries({ queryKey: [name] });
      latest.current.onChanges?.(mine);
    });
  }, [live, client, wanted]);
}

/** For the header: connected, reconnecting since, offline since. */
export function useConnection(): Connection {
  const live = useContext(LiveContext);
  return useSyncExternalStore(
    (listener) => live?.onConnection(listener) ?? (() => {}),
    () => live?.connection() ?? OFFLINE,
  );
}
