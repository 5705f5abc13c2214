import { useState } from 'react';
import { useCommand } from '#web/api/index.ts';
import { useLocalized, useTexts } from '#web/i18n/index.ts';
import type { RowOf } from '#web/table/index.ts';
import { AreaField, Button, ReasonDialog, Select, TextField, toast, useFieldError } from '#web/ui/index.ts';
import { readOperation } from '../contract.ts';
import { listElections, stateElection, withdrawElection } from '../elections.ts';
import { electionWords, keysOf } from '../vocabulary.ts';
import { NameFields } from './name-fields.tsx';
import { RecordDrawer, unsourced } from './record-drawer.tsx';
import { asStated } from './standing-select.tsx';
import { words } from './words.ts';

type Row = RowOf<typeof listElections>;
type Props = {
  readonly operationId: string;
  /** Left out: a new one. */
  readonly election?: Row;
  readonly onClose: () => void;
};

const empty = { key: '', name: '', nameEn: '', kind: 'governor' as Row['kind'], area: '', votingDay: '' };
const isKey = (text: string) => /^[a-z0-9]+([-.][a-z0-9]+)*$/.test(text);

/** Records an election that is secured, or changes what is said of one. */
export function ElectionForm({ operationId, election, onClose }: Props) {
  const t = useTexts(words);
  const command = useCommand(stateElection, [listElections, readOperation]);
  const errorOf = useFieldError(command.problem);
  const [said, setSaid] = useState(() => (election ? { ...election, area: election.area ?? '' } : empty));
  const [sourcing, setSourcing] = useState(() =>
    election ? { source: election.source, standing: asStated(election.standing) } : unsourced,
  );
  const set = (next: Partial<typeof empty>) => setSaid({ ...said, ...next });
  const send = async () => {
    const { key, kind, area, votingDay } = said;
    const name = { id: said.name.trim(), en: said.nameEn.trim() || said.name.trim() };
    const { source, standing } = sourcing;
    const stated = { key, kind, area: area || null, name, votingDay, source: source.trim(), standing };
    const body = { ...stated, version: election?.version ?? null };
    if (!(await command.run({ params: { operationId }, body }))) return;
    toast(t('saved'));
    onClose();
  };
  return (
    <RecordDrawer
      title={t(election ? 'changeElection' : 'addElection')}
      note={t('journalKeeps')}
      command={command}
      isReady={isKey(said.key) && said.name.trim() !== '' && said.votingDay !== ''}
      onSave={() => void send()}
      onClose={onClose}
      sourcing={sourcing}
      onSourcing={setSourcing}
    >
      {election?.state === 'withdrawn' ? (
        <p className="notice">{t('withdrawnNote', { reason: election.reason ?? '' })}</p>
      ) : null}
      <ElectionFields said={said} set={set} isNew={!election} areaError={errorOf('area')} />
      {election?.state === 'secured' ? (
        <Withdrawal operationId={operationId} electionKey={election.key} onDone={onClose} />
      ) : null}
    </RecordDrawer>
  );
}

type FieldsProps = {
  readonly said: typeof empty;
  readonly set: (next: Partial<typeof empty>) => void;
  readonly isNew: boolean;
  readonly areaError: string | undefined;
};

function ElectionFields({ said, set, isNew, areaError }: FieldsProps) {
  const t = useTexts(words);
  const localized = useLocalized();
  return (
    <>
      <NameFields said={said} onChange={set} />
      <div className="ops-pair">
        <Select
          label={t('kind')}
          options={keysOf(electionWords).map((id) => ({ id, text: localized(electionWords[id]) }))}
          value={said.kind}
          onChange={(kind) => set({ kind })}
        />
        <TextField
          label={t('votingDay')}
          type="date"
          value={said.votingDay}
          onChange={(votingDay) => set({ votingDay })}
          required
        />
      </div>
      <AreaField label={t('area')} value={said.area} onChange={(area) => set({ area })} error={areaError} />
      <TextField
        label={t('key')}
        description={t('electionKeyNote')}
        value={said.key}
        onChange={(key) => set({ key })}
        maxLength={80}
        error={said.key === '' || isKey(said.key) ? undefined : t('keyNote')}
        disabled={!isNew}
        required
      />
    </>
  );
}

function Withdrawal(props: { operationId: string; electionKey: string; onDone: () => void }) {
  const { operationId, electionKey: key, onDone } = props;
  const t = useTexts(words);
  const command = useCommand(withdrawElection, [listElections, readOperation]);
  const [isAsking, setAsking] = useState(false);
  const send = async (reason: string) => {
    if (await command.run({ params: { operationId }, body: { key, reason } })) onDone();
  };
  return (
    <div>
      <Button icon="x" onPress={() => setAsking(true)}>
        {t('withdrawElection')}
      </Button>
      {isAsking ? (
        <ReasonDialog
          title={t('withdrawElection')}
          text={t('withdrawElectionText')}
          command={command}
          onSend={(reason) => void send(reason)}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}
