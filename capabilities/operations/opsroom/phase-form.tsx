import { useState } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Segmented, TextField, toast } from '#web/ui/index.ts';
import { readOperation } from '../contract.ts';
import { statePhase } from '../elections.ts';
import { RecordDrawer, unsourced } from './record-drawer.tsx';
import { asStated } from './standing-select.tsx';
import { words } from './words.ts';

export const phases = ['before', 'voting', 'after'] as const;
type Phase = (typeof phases)[number];
type Known = ReplyOf<typeof readOperation>['phases'];
type Props = { readonly operationId: string; readonly known: Known; readonly onClose: () => void };

const draftOf = (known: Known, phase: Phase) => {
  const stated = known.find((each) => each.phase === phase);
  const { firstDay = '', lastDay = '', source = '' } = stated ?? {};
  const sourcing = stated ? { source, standing: asStated(stated.standing) } : unsourced;
  return { phase, firstDay, lastDay, sourcing, version: stated?.version ?? null };
};

/** Says when a phase begins and ends; the journal keeps what was said before. */
export function PhaseForm({ operationId, known, onClose }: Props) {
  const t = useTexts(words);
  const command = useCommand(statePhase, [readOperation]);
  const [draft, setDraft] = useState(() => draftOf(known, 'before'));
  const { phase, firstDay, lastDay, sourcing, version } = draft;
  const send = async () => {
    const { source, standing } = sourcing;
    const body = { phase, firstDay, lastDay, source: source.trim(), standing, version };
    if (!(await command.run({ params: { operationId }, body }))) return;
    toast(t('saved'));
    onClose();
  };
  const day = (field: 'firstDay' | 'lastDay') => (
    <TextField
      label={t(field)}
      type="date"
      value={draft[field]}
      onChange={(value) => setDraft({ ...draft, [field]: value })}
      required
    />
  );
  return (
    <RecordDrawer
      title={t('statePhase')}
      note={t('journalKeeps')}
      command={command}
      isReady={firstDay !== '' && lastDay !== ''}
      onSave={() => void send()}
      onClose={onClose}
      sourcing={sourcing}
      onSourcing={(next) => setDraft({ ...draft, sourcing: next })}
    >
      <Segmented
        label={t('phase')}
        options={phases.map((id) => ({ id, text: t(`phase.${id}`) }))}
        value={phase}
        onChange={(next) => setDraft(draftOf(known, next))}
      />
      <div className="ops-pair">
        {day('firstDay')}
        {day('lastDay')}
      </div>
    </RecordDrawer>
  );
}
