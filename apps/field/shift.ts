import type { Vault } from '#web/outbox/index.ts';

/** From here on the card only lets out what waits. */
export function isShiftOver({ expiresAt }: Pick<Vault, 'expiresAt'>, now: Date): boolean {
  return Date.parse(expiresAt) <= now.getTime();
}
