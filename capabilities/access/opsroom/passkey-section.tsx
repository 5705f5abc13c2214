import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useProved } from '#web/identity/index.ts';
import { DataTable } from '#web/table/index.ts';
import { Button, CommandNotice, Dialog, EmptyState, TextField, toast } from '#web/ui/index.ts';
import { addPasskey, beginPasskey, listPasskeys, revokePasskeys } from '../endpoints-passkeys.ts';
import { useTaking } from './confirm.tsx';
import { deviceName } from './device-name.ts';
import { canPasskey, makePasskey } from './passkey.ts';
import { words } from './words-security.ts';

/** One's passkeys: add one for this device, see when each was used, revoke what is lost. */
export function PasskeySection({ host }: { host: string | null }) {
  const t = useTexts(words);
  const [isAdding, setAdding] = useState(false);
  const revoking = useTaking({
    endpoint: revokePasskeys,
    refreshes: [listPasskeys],
    title: t('passkeyRevoke'),
    icon: 'x',
  });
  const isHere = host !== null && canPasskey();
  return (
    <section className="access-section">
      <div className="access-section-head">
        <h2>{t('passkeys')}</h2>
        {isHere ? (
          <Button icon="plus" onPress={() => setAdding(true)}>
            {t('passkeyAdd')}
          </Button>
        ) : null}
      </div>
      <p className="quiet">{isHere ? t('passkeysText', { host }) : t('passkeysNot')}</p>
      <div className="access-table">
        <DataTable
          endpoint={listPasskeys}
          label={t('passkeys')}
          rowKey={(row) => row.id}
          bulk={[revoking.action]}
          live={['account']}
          prefix="k"
          empty={<EmptyState icon="key" title={t('passkeysNone')} />}
        />
      </div>
      {revoking.dialog}
      <Dialog title={t('passkeyAdd')} open={isAdding} onClose={() => setAdding(false)}>
        <AddPasskey onDone={() => setAdding(false)} />
      </Dialog>
    </section>
  );
}

function AddPasskey({ onDone }: { onDone: () => void }) {
  const t = useTexts(words);
  const begin = useProved(beginPasskey);
  const finish = useProved(addPasskey, [listPasskeys]);
  const [name, setName] = useState(() => deviceName(navigator.userAgent).slice(0, 60));
  const [isStopped, setStopped] = useState(false);
  const add = async () => {
    setStopped(false);
    const asked = await begin.command.run({ body: {} });
    if (!asked) return;
    const credential = await makePasskey(asked);
    if (credential === null) return setStopped(true);
    const body = { id: newId(), ticket: asked.ticket, name: name.trim(), credential };
    if (!(await finish.command.run({ body }))) return;
    toast(t('passkeyAdded'));
    onDone();
  };
  return (
    <div className="access-form">
      <TextField
        label={t('passkeyName')}
        description={t('passkeyNameNote')}
        value={name}
        onChange={setName}
        maxLength={60}
        autoFocus
        required
      />
      <CommandNotice command={begin.command} />
      <CommandNotice command={finish.command} />
      {isStopped ? (
        <p className="alarm" role="alert">
          {t('passkeyStopped')}
        </p>
      ) : null}
      <div className="access-actions">
        <Button onPress={onDone}>{t('cancel')}</Button>
        <Button
          kind="primary"
          icon="key"
          busy={begin.command.busy || finish.command.busy}
          isDisabled={name.trim() === ''}
          onPress={() => void add()}
        >
          {t('passkeyAdd')}
        </Button>
      </div>
      {begin.proof}
      {finish.proof}
    </div>
  );
}
