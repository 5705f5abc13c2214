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

/** The units of one agency, and adding, changing or retiring them. */
export function Units({ agencyId, units, mayChange }: Props) {
  const t = useTexts(words);
  const [opened, setOpened] = useState<UnitNode | 'new' | null>(null);
  const close = () => setOpened(null);
  const steps = (unit: UnitNode) =>
    mayChange ? (
      <>
        <Button icon="edit" size="s" kind="quiet" onPress={() => setOpened(unit)}>
          {t('edit')}
        </Button>
        <Retire
          endpoint={retireUnit}
          input={{ params: { unitId: unit.id }, body: {} }}
          refreshes={[readAgency]}
          label={t('retire')}
          question={t('retireAsk', { name: unit.name })}
        />
      </>
    ) : null;
  return (
    <section className="agency-units">
      {mayChange ? (
        <Button icon="plus" size="s" onPress={() => setOpened('new')}>
          {t('addUnit')}
        </Button>
      ) : null}
      <UnitTree units={units} action={steps} />
      <Drawer
        title={t(opened === 'new' ? 'addUnit' : 'editUnit')}
        open={opened !== null}
        onClose={close}
        dismissable={false}
      >
        {opened ? (
          <UnitForm
            agencyId={agencyId}
            units={units}
            unit={opened === 'new' ? null : opened}
            onSaved={close}
          />
        ) : null}
      </Drawer>
    </section>
  );
}
