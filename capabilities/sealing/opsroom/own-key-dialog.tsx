import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import {
  newKey,
  type Opened,
  passphraseFault,
  sealWords,
  suggestPassphrase,
  toBase64,
  vault,
  wrap,
} from '#web/sealing/index.ts';
import { Button, CommandNotice, Dialog, TextField, toast } from '#web/ui/index.ts';
import { keepOwnKey, readKeyRing, readOfficers } from '../contract.ts';
import type { Ring } from './use-keys.ts';
import { words } from './words.ts';

/** first: there is none. lost: its passphrase is. passphrase: the same key behind another one. */
export type OwnKeyWhy = 'first' | 'lost' | 'passphrase';

type Props = {
  readonly why: OwnKeyWhy;
  readonly ring: Ring;
  readonly opened: Opened | null;
  readonly onClose: () => void;
};

const TITLES = { first: 'makeOwn', lost: 'remakeOwn', passphrase: 'changePassphrase' } as const;

/** Asks for a passphrase twice, and keeps a key behind it. */
export function OwnKeyDialog({ why, ring, opened, onClose }: Props) {
  const t = useTexts(words);
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const keeping = useKeeping(why, ring, opened);
  const fault = passphraseFault(passphrase);
  const keep = async () => {
    if (!(await keeping.run(passphrase))) return;
    toast(t(why === 'passphrase' ? 'passphraseChanged' : 'ownMade'));
    onClose();
  };
  const isReady = fault === null && passphrase === again;
  return (
    <Dialog
      title={t(TITLES[why])}
      open
      onClose={onClose}
      dismissable={passphrase === ''}
      actions={
        <>
          <Button onPress={onClose}>{t('cancel')}</Button>
          <Button
            kind="primary"
            icon="key"
            busy={keeping.busy}
            isDisabled={!isReady}
            onPress={() => void keep()}
          >
            {t(keeping.busy ? 'making' : 'saveKey')}
          </Button>
        </>
      }
    >
      <div className="sealing-form">
        {why === 'lost' ? <Loss ring={ring} /> : null}
        <Passphrase value={passphrase} onChange={setPassphrase} />
        <TextField
          label={t('repeat')}
          value={again}
          onChange={setAgain}
          autoComplete="off"
          error={again !== '' && again !== passphrase ? t('differs') : undefined}
          maxLength={200}
        />
        <CommandNotice command={keeping.command} />
      </div>
    </Dialog>
  );
}

function Loss({ ring }: { ring: Ring }) {
  const t = useTexts(words);
  const isLast = ring.holders === 1 && ring.keys[0]?.share !== null;
  return <p className={isLast ? 'alarm strong' : ''}>{t(isLast ? 'remakeLast' : 'remakeText')}</p>;
}

function Passphrase({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useTexts(words);
  const weak = useTexts(sealWords);
  const fault = passphraseFault(value);
  return (
    <div className="sealing-passphrase">
      <TextField
        label={t('newPassphrase')}
        description={t('newPassphraseNote')}
        value={value}
        onChange={onChange}
        autoComplete="off"
        error={value !== '' && fault ? weak(`weak.${fault}`) : undefined}
        maxLength={200}
        autoFocus
      />
      <Button size="s" icon="refresh" onPress={() => onChange(suggestPassphrase())}>
        {t('suggest')}
      </Button>
    </div>
  );
}

/** Makes or rewraps the key here; the server gets it encrypted. */
function useKeeping(why: OwnKeyWhy, ring: Ring, opened: Opened | null) {
  const command = useCommand(keepOwnKey, [readKeyRing, readOfficers]);
  const [isWrapping, setWrapping] = useState(false);
  const run = async (passphrase: string): Promise<boolean> => {
    setWrapping(true);
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    const isSame = why === 'passphrase' && opened !== null;
    const key = isSame ? opened.own : await newKey();
    const wrapped = toBase64(await wrap(key.identity, passphrase));
    setWrapping(false);
    const reply = await command.run({ body: { id: newId(), recipient: key.recipient, wrapped } });
    if (!reply) return false;
    if (!isSame) vault.begin(ring.personId, key);
    return true;
  };
  return { run, command, busy: isWrapping || command.busy };
}
