import { useState } from 'react';
import { listProposals, propose } from '#rooms/approvals/contract.ts';
import { newId } from '#shared/id.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useProved } from '#web/identity/index.ts';
import { ReasonDialog, toast, useGo } from '#web/ui/index.ts';
import { words } from './words-two-persons.ts';

type Props = {
  readonly action: string;
  readonly input: Readonly<Record<string, string>>;
  readonly title: string;
  readonly text: string;
  readonly onClose: () => void;
};

/** Asks why, hands the matter to a second person, and leads to where they decide. */
export function ProposeDialog({ action, input, title, text, onClose }: Props) {
  const t = useTexts(words);
  const go = useGo();
  // One id for one matter: sent twice, it is proposed once.
  const [id] = useState(() => newId());
  const { command, proof } = useProved(propose, [listProposals]);
  const send = async (reason: string) => {
    if (!(await command.run({ body: { id, action, input, reason } }))) return;
    onClose();
    toast(t('proposed'), { action: { text: t('seeApprovals'), run: () => go('/persetujuan') } });
  };
  return (
    <>
      <ReasonDialog
        title={title}
        text={text}
        command={command}
        minLength={10}
        maxLength={1_000}
        onSend={(reason) => void send(reason)}
        onClose={onClose}
      />
      {proof}
    </>
  );
}
