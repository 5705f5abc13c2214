import { type FormEvent, useState } from 'react';
import { isRefusal } from '#shared/problem.ts';
import { useTexts } from '../i18n/index.ts';
import { Button, Checkbox, Icon, TextField } from '../ui/index.ts';
import './sealing.css';
import { useSealFault, vault } from './use-vault.ts';
import type { KeyRing, Opened } from './vault.ts';
import { words } from './words.ts';

/** Asks for the passphrase and unlocks the vault of this tab. `onOpen` also gets what was opened. */
export function UnlockForm({ ring, onOpen }: { ring: KeyRing; onOpen?: (opened: Opened) => void }) {
  const t = useTexts(words);
  const said = useSealFault();
  const [passphrase, setPassphrase] = useState('');
  const [isShown, setShown] = useState(false);
  const [state, setState] = useState<{ busy: boolean; fault: string | null }>({ busy: false, fault: null });
  // A field in error holds its form back: the next try must be possible once something was typed.
  const type = (next: string) => {
    setPassphrase(next);
    setState({ busy: false, fault: null });
  };
  const unlock = async (event: FormEvent) => {
    event.preventDefault();
    setState({ busy: true, fault: null });
    // The slow unwrapping holds this thread for a second: the word for it is drawn first.
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    const found = await vault.unlock(ring, passphrase);
    setState({ busy: false, fault: isRefusal(found) ? said(found) : null });
    if (isRefusal(found)) return;
    setPassphrase('');
    onOpen?.(found);
  };
  return (
    <form className="seal-unlock" onSubmit={(event) => void unlock(event)}>
      <TextField
        label={t('passphrase')}
        type={isShown ? 'text' : 'password'}
        value={passphrase}
        onChange={type}
        autoComplete="off"
        error={state.fault ?? undefined}
        maxLength={200}
        autoFocus
      />
      <Checkbox checked={isShown} onChange={setShown}>
        {t('show')}
      </Checkbox>
      <p className="quiet small">{t('unlockText')}</p>
      <Button type="submit" kind="primary" icon="key" busy={state.busy} isDisabled={passphrase.trim() === ''}>
        {t(state.busy ? 'unlocking' : 'unlock')}
      </Button>
    </form>
  );
}

/** Says that keys are open in this tab, and closes them. */
export function OpenMark() {
  const t = useTexts(words);
  return (
    <span className="seal-open">
      <Icon name="key" size={15} />
      <span className="seal-open-word">{t('open')}</span>
      <Button size="s" icon="lock" onPress={() => vault.lock()}>
        {t('lock')}
      </Button>
    </span>
  );
}

/** Instead of what seals, where a page came over plain http: somebody on the way could have changed it. */
export function InsecureNote() {
  const t = useTexts(words);
  return (
    <p className="notice notice-alarm" role="alert">
      <Icon name="warning" size={16} />
      {t('fault.insecure')}
    </p>
  );
}
