import { useState } from 'react';
import { useTexts } from '#web/i18n/index.ts';
import { Button, Drawer } from '#web/ui/index.ts';
import { readAgency } from '../endpoints.ts';
import { retireUnit } from '../endpoints-commands.ts';
import { Retire } from './retire.tsx';
import { UnitForm } from './unit-form.tsx';
import { type UnitNode, UnitTree } from './unit-tree.tsx';
import { words } from './words.ts';

type Props = {
  readonly agencyId: string;
  readonly units: readonly UnitNode[];
  readonly mayChange: boolean;
};

/** The units of one agency, and adding or retiring them. */
export function Units({ agencyId, units, mayChange }: Props) {
  const t = useTexts(words);
  const [isAdding, setAdding] = useState(false);
  const retire = (unit: UnitNode) =>
    mayChange ? (
      <Retire
        endpoint={retireUnit}
        input={{ params: { unitId: unit.id }, body: {} }}
        refreshes={[readAgency]}
        label={t('retire')}
        question={t('retireAsk', { name: unit.name })}
      />
    ) : null;
  return (
    <section className="agency-units">
      {mayChange ? (
        <Button icon="plus" size="s" onPress={() => setAdding(true)}>
          {t('addUnit')}
        </Button>
      ) : null}
      <UnitTree units={units} action={retire} />
      <Drawer title={t('addUnit')} open={isAdding} onClose={() => setAdding(false)} dismissable={false}>
        <UnitForm agencyId={agencyId} units={units} onSaved={() => setAdding(false)} />
      </Drawer>
    </section>
  );
}
