import { useState } from 'react';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useNow, useOperation } from '#web/shell/index.ts';
import { Button, CommandNotice, toast } from '#web/ui/index.ts';
import { holdOutreach, type OutreachCard } from '../contract.ts';
import { attendedIn, draftOf, emptyDraft, instantIn } from './draft.ts';
import { AttendedFields, NoteField, WhenFields } from './outreach-fields.tsx';
import { refreshes } from './outreach-form.tsx';
import { words } from './words.ts';

type Props = {
  readonly card: OutreachCard;
  readonly onTyping: (isTyping: boolean) => void;
  readonly onClose: () => void;
};

/** What became of a plan: when it was held, how many came, how it went. */
export function HoldForm({ card, onTyping, onClose }: Props) {
  const t = useTexts(words);
  const { zone } = useOperation();
  const now = useNow();
  // The hour of the plan where that has passed; otherwise it was held at another one, which only its people know.
  const [draft, setDraft] = useState(() => ({
    ...draftOf(card, zone),
    ...(card.unlogged ? {} : { day: emptyDraft(now, zone, '').day, hour: '' }),
  }));
  const command = useCommand(holdOutreach, refreshes);
  const heldAt = instantIn(draft, zone);
  const set = (next: Partial<typeof draft>) => {
    setDraft({ ...draft, ...next });
    onTyping(true);
  };
  const close = () => {
    onTyping(false);
    onClose();
  };
  const send = async () => {
    if (heldAt === null) return;
    const body = { version: card.version, heldAt, attended: attendedIn(draft), note: draft.note };
    if (!(await command.run({ params: { outreachId: card.id }, body }))) return;
    toast(t('heldSaved'));
    close();
  };
  return (
    <div className="outreach-form">
      <p className="notice">{t('principle')}</p>
      <WhenFields draft={draft} set={set} dayLabel={t('heldDay')} />
      <AttendedFields draft={draft} set={set} />
      <NoteField note={draft.note} onChange={(note) => set({ note })} />
      <div className="outreach-buttons">
        <Button onPress={close}>{t('back')}</Button>
        <Button
          kind="primary"
          icon="check"
          busy={command.busy}
          isDisabled={heldAt === null}
          onPress={() => void send()}
        >
          {t('hold')}
        </Button>
      </div>
      <CommandNotice command={command} />
    </div>
  );
}
