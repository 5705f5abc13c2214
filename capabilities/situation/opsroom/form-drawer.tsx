import { useState } from 'react';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { useOperation } from '#web/shell/index.ts';
import { Button, CommandNotice, Drawer, TextField } from '#web/ui/index.ts';
import { type ReportForm, readDraft, setForm } from '../contract.ts';
import './situation.css';
import { words } from './words.ts';

/** Letterhead, pattern of the number and usual cut-off of an operation. */
export function FormDrawer({
  form,
  open,
  onClose,
}: {
  form: ReportForm;
  open: boolean;
  onClose: () => void;
}) {
  const t = useTexts(words);
  const { id: operationId } = useOperation();
  const [letterhead, setLetterhead] = useState(form.letterhead.join('\n'));
  const [numberPattern, setNumberPattern] = useState(form.numberPattern);
  const [cutOff, setCutOff] = useState(form.cutOff);
  const setting = useCommand(setForm, [readDraft]);
  const save = async () => {
    const lines = letterhead
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean);
    const body = { letterhead: lines, numberPattern, cutOff };
    if (await setting.run({ params: { operationId }, body })) onClose();
  };
  const actions = (
    <Button kind="primary" icon="check" busy={setting.busy} onPress={() => void save()}>
      {t('saveForm')}
    </Button>
  );
  return (
    <Drawer title={t('form')} open={open} onClose={onClose} actions={actions} dismissable={false}>
      <div className="sit-form">
        <TextField label={t('letterhead')} multiline rows={4} value={letterhead} onChange={setLetterhead} />
        <TextField
          label={t('pattern')}
          description={t('patternNote')}
          value={numberPattern}
          onChange={setNumberPattern}
          maxLength={80}
        />
        <TextField label={t('usualCutOff')} type="time" value={cutOff} onChange={setCutOff} />
        <CommandNotice command={setting} />
      </div>
    </Drawer>
  );
}
