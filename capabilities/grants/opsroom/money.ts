import { formatNumber, type Language } from '#web/i18n/index.ts';

/** Names of large amounts. M is *miliar* in Indonesian and would be million in English: there the words differ. */
const STEPS: readonly { readonly from: number; readonly id: string; readonly en: string }[] = [
  { from: 1e12, id: 'T', en: 'T' },
  { from: 1e9, id: 'M', en: 'B' },
  { from: 1e6, id: 'jt', en: 'mn' },
];

/** `Rp341.000.000.000`, `−Rp5`. */
export function fullRupiah(amount: number, language: Language): string {
  return `${amount < 0 ? '−' : ''}Rp${formatNumber(Math.abs(amount), language)}`;
}

/** `Rp341 M`, `Rp34,32 M`, `Rp2,5 jt`; in full below a million. */
export function shortRupiah(amount: number, language: Language): string {
  const size = Math.abs(amount);
  const step = STEPS.find(({ from }) => size >= from);
  if (!step) return fullRupiah(amount, language);
  return `${amount < 0 ? '−' : ''}Rp${formatNumber(size / step.from, language, 2)} ${step[language]}`;
}
