import { useState } from 'react';
import { useAsk, useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useLive } from '#web/live/index.ts';
import { useMay, usePerson } from '#web/shell/index.ts';
import { Answer, Button, EmptyState, ReasonDialog, toast } from '#web/ui/index.ts';
import { readOperation } from '../contract.ts';
import { addOwner, withdrawOwner } from '../elections.ts';
import { AgencyChoice, CivilNote } from './owner-field.tsx';
import { RecordDrawer, unsourced } from './record-drawer.tsx';
import { useAgencies } from './use-agencies.ts';
import { words } from './words.ts';

type InOperation = { readonly operationId: string };

/** Pemilik bersama: who owns the operation, and the way out for an agency of its own. */
export function OwnersTab({ operationId }: InOperation) {
  const card = useAsk(readOperation, { params: { operationId } });
  useLive(['operation'], [readOperation]);
  return (
    <Answer of={card} rows={4}>
      {({ owners }) => <Owners operationId={operationId} owners={owners} />}
    </Answer>
  );
}

function Owners({ operationId, owners }: InOperation & { readonly owners: readonly string[] }) {
  const t = useTexts(words);
  const { agency: own } = usePerson();
  const mayLeave = useMay('operation.withdraw-as-owner');
  const agencies = useAgencies();
  const [leaving, setLeaving] = useState(false);
  const command = useCommand(withdrawOwner, [readOperation]);
  const known = owners.flatMap((id) => agencies.find((agency) => agency.id === id) ?? []);
  const leave = async (reason: string) => {
    if (!own) return;
    const body = { agencyId: own.id, reason };
    if (await command.run({ params: { operationId }, body })) setLeaving(false);
  };
  if (owners.length === 0)
    return <EmptyState icon="shield" title={t('ownersNone')} text={t('ownersNoneText')} />;
  return (
    <div className="ops-shared">
      <p className="quiet">{t('ownersText')}</p>
      <ul className="ops-list ops-owners">
        {known.map(({ id, name, kindName }) => (
          <li key={id}>
            <div className="ops-list-line">
              <span className="strong">{name}</span>
              {own?.id === id && mayLeave ? (
                <Button size="s" onPress={() => setLeaving(true)}>
                  {t('withdrawOwner')}
                </Button>
              ) : null}
            </div>
            <span className="quiet small">{kindName}</span>
          </li>
        ))}
      </ul>
      {agencies.length > 0 ? <CivilNote owners={known} /> : null}
      {leaving ? (
        <ReasonDialog
          title={t('withdrawOwner')}
          text={t('withdrawOwnerText')}
          command={command}
          onSend={(reason) => void leave(reason)}
          onClose={() => setLeaving(false)}
        />
      ) : null}
    </div>
  );
}

export function OwnerForm({ operationId, onClose }: InOperation & { readonly onClose: () => void }) {
  const t = useTexts(words);
  const command = useCommand(addOwner, [readOperation]);
  const card = useAsk(readOperation, { params: { operationId } });
  const owners = card.state === 'ready' ? card.data.owners : [];
  const [agencyId, setAgencyId] = useState<string | null>(null);
  const [sourcing, setSourcing] = useState(unsourced);
  const send = async () => {
    if (agencyId === null) return;
    const body = { agencyId, source: sourcing.source.trim() };
    if (!(await command.run({ params: { operationId }, body }))) return;
    toast(t('saved'));
    onClose();
  };
  return (
    <RecordDrawer
      title={t('addOwner')}
      note={t('addOwnerText')}
      command={command}
      isReady={agencyId !== null}
      onSave={() => void send()}
      onClose={onClose}
      sourcing={sourcing}
      onSourcing={setSourcing}
      hasStanding={false}
    >
      <AgencyChoice
        label={t('agency')}
        agencies={useAgencies().filter(({ id }) => !owners.includes(id))}
        value={agencyId}
        onChange={setAgencyId}
      />
    </RecordDrawer>
  );
}
