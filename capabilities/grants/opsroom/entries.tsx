import { useState } from 'react';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { Button, ReasonDialog, StandingNote, toast } from '#web/ui/index.ts';
import { withdrawEntry } from '../doors.ts';
import type { Entry } from '../grant.ts';
import { Amount, useRupiah } from './money-text.tsx';
import { type Grant, useGrantCommand } from './use-grant.ts';
import { words } from './words.ts';

type Props = {
  readonly grant: Grant;
  readonly entries: readonly Entry[];
  readonly caption: string;
  /** Said where there are none. */
  readonly none: string;
};

/** Lines of money that moved, with what shows each; what was withdrawn stays, struck, with its reason. */
export function Entries({ grant, entries, caption, none }: Props) {
  const [leaving, setLeaving] = useState<Entry | null>(null);
  const mayWithdraw = grant.acts.includes('withdrawal');
  if (entries.length === 0) return <p className="quiet">{none}</p>;
  return (
    <>
      <ul className="grant-entries" aria-label={caption}>
        {entries.map((entry) => (
          <Line key={entry.id} entry={entry} onWithdraw={mayWithdraw ? setLeaving : null} />
        ))}
      </ul>
      {leaving ? <Withdrawal grant={grant} entry={leaving} onClose={() => setLeaving(null)} /> : null}
    </>
  );
}

function Line({ entry, onWithdraw }: { entry: Entry; onWithdraw: ((entry: Entry) => void) | null }) {
  const t = useTexts(words);
  const { day, instant } = useFormat();
  const { withdrawn } = entry;
  const really = entry.at === entry.operationAt ? {} : { title: t('really', { time: instant(entry.at) }) };
  return (
    <li>
      <div className={withdrawn ? 'grant-entry grant-struck' : 'grant-entry'}>
        <span className="grant-entry-day">{day(entry.day)}</span>
        <Amount amount={entry.amount} />
        {withdrawn === null && onWithdraw ? (
          <Button kind="quiet" size="s" onPress={() => onWithdraw(entry)}>
            {t('withdraw')}
          </Button>
        ) : null}
      </div>
      <div className="quiet small">
        {entry.url === null ? (
          entry.evidence
        ) : (
          <a href={entry.url} target="_blank" rel="noreferrer">
            {entry.evidence}
          </a>
        )}{' '}
        · <StandingNote standing={entry.standing} /> ·{' '}
        <span {...really}>{t('writtenBy', { by: entry.by, at: instant(entry.operationAt) })}</span>
      </div>
      {withdrawn ? (
        <div className="small">
          {t('withdrawn', { reason: withdrawn.reason, at: instant(withdrawn.operationAt) })}
        </div>
      ) : null}
    </li>
  );
}

function Withdrawal({ grant, entry, onClose }: { grant: Grant; entry: Entry; onClose: () => void }) {
  const t = useTexts(words);
  const { day } = useFormat();
  const { full } = useRupiah();
  const command = useGrantCommand(withdrawEntry);
  const send = async (reason: string) => {
    const body = { entryId: entry.id, reason };
    if (!(await command.run({ params: { grantId: grant.id }, body }))) return;
    toast(t('did.withdrawal'));
    onClose();
  };
  return (
    <ReasonDialog
      title={t('withdraw')}
      text={t('withdrawText', { sum: full(entry.amount), day: day(entry.day) })}
      command={command}
      onSend={(reason) => void send(reason)}
      onClose={onClose}
    />
  );
}
