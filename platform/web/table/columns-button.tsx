import type { Columns } from '#shared/table.ts';
import { useLocalized, useTexts } from '../i18n/index.ts';
import { Button, Checkbox, IconButton, Popover } from '../ui/index.ts';
import { type Listing, shownColumns } from './listing.ts';
import { words } from './words.ts';

/** Which columns are shown, and in what order. */
export function ColumnsButton(props: {
  readonly declared: Columns;
  readonly listing: Listing;
  readonly onChange: (next: Listing) => void;
}) {
  const { declared, listing, onChange } = props;
  const t = useTexts(words);
  const localized = useLocalized();
  const shown = shownColumns(listing, declared);
  const others = Object.keys(declared).filter((field) => !shown.includes(field) && !declared[field]?.hidden);
  const show = (columns: readonly string[]) => onChange({ ...listing, columns });
  return (
    <Popover label={t('columns')} trigger={<Button icon="columns">{t('columns')}</Button>}>
      <ul className="column-list">
        {[...shown, ...others].map((field) => {
          const place = shown.indexOf(field);
          const name = declared[field] ? localized(declared[field].title) : field;
          return (
            <li key={field} className="column-row">
              <Checkbox
                checked={place >= 0}
                disabled={place >= 0 && shown.length === 1}
                onChange={(on) => show(on ? [...shown, field] : shown.filter((one) => one !== field))}
              >
                {name}
              </Checkbox>
              {place > 0 ? (
                <IconButton
                  icon="chevron-up"
                  size={14}
                  label={t('moveUp', { name })}
                  onPress={() => show(moved(shown, place, -1))}
                />
              ) : null}
              {place >= 0 && place < shown.length - 1 ? (
                <IconButton
                  icon="chevron-down"
                  size={14}
                  label={t('moveDown', { name })}
                  onPress={() => show(moved(shown, place, 1))}
                />
              ) : null}
            </li>
          );
        })}
      </ul>
      {listing.columns ? (
        <Button kind="quiet" size="s" onPress={() => onChange({ ...listing, columns: null })}>
          {t('columnsReset')}
        </Button>
      ) : null}
    </Popover>
  );
}

function moved(fields: readonly string[], place: number, by: 1 | -1): readonly string[] {
  const next = fields.filter((_, index) => index !== place);
  const field = fields[place];
  return field === undefined ? fields : [...next.slice(0, place + by), field, ...next.slice(place + by)];
}
