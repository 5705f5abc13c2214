import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useMay } from '#web/shell/index.ts';
import { DataTable } from '#web/table/index.ts';
import { Button, CommandNotice, EmptyState, ReasonDialog, toast } from '#web/ui/index.ts';
import { liftHold, listHolds, placeHold } from '../contract.ts';
import { words } from './words.ts';

export function HoldTable() {
  const t = useTexts(words);
  const mayHold = useMay('legal-hold.place');
  const [isHolding, setHolding] = useState(false);
  const [id, setId] = useState(() => newId());
  const place = useCommand(placeHold, [listHolds]);
  const lift = useCommand(liftHold, [listHolds]);
  const hold = async (reason: string) => {
    if (!(await place.run({ body: { id, operationId: null, reason } }))) return;
    setHolding(false);
    setId(newId());
    toast(t('held'));
  };
  const onLift = async (holdId: string) => {
    if (await lift.run({ params: { holdId }, body: {} })) toast(t('lifted'));
  };
  return (
    <>
      <CommandNotice command={lift} />
      <DataTable
        endpoint={listHolds}
        label={t('holds')}
        rowKey={(row) => row.id}
        lead={['reason']}
        grow={['reason']}
        cells={{
          liftedAt: (row) =>
            row.state === 'standing' && mayHold ? (
              <Button size="s" busy={lift.busy} onPress={() => void onLift(row.id)}>
                {t('lift')}
              </Button>
            ) : null,
        }}
        live={['legal-hold']}
        tools={
          mayHold ? (
            <Button icon="lock" onPress={() => setHolding(true)}>
              {t('hold')}
            </Button>
          ) : null
        }
        empty={<EmptyState icon="lock" title={t('holdsNone')} text={t('holdsNoneText')} />}
      />
      {isHolding ? (
        <ReasonDialog
          title={t('hold')}
          text={t('holdText')}
          command={place}
          minLength={10}
          maxLength={600}
          onSend={(reason) => void hold(reason)}
          onClose={() => setHolding(false)}
        />
      ) : null}
    </>
  );
}
