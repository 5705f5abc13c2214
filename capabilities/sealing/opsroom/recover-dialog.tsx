import { useState } from 'react';
import { isRefusal } from '#shared/problem.ts';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { keyFrom, type Opened, seal, toBase64, useSealFault } from '#web/sealing/index.ts';
import { Button, CommandNotice, Dialog, TextField, toast } from '#web/ui/index.ts';
import { giveShares, readKeyRing, readOfficers } from '../contract.ts';
import type { Ring } from './use-keys.ts';
import { words } from './words.ts';

type Props = { readonly ring: Ring; readonly opened: Opened; readonly onClose: () => void };

/** The key of the agency from its sheet of paper, sealed to the officer's own key. The code itself is not sent. */
export function RecoverDialog({ ring, opened, onClose }: Props) {
  const t = useTexts(words);
  const said = useSealFault();
  const command = useCommand(giveShares, [readKeyRing, readOfficers]);
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const recover = async () => {
    const key = await keyFrom(typed);
    if (isRefusal(key)) return setFault(said(key));
    const known = ring.keys.find(({ recipient }) => recipient === key.recipient);
    if (!known || !ring.own) return setFault(t('recoverOther', { agency: ring.agency }));
    const wrapped = toBase64(await seal([opened.own.recipient], new TextEncoder().encode(key.identity)));
    const share = { keyId: known.id, officerKeyId: ring.own.id, wrapped };
    if (!(await command.run({ body: { shares: [share] } }))) return;
    toast(t('recovered', { version: known.version }));
    onClose();
  };
  return (
    <Dialog
      title={t('recover')}
      open
      onClose={onClose}
      dismissable={typed === ''}
      actions={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button
            kind="primary"
            icon="key"
            busy={command.busy}
            isDisabled={typed.trim() === ''}
            onPress={() => void recover()}
          >
            {t('recover')}
          </Button>
        </>
      }
    >
      <div className="sealing-form">
        <p>{t('recoverText')}</p>
        <TextField
          label={t('recoverCode')}
          value={typed}
          onChange={(next) => {
            setTyped(next);
            setFault(null);
          }}
          placeholder="AGE-SECRET-KEY-PQ-1…"
          autoComplete="off"
          error={fault ?? undefined}
          maxLength={200}
          multiline
          rows={3}
          autoFocus
        />
        <CommandNotice command={command} />
      </div>
    </Dialog>
  );
}
