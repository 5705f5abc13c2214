import './agencies.css';
import type { ReactNode } from 'react';
import type { Command } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice, TextField } from '#web/ui/index.ts';
import { words } from './words.ts';

type Props = {
  readonly children: ReactNode;
  readonly command: Pick<Command<never>, 'state' | 'problem' | 'hurry' | 'busy'>;
  readonly isReady: boolean;
  readonly onSave: () => void;
};

/** Fields, what became of sending them, and the button that sends them. */
export function SaveForm({ children, command, isReady, onSave }: Props) {
  const t = useTexts(words);
  return (
    <div className="agency-form">
      {children}
      <CommandNotice command={command} />
      <Button kind="primary" icon="check" busy={command.busy} isDisabled={!isReady} onPress={onSave}>
        {t('save')}
      </Button>
    </div>
  );
}

/** Where all of this is written. */
export function SourceField(props: {
  readonly value: string;
  readonly onChange: (source: string) => void;
  readonly error: string | undefined;
}) {
  const t = useTexts(words);
  return (
    <TextField
      label={t('source')}
      description={t('sourceNote')}
      value={props.value}
      onChange={props.onChange}
      error={props.error}
      maxLength={500}
      required
    />
  );
}
