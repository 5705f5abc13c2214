import { useLocalized, useTexts } from '#web/i18n/index.ts';
import { Select } from '#web/ui/index.ts';
import { type ColumnsFound, type Mapping, type Target, targets, targetWords } from '../import-contract.ts';
import { words } from './words.ts';

const NONE = '';

/** Which column of the file is what: suggested, and confirmed by a person. */
export function MappingFields(props: {
  found: ColumnsFound;
  mapping: Mapping;
  onChange: (next: Mapping) => void;
}) {
  const { found, mapping, onChange } = props;
  const t = useTexts(words);
  const localized = useLocalized();
  const options = [
    { id: NONE, text: t('notMapped') },
    ...found.columns.map(({ name }) => ({ id: name, text: name })),
  ];
  const change = (target: Target, column: string) => {
    const { [target]: _, ...rest } = mapping;
    onChange(column === NONE ? rest : { ...rest, [target]: column });
  };
  const samplesOf = (column: string | undefined) => {
    const samples = found.columns.find(({ name }) => name === column)?.samples ?? [];
    return samples.length > 0 ? t('samples', { samples: samples.join(' · ').slice(0, 80) }) : undefined;
  };
  return (
    <section>
      <h2>{t('mapping')}</h2>
      <p className="quiet">{t('mappingNote')}</p>
      <div className="tps-mapping">
        {targets.map((target) => (
          <Select
            key={target}
            label={localized(targetWords[target])}
            options={options}
            value={mapping[target] ?? NONE}
            onChange={(column) => change(target, column)}
            description={samplesOf(mapping[target])}
          />
        ))}
      </div>
    </section>
  );
}
