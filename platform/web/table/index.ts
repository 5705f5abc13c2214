import './table.css';
import './cards.css';

export type { BulkAction, Picked } from './bulk-bar.tsx';
export { DataTable } from './data-table.tsx';
export {
  filteredBy,
  type Listing,
  queryOf,
  readListing,
  type Sort,
  wholeList,
  writeListing,
} from './listing.ts';
export type { Cells } from './row-cells.tsx';
export { fetchPage, type ListEndpoint, type Page, type RowOf } from './rows.ts';
export type { Selection } from './selection.ts';
export type { DataTableProps } from './table-props.ts';
export { useListing } from './use-listing.ts';
