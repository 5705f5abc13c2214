import { MAX_PAGE } from '#shared/table.ts';
import { type Listing, queryOf } from './listing.ts';
import { fetchPage, type ListEndpoint, type Scope } from './rows.ts';

/** The keys of rows `first` to `last`, asked from the server: most of them were never on the screen. */
export function keysBetweenIn<Row>(
  list: ListEndpoint,
  scope: Scope,
  listing: Listing,
  rowKey: (row: Row) => string,
): (first: number, last: number) => Promise<readonly string[]> {
  return async (first, last) => {
    const keys: string[] = [];
    while (keys.length <= last - first) {
      const offset = first + keys.length;
      const limit = Math.min(MAX_PAGE, last - offset + 1);
      const query = { ...scope.query, ...queryOf(listing), offset, limit };
      const { rows } = await fetchPage<Row>(list, { params: scope.params, query });
      if (rows.length === 0) break;
      keys.push(...rows.map(rowKey));
    }
    return keys;
  };
}
