import { Check } from 'typebox/value';
import { Type } from '#shared/schema.ts';
import { type Columns, Condition, type ListQuery } from '#shared/table.ts';

export type Sort = { readonly field: string; readonly descending: boolean };

/** What is shown of a list: all of it lives in the address, so that it can be shared and reloaded. */
export type Listing = {
  readonly q: string;
  readonly where: readonly Condition[];
  readonly sort: readonly Sort[];
  /** Fields in the order shown; null: as the contract says. */
  readonly columns: readonly string[] | null;
};

export const wholeList: Listing = { q: '', where: [], sort: [], columns: null };

const Conditions = Type.Array(Condition);

/** Reads the part of an address that is about this table. What it does not understand is left out. */
export function readListing(search: URLSearchParams, prefix: string, declared: Columns): Listing {
  const known = (field: string) => field in declared;
  const columns = (search.get(`${prefix}columns`) ?? '').split(',').filter(known);
  return {
    q: search.get(`${prefix}q`) ?? '',
    where: readWhere(search.get(`${prefix}where`)).filter(({ field }) => known(field)),
    sort: readSort(search.get(`${prefix}sort`) ?? '').filter(({ field }) => known(field)),
    columns: columns.length > 0 ? columns : null,
  };
}

/** The address with this listing in it; every other part stays as it was. */
export function writeListing(search: URLSearchParams, prefix: string, listing: Listing): URLSearchParams {
  const next = new URLSearchParams(search);
  const parts: Record<string, string> = { ...queryOf(listing), columns: listing.columns?.join(',') ?? '' };
  for (const name of ['q', 'where', 'sort', 'columns']) {
    const value = parts[name] ?? '';
    if (value === '') next.delete(prefix + name);
    else next.set(prefix + name, value);
  }
  return next;
}

/** The listing as the query of its endpoint; parts that ask nothing are left out. */
export function queryOf(listing: Listing): Pick<ListQuery, 'q' | 'where' | 'sort'> & Record<string, string> {
  return {
    ...(listing.q === '' ? {} : { q: listing.q }),
    ...(listing.where.length === 0 ? {} : { where: JSON.stringify(listing.where) }),
    ...(listing.sort.length === 0 ? {} : { sort: sortText(listing.sort) }),
  };
}

/** The fields shown, in order. */
export function shownColumns(listing: Listing, declared: Columns): readonly string[] {
  if (listing.columns) return listing.columns;
  return Object.entries(declared).flatMap(([field, column]) =>
    column.quiet || column.hidden ? [] : [field],
  );
}

/** Up, down, off. With `add` the other sorted columns stay, the new one last. */
export function sortedBy(listing: Listing, field: string, add: boolean): Listing {
  const present = listing.sort.find((sort) => sort.field === field);
  const next: readonly Sort[] = !present
    ? [{ field, descending: false }]
    : present.descending
      ? []
      : [{ field, descending: true }];
  if (!add) return { ...listing, sort: next };
  if (!present) return { ...listing, sort: [...listing.sort, ...next] };
  return { ...listing, sort: listing.sort.flatMap((sort) => (sort.field === field ? next : [sort])) };
}

/** Adds a condition; the same question about the same field is asked once. */
export function filteredBy(listing: Listing, condition: Condition): Listing {
  const others = listing.where.filter(({ field, is }) => field !== condition.field || is !== condition.is);
  return { ...listing, where: [...others, condition] };
}

export function without(listing: Listing, condition: Condition): Listing {
  return { ...listing, where: listing.where.filter((other) => other !== condition) };
}

export function isFiltered(listing: Listing): boolean {
  return listing.q !== '' || listing.where.length > 0;
}

function sortText(sort: readonly Sort[]): string {
  return sort.map(({ field, descending }) => (descending ? `-${field}` : field)).join(',');
}

function readSort(text: string): readonly Sort[] {
  return text
    .split(',')
    .filter(Boolean)
    .map((part) => ({ field: part.replace(/^-/, ''), descending: part.startsWith('-') }));
}

function readWhere(text: string | null): readonly Condition[] {
  try {
    const value: unknown = JSON.parse(text ?? '[]');
    return Check(Conditions, value) ? value : [];
  } catch {
    return [];
  }
}
