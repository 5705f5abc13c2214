/** Whether somebody sits before this page, so that a screen left open does not keep a session alive for ever. */
import { systemClock } from '#shared/time.ts';

/** Long enough to read a long table without a touch. */
const STILL_HERE_MS = 10 * 60_000;

let touchedMs: number | null = null;

/** True while nobody touched this page for ten minutes; false where there is no page. */
export function isUnattended(nowMs: number = systemClock().getTime()): boolean {
  if (typeof window === 'undefined') return false;
  if (touchedMs === null) watch(nowMs);
  return nowMs - (touchedMs ?? nowMs) > STILL_HERE_MS;
}

// Loading a page is a touch: somebody opened it.
function watch(nowMs: number): void {
  touchedMs = nowMs;
  const touch = () => {
    touchedMs = systemClock().getTime();
  };
  for (const name of ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const) {
    window.addEventListener(name, touch, { capture: true, passive: true });
  }
}
