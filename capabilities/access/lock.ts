/** The lock of the door: login and password, tried slowly and a few at a time, never while a connection is held. */
import type { Before } from '#server/endpoint/handle.ts';
import { turns } from '#server/endpoint/turns.ts';
import type { Attempts } from './attempts.ts';
import { hashPassword, passwordFits, tokenHash } from './secrets.ts';
import { findAccountByLogin } from './store.ts';
import { isKnownBrowser } from './store-security.ts';

/** A password takes 19 MiB and tens of milliseconds. */
const atTheLock = turns({ atOnce: 3, waiting: 200 });

export type Typed = {
  readonly login: string;
  readonly password: string;
  /** What this browser was given when it signed somebody in before. */
  readonly browser?: string;
};

/** What came of a password. `passwordHash` is what it was tried against: it must still stand when it counts. */
export type Tried = {
  readonly key: string;
  readonly passwordHash: string | null;
  readonly fits: boolean;
  /** The token of a browser that this account knows. */
  readonly browser: string | null;
};

export const loginOf = ({ login }: { readonly login: string }) => login.trim().toLowerCase();

/**
 * Tries a password. Whoever fails waits, by login and address; a browser that this account knows waits for its own
 * failures alone, so that nobody can keep an owner waiting by guessing from elsewhere.
 */
export async function tryPassword(
  counted: Attempts,
  { db, now, caller }: Before,
  typed: Typed,
): Promise<Tried> {
  const login = loginOf(typed);
  const account = await findAccountByLogin(db, login);
  const browser = account && typed.browser !== undefined ? typed.browser : null;
  const hash = browser === null ? null : tokenHash(browser);
  const isKnown = account !== undefined && hash !== null && (await isKnownBrowser(db, account.id, hash));
  const key = isKnown ? `browser ${hash.toString('hex')}` : `${login} ${caller.address}`;
  await counted.enter(db, key, now);
  const passwordHash = account?.passwordHash ?? null;
  const fits = await atTheLock(() => passwordFits(passwordHash, typed.password));
  return { key, passwordHash, fits, browser: isKnown ? browser : null };
}

export function makeHash(password: string): Promise<string> {
  return atTheLock(() => hashPassword(password));
}
