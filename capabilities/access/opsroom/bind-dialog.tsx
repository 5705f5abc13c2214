import { useState } from 'react';
import { useAsk } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import type { BulkAction } from '#web/table/index.ts';
import { Button, CommandNotice, Dialog, Select, TextField, toast } from '#web/ui/index.ts';
import { listAccounts } from '../endpoints-accounts.ts';
import { bindProvider, listProviders } from '../endpoints-providers.ts';
import { useProved } from './proof.tsx';
import { words } from './words-security.ts';

/** Binds one picked account to a person at the provider of its agency. Not offered where no agency has one. */
export function useBinding() {
  const t = useTexts(words);
  const asked = useAsk(listProviders, {});
  const [accountId, setAccountId] = useState<string | null>(null);
  const providers = asked.state === 'ready' ? asked.data.providers : [];
  const choose = (ids: readonly string[]) => {
    const [only, ...more] = ids;
    if (only === undefined || more.length > 0) return toast(t('bindOne'), { kind: 'alarm' });
    setAccountId(only);
  };
  const action: BulkAction = { id: 'access.bindProvider', text: t('bind'), icon: 'link', run: choose };
  const close = () => setAccountId(null);
  const dialog = (
    <Dialog title={t('bind')} open={accountId !== null} onClose={close}>
      {accountId ? <BindForm accountId={accountId} providers={providers} onDone={close} /> : null}
    </Dialog>
  );
  return { actions: providers.length > 0 ? [action] : [], dialog };
}

type FormProps = {
  readonly accountId: string;
  readonly providers: readonly { readonly key: string; readonly name: string }[];
  readonly onDone: () => void;
};

function BindForm({ accountId, providers, onDone }: FormProps) {
  const t = useTexts(words);
  const { command, proof } = useProved(bindProvider, [listAccounts]);
  const [provider, setProvider] = useState(providers[0]?.key ?? '');
  const [subject, setSubject] = useState('');
  const bind = async (to: string | null) => {
    if (!(await command.run({ body: { accountId, provider, subject: to } }))) return;
    toast(t(to === null ? 'released' : 'bound'));
    onDone();
  };
  return (
    <div className="access-form">
      <p>{t('bindText')}</p>
      <Select
        label={t('provider')}
        options={providers.map(({ key, name }) => ({ id: key, text: name }))}
        value={provider}
        onChange={setProvider}
      />
      <TextField
        label={t('subject')}
        description={t('subjectNote')}
        value={subject}
        onChange={setSubject}
        maxLength={200}
        autoFocus
      />
      <CommandNotice command={command} />
      <div className="access-actions">
        <Button onPress={() => void bind(null)}>{t('release')}</Button>
        <Button
          kind="primary"
          busy={command.busy}
          isDisabled={subject.trim() === ''}
          onPress={() => void bind(subject.trim())}
        >
          {t('bind')}
        </Button>
      </div>
      {proof}
    </div>
  );
}
