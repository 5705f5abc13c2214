import { useEffect, useId, useRef, useState } from 'react';
import { Input, SearchField } from 'react-aria-components';
import type { Column, Columns, Condition } from '#shared/table.ts';
import { useFormat, useLocalized, useTexts } from '../i18n/index.ts';
import { AreaName, Button, Chip, Icon, KeyHint, Popover } from '../ui/index.ts';
import { ConditionForm, useComparisonWord } from './condition-form.tsx';
import { filteredBy, isFiltered, type Listing, wholeList, without } from './listing.ts';
import { words } from './words.ts';

const TYPING_MS = 250;

type BarProps = {
  readonly declared: Columns;
  readonly listing: Listing;
  readonly onChange: (next: Listing) => void;
};

/** The search box of a list. Its text reaches the address when typing pauses. */
export function SearchBox({
  id,
  listing,
  onChange,
  onLeave,
}: Omit<BarProps, 'declared'> & { id: string; onLeave: () => void }) {
  const t = useTexts(words);
  const [text, setText] = useState(listing.q);
  const latest = useRef({ listing, onChange });
  latest.current = { listing, onChange };
  useEffect(() => setText(listing.q), [listing.q]);
  useEffect(() => {
    if (text === latest.current.listing.q) return;
    const timer = setTimeout(
      () => latest.current.onChange({ ...latest.current.listing, q: text.trim() }),
      TYPING_MS,
    );
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <SearchField
      className="table-search"
      aria-label={t('search')}
      value={text}
      onChange={setText}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === 'ArrowDown') onLeave();
        else event.continuePropagation();
      }}
    >
      <Icon name="search" size={15} />
      <Input id={id} className="input-bare" placeholder={t('search')} maxLength={200} />
      <KeyHint keys={['/']} />
    </SearchField>
  );
}

/** Choose a column, then say what about it. */
export function FilterButton({ declared, listing, onChange }: BarProps) {
  const t = useTexts(words);
  const localized = useLocalized();
  const [field, setField] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const heading = useId();
  const column = field === null ? undefined : declared[field];
  const show = (next: boolean) => {
    setOpen(next);
    if (!next) setField(null);
  };
  return (
    <Popover
      label={t('filter')}
      open={open}
      onOpenChange={show}
      trigger={<Button icon="filter">{t('filter')}</Button>}
    >
      {field !== null && column ? (
        <>
          <h3>{localized(column.title)}</h3>
          <ConditionForm
            field={field}
            column={column}
            onDone={(condition) => {
              onChange(filteredBy(listing, condition));
              show(false);
            }}
          />
        </>
      ) : (
        <>
          <h3 id={heading}>{t('filterBy')}</h3>
          <ul className="column-list" aria-labelledby={heading}>
            {filterable(declared).map(([name, one]) => (
              <li key={name}>
                <button type="button" className="column-pick" onClick={() => setField(name)}>
                  {localized(one.title)}
                  <Icon name="chevron-right" size={14} />
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </Popover>
  );
}

/** The conditions in force, each with its way out. */
export function FilterChips({ declared, listing, onChange }: BarProps) {
  const t = useTexts(words);
  const say = useConditionText(declared);
  if (listing.where.length === 0) return null;
  return (
    <div className="table-chips">
      {listing.where.map((condition) => (
        <Chip
          key={JSON.stringify(condition)}
          onRemove={() => onChange(without(listing, condition))}
          removeLabel={t('removeFilter', { name: say(condition) })}
        >
          <ConditionWords declared={declared} condition={condition} />
        </Chip>
      ))}
      {isFiltered(listing) ? (
        <Button
          kind="quiet"
          size="s"
          onPress={() => onChange({ ...wholeList, sort: listing.sort, columns: listing.columns })}
        >
          {t('clear')}
        </Button>
      ) : null}
    </div>
  );
}

function ConditionWords({ declared, condition }: { declared: Columns; condition: Condition }) {
  const say = useConditionText(declared);
  const { field, value } = condition;
  const column = declared[field];
  if (column?.type !== 'area' || typeof value !== 'string') return say(condition);
  return (
    <span>
      {say({ field, is: condition.is })} <AreaName code={value} />
    </span>
  );
}

function useConditionText(declared: Columns): (condition: Condition) => string {
  const localized = useLocalized();
  const format = useFormat();
  const isWord = useComparisonWord();
  return ({ field, is, value }) => {
    const column = declared[field];
    if (!column) return field;
    const start = `${localized(column.title)} ${isWord(column.type, is)}`;
    if (value === undefined) return start;
    const said = (Array.isArray(value) ? value : [value]).map((one) => {
      const choice = column.choices?.[String(one)];
      if (choice) return localized(choice);
      if (typeof one === 'number') return format.number(one, 2);
      if (column.type === 'day') return format.day(one);
      return column.type === 'instant' ? format.instant(one) : one;
    });
    return `${start} ${said.join(', ')}`;
  };
}

// A filter by an id comes with a link, never by hand.
function filterable(declared: Columns): readonly [string, Column][] {
  return Object.entries(declared).filter(([, column]) => column.type !== 'id');
}
