import { useRouter, useRouterState } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Columns } from '#shared/table.ts';
import { type Listing, readListing, writeListing } from './listing.ts';

/** The listing of a table, kept in the address. A page with two tables gives each its prefix. */
export function useListing(declared: Columns, prefix: string): readonly [Listing, (next: Listing) => void] {
  const router = useRouter();
  const search = useRouterState({ select: (state) => state.location.searchStr });
  const listing = useMemo(
    () => readListing(new URLSearchParams(search), prefix, declared),
    [search, prefix, declared],
  );
  const change = useCallback(
    (next: Listing) => {
      const { pathname, searchStr } = router.state.location;
      const query = writeListing(new URLSearchParams(searchStr), prefix, next).toString();
      router.history.replace(query === '' ? pathname : `${pathname}?${query}`);
    },
    [router, prefix],
  );
  return [listing, change];
}
