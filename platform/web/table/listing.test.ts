import { describe, expect, it } from 'vitest';
import { columns } from '#shared/table.ts';
import {
  filteredBy,
  readListing,
  shownColumns,
  sortedBy,
  wholeList,
  without,
  writeListing,
} from './listing.ts';

const title = { id: 'x', en: 'x' };
const declared = columns({
  id: { title, type: 'id', hidden: true },
  name: { title, type: 'text' },
  voters: { title, type: 'number' },
  note: { title, type: 'text', quiet: true },
});

describe('the listing in the address', () => {
  it('comes back from the address as it went in, and leaves the rest of the address alone', () => {
    const listing = {
      q: 'Duri & Kosambi',
      where: [{ field: 'voters', is: 'gt' as const, value: 300 }],
      sort: [{ field: 'name', descending: true }],
      columns: ['voters', 'name'],
    };
    const search = writeListing(new URLSearchParams('tab=all&b-q=other'), '', listing);
    expect(search.get('tab')).toBe('all');
    expect(search.get('b-q')).toBe('other');
    expect(readListing(new URLSearchParams(search.toString()), '', declared)).toEqual(listing);
    expect(writeListing(search, '', wholeList).toString()).toBe('tab=all&b-q=other');
  });

  it('survives an address that somebody mended by hand', () => {
    const search = new URLSearchParams('where=[{"field":"gone","is":"eq"}]&sort=-gone,name&columns=gone');
    expect(readListing(search, '', declared)).toEqual({
      ...wholeList,
      sort: [{ field: 'name', descending: false }],
    });
    expect(readListing(new URLSearchParams('where={{'), '', declared)).toEqual(wholeList);
  });

  it('sorts up, then down, then not; and by several when asked to add', () => {
    const up = sortedBy(wholeList, 'name', false);
    const down = sortedBy(up, 'name', false);
    expect([up, down, sortedBy(down, 'name', false)].map(({ sort }) => sort)).toEqual([
      [{ field: 'name', descending: false }],
      [{ field: 'name', descending: true }],
      [],
    ]);
    const both = sortedBy(sortedBy(up, 'voters', true), 'name', true);
    expect(both.sort).toEqual([
      { field: 'name', descending: true },
      { field: 'voters', descending: false },
    ]);
  });

  it('asks the same question about a field once', () => {
    const once = filteredBy(wholeList, { field: 'voters', is: 'gt', value: 300 });
    const again = filteredBy(once, { field: 'voters', is: 'gt', value: 400 });
    const between = filteredBy(again, { field: 'voters', is: 'lt', value: 500 });
    expect(between.where.map(({ value }) => value)).toEqual([400, 500]);
    const [first] = between.where;
    expect(first && without(between, first).where).toHaveLength(1);
  });

  it('shows neither quiet nor hidden columns until they are asked for', () => {
    expect(shownColumns(wholeList, declared)).toEqual(['name', 'voters']);
    expect(shownColumns({ ...wholeList, columns: ['note'] }, declared)).toEqual(['note']);
  });
});
