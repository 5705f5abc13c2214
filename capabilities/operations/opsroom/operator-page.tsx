import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Page, useMay } from '#web/shell/index.ts';
import { DataTable } from '#web/table/index.ts';
import { Button, CommandNotice, Drawer, EmptyState, TextField, toast } from '#web/ui/index.ts';
import { listOperators, stateOperator } from '../operator.ts';
import { words } from './operator-words.ts';
import './operations.css';

/** Pengelola server: every statement, and a new one by an administrator. */
export function OperatorPage() {
  const t = useTexts(words);
  const mayState = useMay('server-operator.state');
  const [isWriting, setWriting] = useState(false);
  const actions = mayState ? (
    <Button kind="primary" icon="edit" onPress={() => setWriting(true)}>
      {t('state')}
    </Button>
  ) : null;
  return (
    <Page title={t('title')} above={<p className="ops-meaning">{t('meaning')}</p>} actions={actions}>
      <DataTable
        endpoint={listOperators}
        label={t('title')}
        rowKey={(row) => row.id}
        lead={['operator']}
        live={['server-operator']}
        empty={<EmptyState icon="server" title={t('none')} text={t('noneText')} />}
      />
      {isWriting ? <OperatorForm onClose={() => setWriting(false)} /> : null}
    </Page>
  );
}

const BLANK = { operator: '', place: '', contact: '', backups: '' };
const FIELDS = [
  { name: 'operator', note: 'operatorNote' },
  { name: 'place', note: null },
  { name: 'contact', note: 'contactNote' },
  { name: 'backups', note: 'backupsNote' },
] as const;

function OperatorForm({ onClose }: { onClose: () => void }) {
  const t = useTexts(words);
  const [said, setSaid] = useState(BLANK);
  const command = useCommand(stateOperator, [listOperators]);
  const isReady = FIELDS.every(({ name }) => said[name].trim() !== '');
  const send = async () => {
    if (!(await command.run({ body: { id: newId(), ...said } }))) return;
    toast(t('saved'));
    onClose();
  };
  return (
    <Drawer
      title={t('state')}
      open
      onClose={onClose}
      dismissable={said === BLANK}
      actions={
        <Button kind="primary" busy={command.busy} isDisabled={!isReady} onPress={() => void send()}>
          {t('save')}
        </Button>
      }
    >
      <div className="ops-form">
        <p className="quiet">{t('stateNote')}</p>
        {FIELDS.map(({ name, note }) => (
          <TextField
            key={name}
            label={t(name)}
            {...(note ? { description: t(note) } : {})}
            value={said[name]}
            onChange={(value) => setSaid({ ...said, [name]: value })}
            maxLength={name === 'backups' ? 300 : 200}
            required
          />
        ))}
        <CommandNotice command={command} />
      </div>
    </Drawer>
  );
}
