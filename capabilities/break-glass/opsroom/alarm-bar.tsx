import { useQueryClient } from '@tanstack/react-query';
import { useCommand } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { AppLink, Button, CommandNotice, Icon, toast } from '#web/ui/index.ts';
import { endOpening } from '../contract.ts';
import './break-glass.css';
import { clockText, useOwn, useRemaining } from './use-own.ts';
import { words } from './words.ts';

/** Red across every screen of the person while their emergency access is open. */
export function AlarmBar() {
  const own = useOwn();
  return own?.open ? <OpenBar key={own.open.id} open={own.open} now={own.now} /> : null;
}

type Open = {
  readonly id: string;
  readonly operationId: string;
  readonly until: string;
  readonly here: boolean;
};

function OpenBar({ open, now }: { open: Open; now: string }) {
  const t = useTexts(words);
  const { time, zone } = useFormat();
  const client = useQueryClient();
  const command = useCommand(endOpening);
  const left = useRemaining({ now, until: open.until });
  if (left === 0) return null;
  const end = async () => {
    if (!(await command.run({ params: { openingId: open.id }, body: {} }))) return;
    toast(t('endedNow'));
    await client.invalidateQueries();
  };
  return (
    <section className="emergency-bar" aria-label={t('barLabel')}>
      <Icon name="warning" size={18} />
      <p className="emergency-bar-text">
        <AppLink to={`/o/${open.operationId}/darurat`} className="strong">
          {t(open.here ? 'barHere' : 'barElsewhere')}
        </AppLink>{' '}
        <span className="emergency-bar-note">{t('barNote')}</span>
      </p>
      <span
        className="emergency-bar-time"
        role="timer"
        title={t('barUntil', { until: `${time(open.until)} ${zone}` })}
      >
        {clockText(left)}
      </span>
      <Button size="s" busy={command.busy} onPress={() => void end()}>
        {t('endNow')}
      </Button>
      <CommandNotice command={command} />
    </section>
  );
}
