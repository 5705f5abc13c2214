import type { ReactNode } from 'react';
import type { Command } from '#web/api/index.ts';
import { useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice, Drawer, TextField } from '#web/ui/index.ts';
import { StandingSelect, type StatedAs } from './standing-select.tsx';
import { words } from './words.ts';

export type Sourcing = { readonly source: string; readonly standing: StatedAs };
export const unsourced: Sourcing = { source: '', standing: 'stated' };

type Props = {
  readonly title: string;
  readonly note?: string;
  readonly command: Pick<Command<never>, 'state' | 'problem' | 'hurry' | 'busy'>;
  readonly isReady: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
  readonly sourcing: Sourcing;
  readonly onSourcing: (next: Sourcing) => void;
  /** false where only the source is recorded. */
  readonly hasStanding?: boolean;
  readonly children: ReactNode;
};

/** A drawer that records something which has a source: its fields, where they come from, how firmly they stand. */
export function RecordDrawer(props: Props) {
  const t = useTexts(words);
  const { command, sourcing, onSourcing } = props;
  const isReady = props.isReady && sourcing.source.trim() !== '';
  return (
    <Drawer
      title={props.title}
      open
      onClose={props.onClose}
      dismissable={false}
      actions={
        <Button kind="primary" busy={command.busy} isDisabled={!isReady} onPress={props.onSave}>
          {t('save')}
        </Button>
      }
    >
      <div className="ops-form">
        {props.note ? <p className="quiet">{props.note}</p> : null}
        {props.children}
        <TextField
          label={t('source')}
          description={t('sourceNote')}
          value={sourcing.source}
          onChange={(source) => onSourcing({ ...sourcing, source })}
          maxLength={400}
          required
        />
        {props.hasStanding === false ? null : (
          <StandingSelect
            value={sourcing.standing}
            onChange={(standing) => onSourcing({ ...sourcing, standing })}
          />
        )}
        <CommandNotice command={command} />
      </div>
    </Drawer>
  );
}
