import { useTexts } from '#web/i18n/index.ts';
import { Select } from '#web/ui/index.ts';
import type { UnitNode } from './unit-tree.tsx';
import { words } from './words.ts';

const AGENCY = 'agency';

type Props = {
  readonly units: readonly UnitNode[];
  /** null: the agency as a whole. */
  readonly unitId: string | null;
  readonly onChange: (unitId: string | null) => void;
};

/** Whose it is: the whole agency's, or one of its units'. */
export function HolderChoice({ units, unitId, onChange }: Props) {
  const t = useTexts(words);
  const holders = [
    { id: AGENCY, text: t('wholeAgency') },
    ...units.filter((unit) => unit.retiredAt === null).map((unit) => ({ id: unit.id, text: unit.name })),
  ];
  return (
    <Select
      label={t('holder')}
      options={holders}
      value={unitId ?? AGENCY}
      onChange={(id) => onChange(id === AGENCY ? null : id)}
    />
  );
}
