import { useState } from 'react';
import { useFormat, useTexts } from '../i18n/index.ts';
import { Button, type IconName, toast, useErrorText } from '../ui/index.ts';
import type { Listing } from './listing.ts';
import { countPicked, everythingPicked, nothingPicked, type Selection } from './selection.ts';
import { words } from './words.ts';

/** What was picked when an action begins. */
export type Picked = Selection & {
  readonly listing: Listing;
  readonly total: number;
  /** All keys, also of rows that were never on the screen. */
  readonly keysOf: () => Promise<readonly string[]>;
};

export type BulkAction = {
  readonly id: string;
  readonly text: string;
  readonly icon?: IconName;
  /** Gets the keys of every picked row; `clear` once it is done, so that it is not done twice. */
  readonly run: (keys: readonly string[], picked: Picked, clear: () => void) => void;
};

/** Stands above the rows while some are picked. */
export function BulkBar(props: {
  readonly actions: readonly BulkAction[];
  readonly picked: Picked;
  readonly onSelection: (next: Selection) => void;
}) {
  const { actions, picked, onSelection } = props;
  const t = useTexts(words);
  const { number } = useFormat();
  const said = useErrorText();
  const [busy, setBusy] = useState(false);
  const count = countPicked(picked, picked.total);
  if (actions.length === 0 || count === 0) return null;
  const run = async (action: BulkAction) => {
    setBusy(true);
    try {
      action.run(await picked.keysOf(), picked, () => onSelection(nothingPicked));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      toast(said(error), { kind: 'alarm' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="bulk-bar">
      <span className="strong">{t('picked', { total: number(count) })}</span>
      {count < picked.total ? (
        <Button kind="quiet" size="s" onPress={() => onSelection(everythingPicked)}>
          {t('pickAll', { total: number(picked.total) })}
        </Button>
      ) : null}
      <Button kind="quiet" size="s" onPress={() => onSelection(nothingPicked)}>
        {t('pickNone')}
      </Button>
      <span className="spring" />
      {actions.map((action) => (
        <Button
          key={action.id}
          size="s"
          busy={busy}
          {...(action.icon ? { icon: action.icon } : {})}
          onPress={() => void run(action)}
        >
          {action.text}
        </Button>
      ))}
    </div>
  );
}
