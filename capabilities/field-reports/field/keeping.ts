import type { Item } from '#web/outbox/index.ts';
import { standingOf } from './steps.ts';

/** How long a phone keeps a report that was sent whole and read. */
export const KEPT_DAYS = 30;
const KEPT_MS = KEPT_DAYS * 86_400_000;
const still = { sending: null, silentSince: null, signedOut: false };

/** Whether a report has done all it was for here: sent whole, read by somebody, and long ago. */
export function isOver(item: Item, now: Date): boolean {
  const { progress, receipt, photos } = standingOf(item, still);
  const isRead = progress !== null && progress.state !== 'received';
  const isSent = item.phase === 'done' && receipt !== null && photos.sent === photos.all;
  return isRead && isSent && now.getTime() - Date.parse(receipt.receivedAt) > KEPT_MS;
}
