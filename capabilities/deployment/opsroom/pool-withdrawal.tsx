import { useState } from 'react';
import { useCommand } from '#web/api/index.ts';
import { useFormat, useLocalized, useTexts } from '#web/i18n/index.ts';
import { useOperation } from '#web/shell/index.ts';
import { Button, CommandNotice, Dialog, TextField, toast } from '#web/ui/index.ts';
import { listNeed, readNeedSummary } from '../contract.ts';
import { forceWords, type PoolRow, readPools, withdrawPool } from '../plan.ts';
import { words } from './words.ts';

/** Withdraws one recorded row, with the reason; it stays in the list for the days on which it stood. */
export function PoolWithdrawal({ pool, onClose }: { pool: PoolRow; onClose: () => void }) {
  const t = useTexts(words);
  const { number } = useFormat();
  const localized = useLocalized();
  const { id: operationId } = useOperation();
  const command = useCommand(withdrawPool, [readPools, readNeedSummary, listNeed]);
  const [reason, setReason] = useState('');
  const send = async () => {
    const body = { reason: reason.trim() };
    if (!(await command.run({ params: { operationId, poolId: pool.id }, body }))) return;
    toast(t('withdrawDone'));
    onClose();
  };
  const what = `${number(pool.count)} ${localized(forceWords[pool.force])}`;
  return (
    <Dialog
      title={t('withdrawTitle', { what, where: pool.areaName ?? t('wholeOperation') })}
      open
      dismissable={false}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button
            kind="primary"
            busy={command.busy}
            isDisabled={reason.trim() === ''}
            onPress={() => void send()}
          >
            {t('withdraw')}
          </Button>
        </>
      }
    >
      <div className="plan-form">
        <p className="quiet">{t('withdrawNote')}</p>
        <TextField label={t('withdrawReason')} value={reason} onChange={setReason} maxLength={400} required />
        <CommandNotice command={command} />
      </div>
    </Dialog>
  );
}
