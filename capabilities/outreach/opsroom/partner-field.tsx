import { listAgencies } from '#rooms/agencies/contract.ts';
import { MAX_PAGE } from '#shared/table.ts';
import { useAsk } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { usePerson } from '#web/shell/index.ts';
import { Chip, ComboBox } from '#web/ui/index.ts';
import { words } from './words.ts';

type Props = { readonly value: readonly string[]; readonly onChange: (ids: readonly string[]) => void };

/** Agencies that hold the event together with one's own. */
export function PartnerField({ value, onChange }: Props) {
  const t = useTexts(words);
  const own = usePerson().agency?.id;
  const asked = useAsk(listAgencies, { query: { limit: MAX_PAGE, sort: 'short' } });
  const agencies = asked.state === 'ready' ? asked.data.rows.filter(({ id }) => id !== own) : [];
  const chosen = agencies.filter(({ id }) => value.includes(id));
  const open = agencies.filter(({ id, retiredAt }) => retiredAt === null && !value.includes(id));
  return (
    <div className="outreach-partners">
      <ComboBox
        key={value.join(' ')}
        label={t('partners')}
        options={open.map(({ id, short, name }) => ({ id, text: short, note: name }))}
        value={null}
        onChange={(id) => onChange([...value, id])}
      />
      {chosen.length === 0 ? null : (
        <div className="outreach-chips">
          {chosen.map(({ id, short }) => (
            <Chip
              key={id}
              removeLabel={t('remove', { what: short })}
              onRemove={() => onChange(value.filter((each) => each !== id))}
            >
              {short}
            </Chip>
          ))}
        </div>
      )}
    </div>
  );
}
