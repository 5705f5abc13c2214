import type { Format, Translate } from '#web/i18n/index.ts';
import type { Standing } from './steps.ts';
import type { words } from './words.ts';

type T = Translate<keyof typeof words.id>;

/** One line that says where the report stands, photographs included. */
export function standingText(standing: Standing, t: T, format: Format): string {
  const { word, code, photos, progress } = standing;
  const last = progress?.steps.findLast((step) => step.what === word);
  const at = word === 'resolved' ? progress?.resolvedAt : last?.at;
  const fillings = {
    code: code ?? '',
    by: last?.by ?? '',
    time: at ? format.time(at) : '',
    n: Math.min(photos.sent + 1, photos.all + 1),
    all: photos.all + 1,
  };
  const parts = [t(word, fillings).replaceAll('  ', ' ')];
  const pending = photos.all - photos.sent - photos.refused;
  if (pending > 0 && standing.receipt === null) parts.push(t('photosKept', { count: photos.all }));
  else if (pending > 0) parts.push(t('photosWaiting', { sent: photos.sent, all: photos.all }));
  if (photos.refused > 0) parts.push(t('photosRefused', { count: photos.refused }));
  if (word === 'waiting') parts.push(t('waitingNote'));
  return parts.join(' · ');
}
