import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Refusal } from '#shared/problem.ts';
import { systemClock } from '#shared/time.ts';
import { onSignedOut } from '../api/index.ts';
import { useTexts } from '../i18n/index.ts';
import { usePerson } from '../shell/index.ts';
import { keepPin, keptPins, parsePins, type Standing, standingOf } from './pins.ts';
import { createVault, type Opened } from './vault.ts';
import { words } from './words.ts';

const ACTIVITY = ['pointerdown', 'keydown', 'wheel'] as const;

/** The vault of this tab. */
export const vault = createVault(systemClock, (onActive) => {
  for (const name of ACTIVITY) window.addEventListener(name, onActive, { passive: true });
  return () => {
    for (const name of ACTIVITY) window.removeEventListener(name, onActive);
  };
});
onSignedOut(() => vault.lock());

/** What is unlocked in this tab for whoever sits here; null while it is locked. */
export function useVault(): Opened | null {
  const { id } = usePerson();
  const opened = useSyncExternalStore(vault.subscribe, vault.now);
  const isTheirs = opened === null || opened.personId === id;
  useEffect(() => {
    if (!isTheirs) vault.lock();
  }, [isTheirs]);
  return isTheirs ? opened : null;
}

const KNOWN = ['wrong-passphrase', 'damaged', 'not-ours', 'swapped', 'no-key', 'not-a-key'] as const;

/** The words of what `seal` and the vault refuse. */
export function useSealFault(): (refusal: Refusal) => string {
  const t = useTexts(words);
  return ({ refused }) => {
    const code = KNOWN.find((each) => refused === `seal.${each}`) ?? 'damaged';
    return t(`fault.${code}`);
  };
}

export type PinsOfMine = {
  readonly standing: (whose: string, fingerprint: string) => Standing;
  readonly seen: (whose: string, fingerprint: string) => void;
  readonly compared: (whose: string, fingerprint: string) => void;
};

const pinListeners = new Set<() => void>();
function subscribePins(listener: () => void) {
  pinListeners.add(listener);
  return () => {
    pinListeners.delete(listener);
  };
}

/** Fingerprints that this browser saw before, for whoever sits here; one for all parts of a page. */
export function usePins(): PinsOfMine {
  const { id } = usePerson();
  const kept = useSyncExternalStore(subscribePins, () => keptPins(window.localStorage, id));
  const pins = useMemo(() => parsePins(kept), [kept]);
  const keep = (whose: string, fingerprint: string, comparedAt: string | null) => {
    keepPin(window.localStorage, id, { whose, fingerprint, comparedAt });
    for (const listener of pinListeners) listener();
  };
  return {
    standing: (whose, fingerprint) => standingOf(pins, whose, fingerprint),
    seen: (whose, fingerprint) => keep(whose, fingerprint, null),
    compared: (whose, fingerprint) => keep(whose, fingerprint, systemClock().toISOString()),
  };
}
