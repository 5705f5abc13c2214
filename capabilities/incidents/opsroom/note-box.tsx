import { useState } from 'react';
import { newId } from '#shared/id.ts';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice, TextField } from '#web/ui/index.ts';
import { noteOnIncident, readIncident } from '../contract.ts';
import { words } from './words.ts';

/** Adds a line to the log, from whatever agency. */
export function NoteBox(props: { incidentId: string; onTyping: (isTyping: boolean) => void }) {
  const { incidentId, onTyping } = props;
  const t = useTexts(words);
  const command = useCommand(noteOnIncident, [readIncident]);
  const [note, setNote] = useState(() => ({ id: newId(), text: '' }));
  const change = (text: string) => {
    setNote({ ...note, text });
    onTyping(text !== '');
  };
  const send = async () => {
    const reply = await command.run({ params: { incidentId }, body: note });
    if (!reply) return;
    setNote({ id: newId(), text: '' });
    onTyping(false);
  };
  return (
    <div className="incident-form">
      <TextField label={t('note')} value={note.text} onChange={change} multiline rows={2} maxLength={2000} />
      <div className="incident-buttons">
        <Button
          icon="message"
          busy={command.busy}
          isDisabled={note.text.trim() === ''}
          onPress={() => void send()}
        >
          {t('noteSend')}
        </Button>
      </div>
      <CommandNotice command={command} />
    </div>
  );
}
