import type { AgencyRow } from '#rooms/agencies/contract.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Chip, ComboBox } from '#web/ui/index.ts';
import { civilSectors } from '../vocabulary.ts';
import { words } from './words.ts';

type Agency = Pick<AgencyRow, 'id' | 'name' | 'kindName' | 'sector'>;
type Props = {
  readonly agencies: readonly Agency[];
  readonly value: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
};

/** The agencies that own the operation together. */
export function OwnerField({ agencies, value, onChange }: Props) {
  const t = useTexts(words);
  const chosen = value.flatMap((id) => agencies.find((agency) => agency.id === id) ?? []);
  return (
    <div>
      <AgencyChoice
        key={value.join(' ')}
        label={t('owners')}
        agencies={agencies.filter(({ id }) => !value.includes(id))}
        value={null}
        onChange={(id) => onChange([...value, id])}
      />
      {chosen.length > 0 ? (
        <div className="ops-chosen">
          {chosen.map(({ id, name }) => (
            <Chip
              key={id}
              removeLabel={t('remove', { what: name })}
              onRemove={() => onChange(value.filter((each) => each !== id))}
            >
              {name}
            </Chip>
          ))}
        </div>
      ) : null}
      <CivilNote owners={chosen} />
    </div>
  );
}

export function AgencyChoice(props: {
  readonly label: string;
  readonly agencies: readonly Agency[];
  readonly value: string | null;
  readonly onChange: (id: string) => void;
}) {
  const t = useTexts(words);
  return (
    <ComboBox
      label={props.label}
      description={t('ownersNote')}
      options={props.agencies.map(({ id, name, kindName }) => ({ id, text: name, note: kindName }))}
      value={props.value}
      onChange={props.onChange}
    />
  );
}

/** The election commission and the supervisor own an operation beside the police: says which of them is missing. */
export function CivilNote({ owners }: { owners: readonly Pick<Agency, 'sector'>[] }) {
  const t = useTexts(words);
  const missing = civilSectors.filter((sector) => !owners.some((owner) => owner.sector === sector));
  if (missing.length === 0) return null;
  return (
    <p className="notice">
      {t('civilMissing', { who: missing.map((each) => t(`sector.${each}`)).join(', ') })}
    </p>
  );
}
