import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useHref } from '#web/shell/index.ts';
import { DataTable } from '#web/table/index.ts';
import {
  AppLink,
  Button,
  CommandNotice,
  Drawer,
  EmptyState,
  Select,
  TextField,
  useFieldError,
} from '#web/ui/index.ts';
import { listAgencies } from '../contract.ts';
import { listJurisdictions, readAgency } from '../endpoints.ts';
import { assignJurisdiction, withdrawJurisdiction } from '../endpoints-commands.ts';
import { Retire } from './retire.tsx';
import type { UnitNode } from './unit-tree.tsx';
import { words } from './words.ts';

type Props = { readonly agencyId: string; readonly units: readonly UnitNode[]; readonly mayChange: boolean };

/** The areas that an agency and its units answer for; each code leads to the area and its map. */
export function Jurisdictions({ agencyId, units, mayChange }: Props) {
  const t = useTexts(words);
  const href = useHref();
  const [isAssigning, setAssigning] = useState(false);
  return (
    <section className="agency-table">
      <DataTable
        endpoint={listJurisdictions}
        label={t('jurisdictions')}
        query={{ agencyId }}
        rowKey={(row) => row.id}
        cells={{
          area: (row) => (
            <span className="agency-unit">
              <AppLink to={href(`wilayah/${row.area}`, 'house')}>{row.area}</AppLink>
              {mayChange ? (
                <Retire
                  endpoint={withdrawJurisdiction}
                  input={{ params: { jurisdictionId: row.id }, body: {} }}
                  refreshes={[listJurisdictions, readAgency, listAgencies]}
                  label={t('withdraw')}
                  question={t('withdrawAsk', { area: row.area })}
                />
              ) : null}
            </span>
          ),
        }}
        tools={
          mayChange ? (
            <Button icon="plus" size="s" onPress={() => setAssigning(true)}>
              {t('assign')}
            </Button>
          ) : null
        }
        live={['agency']}
        empty={<EmptyState icon="layers" title={t('jurisdictionsNone')} />}
      />
      <Drawer title={t('assign')} open={isAssigning} onClose={() => setAssigning(false)} dismissable={false}>
        <AssignForm agencyId={agencyId} units={units} onSaved={() => setAssigning(false)} />
      </Drawer>
    </section>
  );
}

const AGENCY = 'agency';

function AssignForm({ agencyId, units, onSaved }: Omit<Props, 'mayChange'> & { onSaved: () => void }) {
  const t = useTexts(words);
  const command = useCommand(assignJurisdiction, [listJurisdictions, readAgency, listAgencies]);
  const errorOf = useFieldError(command.problem);
  const [id] = useState(() => newId());
  const [area, setArea] = useState('');
  const [holder, setHolder] = useState(AGENCY);
  const [source, setSource] = useState('');
  const holders = [
    { id: AGENCY, text: t('wholeAgency') },
    ...units.filter((unit) => unit.retiredAt === null).map((unit) => ({ id: unit.id, text: unit.name })),
  ];
  const save = async () => {
    const unitId = holder === AGENCY ? null : holder;
    const body = {
      id,
      agencyId,
      unitId,
      area: area.trim(),
      standing: 'stated' as const,
      source: source.trim(),
    };
    if (await command.run({ body })) onSaved();
  };
  return (
    <div className="agency-form">
      <TextField
        label={t('area')}
        description={t('areaNote')}
        value={area}
        onChange={setArea}
        error={errorOf('area')}
        maxLength={13}
        required
        autoFocus
      />
      <Select label={t('holder')} options={holders} value={holder} onChange={setHolder} />
      <TextField
        label={t('source')}
        description={t('sourceNote')}
        value={source}
        onChange={setSource}
        error={errorOf('source')}
        maxLength={500}
        required
      />
      <CommandNotice command={command} />
      <Button
        kind="primary"
        icon="check"
        busy={command.busy}
        isDisabled={area.trim() === '' || source.trim() === ''}
        onPress={() => void save()}
      >
        {t('save')}
      </Button>
    </div>
  );
}
