import { useState } from 'react';
import { useCommand } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice, TextField, toast } from '#web/ui/index.ts';
import { answerReport, listReports, readReport } from '../contract.ts';
import { words } from './words.ts';

/** The word that goes back to whoever reported. */
export function AnswerBox(props: { reportId: string; onTyping: (isTyping: boolean) => void }) {
  const t = useTexts(words);
  const [answer, setAnswer] = useState('');
  const command = useCommand(answerReport, [listReports, readReport]);
  const change = (next: string) => {
    setAnswer(next);
    props.onTyping(next !== '');
  };
  const send = async () => {
    const reply = await command.run({ params: { reportId: props.reportId }, body: { answer } });
    if (!reply) return;
    change('');
    toast(t('answered'));
  };
  return (
    <div className="report-form">
      <TextField
        label={t('answer')}
        description={t('answerNote')}
        value={answer}
        onChange={change}
        multiline
        maxLength={1000}
      />
      <div className="report-doing">
        <Button
          icon="message"
          busy={command.busy}
          isDisabled={answer.trim() === ''}
          onPress={() => void send()}
        >
          {t('sendAnswer')}
        </Button>
      </div>
      <CommandNotice command={command} />
    </div>
  );
}
