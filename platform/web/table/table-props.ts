import type { ReactNode } from 'react';
import type { ParamsOf, QueryOf } from '#shared/endpoint.ts';
import type { ListQuery } from '#shared/table.ts';
import type { BulkAction } from './bulk-bar.tsx';
import type { Listing } from './listing.ts';
import type { Cells } from './row-cells.tsx';
import type { ListEndpoint, RowOf } from './rows.ts';

export type DataTableProps<E extends ListEndpoint> = {
  readonly endpoint: E;
  /** What it is a list of; spoken, and the name of the list. */
  readonly label: string;
  readonly params?: ParamsOf<E>;
  /** Fixed questions besides filter, sort and search. */
  readonly query?: Partial<Omit<QueryOf<E>, keyof ListQuery>>;
  readonly rowKey: (row: RowOf<E>) => string;
  /** How to draw a field; the others are drawn by the type of their column. */
  readonly cells?: Cells<RowOf<E>>;
  /** The address of a row: its first cell is then a link and Enter opens it. */
  readonly href?: (row: RowOf<E>) => string;
  /** Instead of an address: a drawer beside the list, for instance. */
  readonly onOpen?: (row: RowOf<E>) => void;
  /** Fields that name a row: the first is its door, and a phone sets them on a line of their own; left out: the first text. */
  readonly lead?: readonly string[];
  /** Fields that take the width that is left over; left out: those with long text. */
  readonly grow?: readonly string[];
  readonly bulk?: readonly BulkAction[];
  /** The address of the map that shows the same filter. */
  readonly mapHref?: (listing: Listing) => string;
  /** Kinds of records that change this list. */
  readonly live?: readonly string[];
  readonly empty?: ReactNode;
  /** Parts of its own beside the search box. */
  readonly tools?: ReactNode;
  /** Two tables on one page need two prefixes. */
  readonly prefix?: string;
};
