import { type ReactNode, useState } from 'react';
import { newId } from '#shared/id.ts';
import type { Command } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useOperation } from '#web/shell/index.ts';
import { Button, CommandNotice, Drawer, TextField, toast, useFieldError } from '#web/ui/index.ts';
import { correctGrant, enterGrant } from '../doors.ts';
import { type Parties, PartiesFields, partiesOf, useBeginParties } from './parties-fields.tsx';
import { draftOfGrant, restOf, type TermsDraft, termsOf, usualTerms } from './terms-draft.ts';
import { TermsFields } from './terms-fields.tsx';
import { type Grant, useGrantCommand } from './use-grant.ts';
import { words } from './words.ts';

type FrameProps = {
  readonly title: string;
  readonly command: Pick<Command<never>, 'state' | 'problem' | 'hurry' | 'busy'>;
  readonly isReady: boolean;
  readonly onSend: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
};

function Frame({ title, command, isReady, onSend, onClose, children }: FrameProps) {
  const t = useTexts(words);
  const actions = (
    <>
      <Button onPress={onClose}>{t('cancel')}</Button>
      <Button kind="primary" busy={command.busy} isDisabled={!isReady} onPress={onSend}>
        {t('save')}
      </Button>
    </>
  );
  return (
    <Drawer title={title} open wide dismissable={false} onClose={onClose} actions={actions}>
      <div className="grant-form">
        {children}
        <CommandNotice command={command} />
      </div>
    </Drawer>
  );
}

type EnterProps = { readonly onClose: () => void; readonly onEntered: (grantId: string) => void };

/** A new agreement between two sides, of which one is one's own. */
export function EnterDrawer({ onClose, onEntered }: EnterProps) {
  const t = useTexts(words);
  const { id: operationId } = useOperation();
  const command = useGrantCommand(enterGrant);
  const [id] = useState(() => newId());
  const begun = useBeginParties(operationId);
  const [changed, setChanged] = useState<Partial<Parties>>({});
  const [draft, setDraft] = useState(usualTerms);
  const parties = { ...begun, ...changed };
  const said = { terms: termsOf(draft), parties: partiesOf(parties) };
  const send = async () => {
    if (said.terms === null || said.parties === null) return;
    const body = { id, operationId, ...said.parties, ...said.terms };
    const reply = await command.run({ body });
    if (!reply) return;
    toast(t('did.enter'));
    onClose();
    onEntered(reply.id);
  };
  const isReady = said.terms !== null && said.parties !== null && restOf(draft) === 0;
  return (
    <Frame
      title={t('enter')}
      command={command}
      isReady={isReady}
      onSend={() => void send()}
      onClose={onClose}
    >
      <PartiesFields
        operationId={operationId}
        value={parties}
        onChange={(next) => setChanged({ ...changed, ...next })}
      />
      <Terms draft={draft} onChange={setDraft} problem={command.problem} />
    </Frame>
  );
}

/** All terms anew, and why. */
export function CorrectDrawer({ grant, onClose }: { grant: Grant; onClose: () => void }) {
  const t = useTexts(words);
  const command = useGrantCommand(correctGrant);
  const [draft, setDraft] = useState(() => draftOfGrant(grant));
  const [reason, setReason] = useState('');
  const terms = termsOf(draft);
  const send = async () => {
    if (terms === null) return;
    const body = { ...terms, reason: reason.trim() };
    if (!(await command.run({ params: { grantId: grant.id }, body }))) return;
    toast(t('did.correct'));
    onClose();
  };
  const isReady = terms !== null && restOf(draft) === 0 && reason.trim() !== '';
  return (
    <Frame
      title={t('act.correct')}
      command={command}
      isReady={isReady}
      onSend={() => void send()}
      onClose={onClose}
    >
      <Terms draft={draft} onChange={setDraft} problem={command.problem} />
      <TextField
        label={t('reason')}
        description={t('reasonNote')}
        value={reason}
        onChange={setReason}
        maxLength={400}
        required
      />
    </Frame>
  );
}

function Terms(props: {
  draft: TermsDraft;
  onChange: (next: TermsDraft) => void;
  problem: Parameters<typeof useFieldError>[0];
}) {
  const { draft, onChange, problem } = props;
  const errorOf = useFieldError(problem);
  return <TermsFields draft={draft} onChange={(next) => onChange({ ...draft, ...next })} errorOf={errorOf} />;
}
