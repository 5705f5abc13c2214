import { keepPreviousData, QueryClient, useQuery } from '@tanstack/react-query';
import type { Endpoint, ReplyOf } from '#shared/endpoint.ts';
import { i18n } from '../i18n/i18n.ts';
import { call } from './call.ts';
import { isWaiting } from './errors.ts';
import type { InputOf } from './input.ts';

/** What is known about an answer. `staleSince`: the last try failed, and the data is as of then. */
export type Asked<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: Error; readonly retry: () => void }
  | {
      readonly state: 'ready';
      readonly data: T;
      readonly staleSince: Date | null;
      readonly retry: () => void;
    };

export type AskOptions = {
  /** false: do not ask yet. */
  readonly enabled?: boolean;
  /** Keep showing the former answer while another input is being asked. */
  readonly keep?: boolean;
};

/** Every question is kept under its endpoint's name, so that `invalidate` and live changes find it. */
export function keyOf<E extends Endpoint>(endpoint: E, input: InputOf<E>): readonly unknown[] {
  const given: unknown = input;
  return [endpoint.name, given];
}

/** Asks, keeps the answer, and asks again when something says that it changed. */
export function useAsk<E extends Endpoint>(
  endpoint: E,
  input: InputOf<E>,
  options: AskOptions = {},
): Asked<ReplyOf<E>> {
  const answer = useQuery<ReplyOf<E>, Error>({
    queryKey: keyOf(endpoint, input),
    queryFn: ({ signal }) => call(endpoint, input, { signal }),
    enabled: options.enabled ?? true,
    ...(options.keep ? { placeholderData: keepPreviousData<ReplyOf<E>> } : {}),
  });
  const retry = () => void answer.refetch();
  if (answer.data !== undefined) {
    const staleSince = answer.isRefetchError ? new Date(answer.dataUpdatedAt) : null;
    return { state: 'ready', data: answer.data, staleSince, retry };
  }
  if (answer.error) return { state: 'failed', error: answer.error, retry };
  return { state: 'loading' };
}

/** One per app. Refusals are final; silence is tried again, ever more slowly. */
export function makeQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        staleTime: 15_000,
        retry: (failures, error) => isWaiting(error) && failures < 3,
        retryDelay: (failures) => Math.min(1000 * 2 ** failures, 15_000),
        refetchInterval: (query) =>
          query.state.status === 'error' && isWaiting(query.state.error) ? 20_000 : false,
      },
    },
  });
  // Answers name in the language of the screen what was erased.
  i18n.on('languageChanged', () => void client.invalidateQueries());
  return client;
}
