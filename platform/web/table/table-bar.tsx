import type { ReactNode } from 'react';
import { urlOf } from '../api/index.ts';
import { useFormat, useLanguage, useLocalized, useTexts } from '../i18n/index.ts';
import { AppLink, Button, Icon, Menu } from '../ui/index.ts';
import { ColumnsButton } from './columns-button.tsx';
import { useFileAbout } from './file-about.ts';
import { FilterButton, SearchBox } from './filter-bar.tsx';
import { isFiltered, type Listing, queryOf, shownColumns, sortedBy } from './listing.ts';
import type { ListEndpoint, Scope } from './rows.ts';
import { words } from './words.ts';

/** Search, filter, columns, how many there are, and the ways out: map and files. */
export function TableBar(props: {
  readonly endpoint: ListEndpoint;
  readonly scope: Scope;
  readonly listing: Listing;
  readonly onChange: (next: Listing) => void;
  readonly total: number | null;
  readonly searchId: string;
  readonly narrow: boolean;
  readonly tools?: ReactNode;
  readonly mapHref: string | undefined;
  readonly onLeaveSearch: () => void;
}) {
  const { endpoint, listing, onChange, total } = props;
  const t = useTexts(words);
  const { number } = useFormat();
  const shared = { declared: endpoint.columns, listing, onChange };
  return (
    <div className="table-bar">
      <SearchBox id={props.searchId} listing={listing} onChange={onChange} onLeave={props.onLeaveSearch} />
      <FilterButton {...shared} />
      <ColumnsButton {...shared} />
      {props.narrow ? <SortMenu {...shared} /> : null}
      {props.tools}
      <span className="spring" />
      <span className="quiet table-total" role="status">
        {total === null
          ? ''
          : t(isFiltered(listing) ? 'totalFound' : 'total', { total: number(total), count: total })}
      </span>
      {props.mapHref === undefined ? null : (
        <AppLink to={props.mapHref} className="button button-plain button-m">
          <Icon name="map" size={16} />
          <span>{t('onMap')}</span>
        </AppLink>
      )}
      <ExportMenu endpoint={endpoint} scope={props.scope} listing={listing} />
    </div>
  );
}

/** Files that hold exactly what is shown: the same filter, order and columns. */
function ExportMenu({
  endpoint,
  scope,
  listing,
}: {
  endpoint: ListEndpoint;
  scope: Scope;
  listing: Listing;
}) {
  const t = useTexts(words);
  const lang = useLanguage();
  const columns = shownColumns(listing, endpoint.columns).join(',');
  const about = useFileAbout(endpoint.columns, listing.where);
  const href = (format: 'csv' | 'xlsx') =>
    urlOf(endpoint, {
      params: scope.params,
      query: { ...scope.query, ...queryOf(listing), format, columns, lang, about },
    });
  return (
    <Menu
      label={t('export')}
      trigger={<Button icon="download">{t('export')}</Button>}
      items={[
        { id: 'xlsx', text: t('exportXlsx'), icon: 'file', href: href('xlsx'), download: true },
        { id: 'csv', text: t('exportCsv'), icon: 'file', href: href('csv'), download: true },
      ]}
    />
  );
}

/** Cards have no headings to click on. */
function SortMenu(props: {
  readonly declared: ListEndpoint['columns'];
  readonly listing: Listing;
  readonly onChange: (next: Listing) => void;
}) {
  const { declared, listing, onChange } = props;
  const t = useTexts(words);
  const localized = useLocalized();
  const items = shownColumns(listing, declared).map((field) => {
    const sort = listing.sort.find((one) => one.field === field);
    const title = declared[field] ? localized(declared[field].title) : field;
    const state = sort ? ` · ${t(sort.descending ? 'sortDown' : 'sortUp')}` : '';
    return { id: field, text: title + state, run: () => onChange(sortedBy(listing, field, false)) };
  });
  return <Menu label={t('sort')} trigger={<Button icon="arrow-up">{t('sort')}</Button>} items={items} />;
}
