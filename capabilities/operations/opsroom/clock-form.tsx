import { useState } from 'react';
import type { ReplyOf } from '#shared/endpoint.ts';
import { dayOf, instantOf, timeOf } from '#shared/time.ts';
import { useCommand } from '#web/api/index.ts';
import { useFormat, useTexts } from '#web/i18n/index.ts';
import { Button, CommandNotice, Segmented, TextField, toast } from '#web/ui/index.ts';
import { type ClockMode, readOperation, setClock } from '../contract.ts';
import { listPeriods, listStages, listStrengths } from '../revisions.ts';
import { readStages } from '../stages.ts';
import { listAlarms } from '../warnings.ts';
import { words } from './words.ts';

const modes = ['real', 'shifted', 'frozen'] as const;
const text = { real: 'clockReal', shifted: 'clockShifted', frozen: 'clockFrozen' } as const;
const refreshes = [readOperation, readStages, listStages, listAlarms, listStrengths, listPeriods];

/** Sets the clock of a sample operation or a drill. */
export function ClockForm({ operation }: { operation: ReplyOf<typeof readOperation> }) {
  const t = useTexts(words);
  const { instant } = useFormat();
  const command = useCommand(setClock, refreshes);
  const { clock } = operation;
  const shown = new Date(clock.now);
  const [mode, setMode] = useState<ClockMode>(clock.mode);
  const [day, setDay] = useState(() => dayOf(shown, clock.zone));
  const [time, setTime] = useState(() => timeOf(shown, clock.zone));
  const isReady = mode === 'real' || (/^\d{4}-\d{2}-\d{2}$/.test(day) && /^\d{2}:\d{2}$/.test(time));
  const send = async () => {
    const shows = mode === 'real' ? null : instantOf(day, time, clock.zone).toISOString();
    const reply = await command.run({ params: { operationId: operation.id }, body: { mode, shows } });
    if (reply) toast(`${t('clockShows')}: ${instant(reply.now)}`);
  };
  return (
    <section className="ops-clock" aria-label={t('clock')}>
      <h2>{t('clock')}</h2>
      <p className="quiet">{t('clockNote')}</p>
      <Segmented
        label={t('clock')}
        options={modes.map((id) => ({ id, text: t(text[id]) }))}
        value={mode}
        onChange={setMode}
      />
      {mode === 'real' ? null : (
        <div className="ops-pair">
          <TextField label={t('clockDay')} type="date" value={day} onChange={setDay} />
          <TextField
            label={`${t('clockTime')} (${clock.zone})`}
            type="time"
            value={time}
            onChange={setTime}
          />
        </div>
      )}
      <CommandNotice command={command} />
      <div>
        <Button
          kind="primary"
          icon="clock"
          busy={command.busy}
          isDisabled={!isReady}
          onPress={() => void send()}
        >
          {t('setClock')}
        </Button>
      </div>
    </section>
  );
}
