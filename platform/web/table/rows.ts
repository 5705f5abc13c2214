import { useQueries } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Endpoint, ReplyOf } from '#shared/endpoint.ts';
import type { Columns } from '#shared/table.ts';
import { call, keyOf, ReplyError } from '../api/index.ts';
import { useLanguage } from '../i18n/index.ts';
import { type Listing, queryOf } from './listing.ts';

/** Any endpoint declared by `list(...)`. */
export type ListEndpoint = Endpoint & { readonly columns: Columns };

export type RowOf<E extends ListEndpoint> = ReplyOf<E> extends { rows: readonly (infer Row)[] } ? Row : never;

export type Page<Row> = { readonly rows: readonly Row[]; readonly total: number };

/** The part of the question that is not the listing: params of the path, fixed query. */
export type Scope = { readonly params: object; readonly query: object };

/** Indexes of the first and last row that are wanted. */
export type Range = { readonly first: number; readonly last: number };

export const PAGE_ROWS = 100;

export type Rows<Row> = {
  /** undefined: not here yet. */
  readonly at: (index: number) => Row | undefined;
  /** null until the first answer. */
  readonly total: number | null;
  readonly error: Error | null;
  readonly staleSince: Date | null;
  readonly retry: () => void;
};

/** Holds the pages that lie under rows `first` to `last`, wherever in the list that is. */
export function useRows<Row>(list: ListEndpoint, scope: Scope, listing: Listing, range: Range): Rows<Row> {
  const { first, last } = range;
  const asked = queryOf(listing);
  // Some lists hold words; they come in the language of the screen, as in its export.
  const lang = useLanguage();
  const from = Math.floor(first / PAGE_ROWS);
  const numbers = Array.from({ length: Math.floor(last / PAGE_ROWS) - from + 1 }, (_, index) => from + index);
  const pages = useQueries({
    queries: numbers.map((number) => {
      const query = { ...scope.query, ...asked, lang, offset: number * PAGE_ROWS, limit: PAGE_ROWS };
      return {
        queryKey: keyOf(list, { params: scope.params, query }),
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          fetchPage<Row>(list, { params: scope.params, query }, signal),
      };
    }),
  });
  const known = pages.find((page) => page.data !== undefined)?.data?.total ?? null;
  const total = useLastKnown(known);
  const failed = pages.find((page) => page.error !== null);
  const stale = failed?.data === undefined ? undefined : failed;
  return {
    at: (index) => pages[Math.floor(index / PAGE_ROWS) - from]?.data?.rows[index % PAGE_ROWS],
    total: known ?? total,
    error: stale ? null : (failed?.error ?? null),
    staleSince: stale ? new Date(stale.dataUpdatedAt) : null,
    retry: () => {
      for (const page of pages) if (page.error) void page.refetch();
    },
  };
}

/** One page. `call` has held the reply against the contract; the guard only gives it back its name. */
export async function fetchPage<Row>(
  list: ListEndpoint,
  input: { params: object; query: object },
  signal?: AbortSignal,
): Promise<Page<Row>> {
  const reply = await call(list, input, signal ? { signal } : {});
  if (!isPage<Row>(reply)) throw new ReplyError(list.name, 'a list answers with rows and a total');
  return reply;
}

function isPage<Row>(value: unknown): value is Page<Row> {
  if (typeof value !== 'object' || value === null) return false;
  return 'rows' in value && Array.isArray(value.rows) && 'total' in value && typeof value.total === 'number';
}

// While another filter is being asked the list keeps its height: nothing jumps.
function useLastKnown(total: number | null): number | null {
  const [last, setLast] = useState(total);
  useEffect(() => {
    if (total !== null) setLast(total);
  }, [total]);
  return last;
}
