import { useTexts } from '#web/i18n/index.ts';
import { AreaField, AreaName, Chip } from '#web/ui/index.ts';
import { words } from './words.ts';

type Props = {
  readonly value: readonly string[];
  readonly onChange: (codes: readonly string[]) => void;
};

/** Several areas, each chosen by name or code. */
export function AreaListField({ value, onChange }: Props) {
  const t = useTexts(words);
  const add = (code: string) => {
    if (code !== '' && !value.includes(code)) onChange([...value, code]);
  };
  return (
    <div>
      {/* A field of its own for every addition: it begins empty again. */}
      <AreaField
        key={value.join(' ')}
        label={t('areas')}
        note={t('areasNote')}
        value=""
        onChange={add}
        required={value.length === 0}
      />
      {value.length > 0 ? (
        <div className="ops-chosen">
          {value.map((code) => (
            <Chip
              key={code}
              removeLabel={t('remove', { what: code })}
              onRemove={() => onChange(value.filter((each) => each !== code))}
            >
              <AreaName code={code} />
            </Chip>
          ))}
        </div>
      ) : null}
    </div>
  );
}
