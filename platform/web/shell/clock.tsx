import { useEffect, useState } from 'react';
import { systemClock } from '#shared/time.ts';
import { useFormat, useTexts } from '../i18n/index.ts';
import { type OpenOperation, operationNow, useOpenOperation } from './context.ts';
import { words } from './words.ts';

const TICK_MS = 10_000;

/** The operation's time, moving; the device's time where no operation is open. */
export function useNow(): Date {
  const operation = useOpenOperation();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return operation ? operationNow(operation) : systemClock();
}

/** Whose time it is, and whether it is the operation clock, is always written. */
export function Clock() {
  const operation = useOpenOperation();
  const { instant } = useFormat();
  const now = useNow();
  return (
    <div className="clock">
      <time className="strong" dateTime={now.toISOString()}>
        {instant(now.toISOString())}
      </time>
      {operation ? <ClockNote operation={operation} /> : null}
    </div>
  );
}

function ClockNote({ operation }: { operation: OpenOperation }) {
  const t = useTexts(words);
  const { mode } = operation.clock;
  if (mode === 'real') return null;
  if (operation.sample) return <span className="alarm small">{t('clockSample')}</span>;
  return <span className="alarm small">{t(mode === 'frozen' ? 'clockFrozen' : 'clockShifted')}</span>;
}
