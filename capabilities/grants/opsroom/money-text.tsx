import { useLanguage, useTexts } from '#web/i18n/index.ts';
import { fullRupiah, shortRupiah } from './money.ts';
import { words } from './words.ts';

/** Rupiah in the language of now: shortly, and to the last one. */
export function useRupiah() {
  const language = useLanguage();
  return {
    short: (amount: number) => shortRupiah(amount, language),
    full: (amount: number) => fullRupiah(amount, language),
  };
}

/** Both forms of one amount; marked where the source rounded it, for then its zeros are not known. */
export function Amount({ amount, roundedTo = 1 }: { amount: number; roundedTo?: number }) {
  const t = useTexts(words);
  const { short, full } = useRupiah();
  const isRounded = roundedTo > 1;
  const hint = isRounded ? t('roundedTo', { to: short(roundedTo) }) : undefined;
  return (
    <span className="grant-amount" title={hint}>
      <span className="strong">
        {isRounded ? '≈ ' : ''}
        {short(amount)}
      </span>
      {amount === 0 ? null : <span className="grant-amount-full quiet">{full(amount)}</span>}
      {hint ? <span className="sr-only">({hint})</span> : null}
    </span>
  );
}
