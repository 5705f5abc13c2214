import { useState } from 'react';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice, TextField, toast } from '#web/ui/index.ts';
import { listOpenings, NOTE, type OpeningRow, reviewOpening } from '../contract.ts';
import './break-glass.css';
import { words } from './words.ts';

/** What somebody else thinks of it: with words, once. */
export function Reviewing({ opening, onDone }: { opening: OpeningRow; onDone: () => void }) {
  const t = useTexts(words);
  const [note, setNote] = useState('');
  const command = useCommand(reviewOpening, [listOpenings]);
  const said = note.trim();
  const review = async (verdict: 'justified' | 'not-justified') => {
    const asked = { params: { openingId: opening.id }, body: { verdict, note: said } };
    if (!(await command.run(asked))) return;
    toast(t('reviewed'));
    onDone();
  };
  const isShort = said.length < NOTE.minLength;
  return (
    <section className="emergency-review">
      <h2>{t('review')}</h2>
      <p>{t('reviewText')}</p>
      <TextField
        label={t('reviewNote')}
        description={t('reviewLength', { least: NOTE.minLength })}
        value={note}
        onChange={setNote}
        maxLength={NOTE.maxLength}
        multiline
        required
      />
      <CommandNotice command={command} />
      <div className="emergency-actions">
        <Button
          kind="primary"
          busy={command.busy}
          isDisabled={isShort}
          onPress={() => void review('justified')}
        >
          {t('justified')}
        </Button>
        <Button
          kind="danger"
          busy={command.busy}
          isDisabled={isShort}
          onPress={() => void review('not-justified')}
        >
          {t('notJustified')}
        </Button>
      </div>
    </section>
  );
}
