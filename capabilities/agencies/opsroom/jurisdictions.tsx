import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useHref } from '#web/shell/index.ts';
import { DataTable } from '#web/table/index.ts';
import { AppLink, AreaField, AreaName, Button, Drawer, EmptyState, useFieldError } from '#web/ui/index.ts';
import { listAgencies } from '../contract.ts';
import { listJurisdictions, readAgency, readKinds } from '../endpoints.ts';
import { assignJurisdiction, withdrawJurisdiction } from '../endpoints-commands.ts';
import { HolderChoice } from './holder-choice.tsx';
import { Retire } from './retire.tsx';
import { SaveForm, SourceField } from './save-form.tsx';
import type { UnitNode } from './unit-tree.tsx';
import { words } from './words.ts';

type Props = { readonly agencyId: string; readonly units: readonly UnitNode[]; readonly mayChange: boolean };

/** What names a jurisdiction on a phone. */
const LEAD = ['area'];

/** The areas that an agency and its units answer for; each code leads to the area and its map. */
export function Jurisdictions({ agencyId, units, mayChange }: Props) {
  const t = useTexts(words);
  const href = useHref();
  const [isAssigning, setAssigning] = useState(false);
  const kindName = useKindName();
  return (
    <section className="agency-table">
      <DataTable
        endpoint={listJurisdictions}
        label={t('jurisdictions')}
        query={{ agencyId }}
        rowKey={(row) => row.id}
        lead={LEAD}
        cells={{
          kind: (row) => kindName(row.kind),
          area: (row) => (
            <span className="agency-unit">
              <AppLink to={href(`wilayah/${row.area}`, 'house')}>
                <AreaName code={row.area} />
              </AppLink>
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

/** What a kind is called in short; its key while the kinds are on their way. */
function useKindName(): (key: string) => string {
  const kinds = useAsk(readKinds, {});
  return (key) => {
    const kind = kinds.state === 'ready' ? kinds.data.kinds.find((one) => one.key === key) : undefined;
    return kind?.short ?? key;
  };
}

function AssignForm({ agencyId, units, onSaved }: Omit<Props, 'mayChange'> & { onSaved: () => void }) {
  const t = useTexts(words);
  const command = useCommand(assignJurisdiction, [listJurisdictions, readAgency, listAgencies]);
  const errorOf = useFieldError(command.problem);
  const [id] = useState(() => newId());
  const [area, setArea] = useState('');
  const [unitId, setUnitId] = useState<string | null>(null);
  const [source, setSource] = useState('');
  const save = async () => {
    const body = {
      id,
      agencyId,
      unitId,
      area,
      standing: 'stated' as const,
      source: source.trim(),
    };
    if (await command.run({ body })) onSaved();
  };
  return (
    <SaveForm command={command} isReady={area !== '' && source.trim() !== ''} onSave={() => void save()}>
      <AreaField
        label={t('area')}
        note={t('areaNote')}
        value={area}
        onChange={setArea}
        error={errorOf('area')}
        required
        autoFocus
      />
      <HolderChoice units={units} unitId={unitId} onChange={setUnitId} />
      <SourceField value={source} onChange={setSource} error={errorOf('source')} />
    </SaveForm>
  );
}
