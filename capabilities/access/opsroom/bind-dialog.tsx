import { useState } from 'react';
import { listProposals, propose } from '#rooms/approvals/contract.ts';
import { newId } from '#shared/id.ts';
import { useAsk } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useProved } from '#web/identity/index.ts';
import type { BulkAction } from '#web/table/index.ts';
import { Button, CommandNotice, Dialog, Select, TextField, toast } from '#web/ui/index.ts';
import { listAccounts } from '../endpoints-accounts.ts';
import { bindProvider, listProviders } from '../endpoints-providers.ts';
import { bindAccount } from '../two-persons.ts';
import { words } from './words-security.ts';
import { words as twoWords } from './words-two-persons.ts';

/** Releases one picked account from the provider of its agency, or proposes to bind it. Not offered where no agency has one. */
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
  const two = useTexts(twoWords);
  const releasing = useProved(bindProvider, [listAccounts]);
  const proposing = useProved(propose, [listProposals]);
  const [id] = useState(() => newId());
  const [provider, setProvider] = useState(providers[0]?.key ?? '');
  const [subject, setSubject] = useState('');
  const [reason, setReason] = useState('');
  const onRelease = async () => {
    if (!(await releasing.command.run({ body: { accountId, provider, subject: null } }))) return;
    toast(t('released'));
    onDone();
  };
  const onPropose = async () => {
    const input = { accountId, provider, subject: subject.trim() };
    const body = { id, action: bindAccount.name, input, reason: reason.trim() };
    if (!(await proposing.command.run({ body }))) return;
    toast(two('proposed'));
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
      <TextField label={t('bindReason')} value={reason} onChange={setReason} maxLength={1_000} />
      <CommandNotice command={releasing.command} />
      <CommandNotice command={proposing.command} />
      <div className="access-actions">
        <Button busy={releasing.command.busy} onPress={() => void onRelease()}>
          {t('release')}
        </Button>
        <Button
          kind="primary"
          busy={proposing.command.busy}
          isDisabled={subject.trim() === '' || reason.trim().length < SHORTEST_REASON}
          onPress={() => void onPropose()}
        >
          {t('bindPropose')}
        </Button>
      </div>
      {releasing.proof}
      {proposing.proof}
    </div>
  );
}

/** As `propose` asks for. */
const SHORTEST_REASON = 10;
