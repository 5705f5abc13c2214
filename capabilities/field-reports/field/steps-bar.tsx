import { useTexts } from '#web/i18n/index.ts';
import { STEPS } from './steps.ts';
import { words } from './words.ts';

/** Five short lines: full behind it, dotted where it is now, pale ahead. */
export function StepsBar({ done, begun }: { done: number; begun: boolean }) {
  const t = useTexts(words);
  return (
    <span className="steps" role="img" aria-label={t('stepOf', { done })}>
      {Array.from({ length: STEPS }, (_, step) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the row
          key={step}
          className={step < done ? 'step full' : step === done && begun ? 'step begun' : 'step'}
        />
      ))}
    </span>
  );
}
