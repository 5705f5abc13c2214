/** Identities that are open in this tab. They live in memory alone: a reload, signing out or idleness ends them. */
import { isRefusal, type Refusal, refuse } from '#shared/problem.ts';
import type { Clock } from '#shared/time.ts';
import { fromBase64, type Key, keyFrom, unseal, unwrap, vouchFor } from './seal.ts';

/** What the server keeps for a person: all of it ciphertext or public. Bytes are base64. */
export type KeyRing = {
  readonly personId: string;
  readonly own: { readonly recipient: string; readonly wrapped: string } | null;
  /** Keys of the agency, newest first; `share` is that key's identity sealed to the person's own recipient. */
  readonly keys: readonly {
    readonly id: string;
    readonly version: number;
    readonly recipient: string;
    readonly share: string | null;
    /** What the holder of the former key said about this one; null for the first, or where none was held. */
    readonly vouch: string | null;
  }[];
};

export type HeldKey = Key & { readonly id: string; readonly version: number };
export type Opened = {
  readonly personId: string;
  readonly own: Key;
  /** Keys of the agency that this person holds, newest first. */
  readonly held: readonly HeldKey[];
  /** Versions that the server names, that follow a key held here, and for which no holder of that key spoke. */
  readonly unvouched: readonly number[];
};

const IDLE_MS = 15 * 60_000;
const LOOK_MS = 10_000;

export type Vault = {
  now(): Opened | null;
  /** @returns what is open; refusals `seal.no-key`, `seal.wrong-passphrase`, `seal.swapped`, `seal.damaged` */
  unlock(ring: KeyRing, passphrase: string): Promise<Opened | Refusal>;
  /** Opens what the server names now with the key that is open already: a share was given, a version was made. */
  refresh(ring: KeyRing): Promise<Opened | Refusal>;
  /** Begins with a key of one's own that was just made here. */
  begin(personId: string, own: Key): void;
  lock(): void;
  subscribe(listener: () => void): () => void;
};

/** @param attend calls back whenever the person does something, until it is stopped */
export function createVault(clock: Clock, attend: (onActive: () => void) => () => void): Vault {
  const listeners = new Set<() => void>();
  let opened: Opened | null = null;
  let stop = () => {};
  const set = (next: Opened | null) => {
    stop();
    stop = () => {};
    opened = next;
    if (next) stop = watch(() => set(null), clock, attend);
    for (const listener of listeners) listener();
  };
  return {
    now: () => opened,
    async unlock(ring, passphrase) {
      const found = await openRing(ring, passphrase);
      if (!isRefusal(found)) set(found);
      return found;
    },
    async refresh(ring) {
      const found = opened ? await openWith(ring, opened.own) : refuse('seal.no-key');
      if (!isRefusal(found)) set(found);
      return found;
    },
    begin: (personId, own) => set({ personId, own, held: [], unvouched: [] }),
    lock: () => set(null),
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

/** By the clock and not by one long timer: a machine that slept has been idle all the while. */
function watch(onIdle: () => void, clock: Clock, attend: (onActive: () => void) => () => void) {
  let last = clock().getTime();
  const unattend = attend(() => {
    const now = clock().getTime();
    if (now - last < IDLE_MS) last = now;
    else onIdle();
  });
  const timer = setInterval(() => {
    if (clock().getTime() - last >= IDLE_MS) onIdle();
  }, LOOK_MS);
  return () => {
    clearInterval(timer);
    unattend();
  };
}

/** Opens what the ring holds, without keeping it. Each key must be the one that the server says it is. */
export async function openRing(ring: KeyRing, passphrase: string): Promise<Opened | Refusal> {
  if (!ring.own) return refuse('seal.no-key');
  const own = await unwrap(fromBase64(ring.own.wrapped), passphrase);
  return isRefusal(own) ? own : openWith(ring, own);
}

async function openWith(ring: KeyRing, own: Key): Promise<Opened | Refusal> {
  if (own.recipient !== ring.own?.recipient) return refuse('seal.swapped');
  const held = await openShares(ring, own);
  if (isRefusal(held)) return held;
  return { personId: ring.personId, own, held, unvouched: unvouched(ring, held) };
}

/** The keys of the agency behind their shares. */
async function openShares(ring: KeyRing, own: Key): Promise<readonly HeldKey[] | Refusal> {
  const held: HeldKey[] = [];
  for (const { id, version, recipient, share } of ring.keys) {
    if (share === null) continue;
    const content = await unseal(fromBase64(share), [own.identity]);
    if (isRefusal(content)) return content;
    const key = await keyFrom(new TextDecoder().decode(content));
    if (isRefusal(key)) return key;
    if (key.recipient !== recipient) return refuse('seal.swapped');
    held.push({ ...key, id, version });
  }
  return held;
}

function unvouched(ring: KeyRing, held: readonly HeldKey[]): readonly number[] {
  return ring.keys.flatMap(({ version, recipient, vouch }) => {
    const former = held.find((key) => key.version === version - 1);
    return former && vouch !== vouchFor(former.identity, recipient) ? [version] : [];
  });
}
