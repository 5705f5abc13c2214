import './table.css';

export type { BulkAction, Picked } from './bulk-bar.tsx';
export { DataTable, type DataTableProps } from './data-table.tsx';
export type { Cells } from './grid.tsx';
export {
  filteredBy,
  type Listing,
  queryOf,
  readListing,
  type Sort,
  wholeList,
  writeListing,
} from './listing.ts';
export { fetchPage, type ListEndpoint, type Page, type RowOf } from './rows.ts';
export type { Selection } from './selection.ts';
export { useListing } from './use-listing.ts';
