import { useSyncExternalStore } from 'react';
import { systemClock } from '#shared/time.ts';

/** `auto`: dark from 18.00 to 06.00 by the clock of this device, the night shift's hours. */
export type ThemeChoice = 'light' | 'dark' | 'auto';

const REMEMBERED = 'rakor.theme';
const listeners = new Set<() => void>();

export function themeChoice(): ThemeChoice {
  const value = localStorage.getItem(REMEMBERED);
  return value === 'light' || value === 'dark' ? value : 'auto';
}

export function chooseTheme(choice: ThemeChoice): void {
  localStorage.setItem(REMEMBERED, choice);
  applyTheme();
}

export function applyTheme(): void {
  document.documentElement.dataset.theme = themeNow();
  for (const listener of listeners) listener();
}

export function themeNow(): 'light' | 'dark' {
  const choice = themeChoice();
  if (choice !== 'auto') return choice;
  const hour = systemClock().getHours();
  return hour >= 18 || hour < 6 ? 'dark' : 'light';
}

/** Applies the theme now and at each change of the hour. Called once, before the first drawing. */
export function keepTheme(): void {
  applyTheme();
  setInterval(applyTheme, 60_000);
  // Paper is white: light letters of the night would not be seen on it.
  window.addEventListener('beforeprint', () => {
    document.documentElement.dataset.theme = 'light';
  });
  window.addEventListener('afterprint', applyTheme);
}

export function useTheme(): 'light' | 'dark' {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, themeNow);
}
