/** Who is on this phone: vaults opened by a post card, and the sign-in that each of them holds. */
import { Check } from 'typebox/value';
import { openCardSession } from '#rooms/access/contract.ts';
import { newId } from '#shared/id.ts';
import type { Problem } from '#shared/problem.ts';
import { systemRandom } from '#shared/random.ts';
import type { Static } from '#shared/schema.ts';
import { systemClock } from '#shared/time.ts';
import { OfflineError, ProblemError } from '#web/api/errors.ts';
import {
  askAs,
  type Cipher,
  cipherOf,
  lockFrom,
  newKey,
  noCipher,
  openJson,
  openKey,
  type Store,
  sealJson,
  type Vault,
} from '#web/outbox/index.ts';
import { cardFrom, isSamePerson } from './card.ts';
import { isShiftOver } from './shift.ts';

export type Session = Static<typeof openCardSession.reply>;
export type Card = { readonly secret: string; readonly pin: string; readonly name: string | null };

/** Somebody whose vault is open. */
export type Entered = {
  readonly vault: Vault;
  readonly cipher: Cipher;
  readonly session: Session;
};

/** Why somebody does not come in. */
export type Closed =
  | { readonly why: 'first-time-needs-network' }
  | { readonly why: 'choose'; readonly among: readonly Vault[] }
  | { readonly why: 'refused'; readonly problem: Problem };

const SESSION = 'session';

/**
 * Comes in by a card: asks the server where it can be reached, and opens the vault that this card made before. Without
 * network, or when the server refuses the card, the vault opens all the same: what waits in it belongs to its person.
 * Only a phone that was locked from the operations room opens nothing.
 */
export async function enter(store: Store, keeps: boolean, card: Card): Promise<Entered | Closed> {
  const secret = cardFrom(card.secret);
  const lock = keeps ? await lockFrom(secret, card.pin, await saltOf(store)) : null;
  const mine = lock ? await vaultsOf(store, lock) : [];
  const wanted = mine.filter(({ vault }) => card.name === null || isSamePerson(vault.name, card.name));
  if (card.name === null && mine.length > 1) return { why: 'choose', among: mine.map(({ vault }) => vault) };
  const name = card.name ?? wanted[0]?.vault.name ?? '';
  const answer = await signIn(store, secret, name);
  if ('token' in answer) {
    const known = mine.find(({ vault }) => vault.userId === answer.userId);
    return moveIn(store, { answer, known, lock, hasPin: card.pin !== '', name });
  }
  const [own] = wanted;
  const isLocked = answer.why === 'refused' && answer.problem.code === 'access.phone-locked';
  if (own && !isLocked) return openAgain(store, own);
  return answer;
}

/** Opens the vault that was left open when the app was closed, unless its sign-in has ended since. */
export async function resume(store: Store): Promise<Entered | null> {
  for (const vault of await store.vaults()) {
    if (vault.open === null) continue;
    if (!isShiftOver(vault, systemClock())) {
      const entered = await openAgain(store, { vault, key: vault.open });
      return 'why' in entered ? null : entered;
    }
    await store.putVault({ ...vault, open: null });
  }
  return null;
}

/** Forgets the open key: from here on the vault needs its card again. What waits in it stays. */
export async function close(store: Store, vaultId: string): Promise<void> {
  const vault = (await store.vaults()).find((each) => each.id === vaultId);
  if (vault) await store.putVault({ ...vault, open: null });
}

/** The same for everybody on this phone. */
export async function closeAll(store: Store): Promise<void> {
  for (const vault of await store.vaults()) await store.putVault({ ...vault, open: null });
}

type Own = { readonly vault: Vault; readonly key: CryptoKey };

async function vaultsOf(store: Store, lock: CryptoKey): Promise<readonly Own[]> {
  const tried = await Promise.all(
    (await store.vaults()).map(async (vault) => ({ vault, key: await openKey(lock, vault.wrapped) })),
  );
  return tried.flatMap(({ vault, key }) => (key ? [{ vault, key }] : []));
}

async function signIn(store: Store, secret: string, name: string): Promise<Session | Closed> {
  const deviceId = await store.setting('device', newId);
  const trimmed = name.trim();
  const body = { id: newId(), card: secret, deviceId, ...(trimmed === '' ? {} : { name: trimmed }) };
  try {
    return await askAs(null, openCardSession, { body });
  } catch (error) {
    if (error instanceof OfflineError) return { why: 'first-time-needs-network' };
    if (error instanceof ProblemError) return { why: 'refused', problem: error.problem };
    throw error;
  }
}

async function moveIn(
  store: Store,
  came: { answer: Session; known: Own | undefined; lock: CryptoKey | null; hasPin: boolean; name: string },
): Promise<Entered> {
  const { answer, known, lock } = came;
  const { userId, expiresAt, station } = answer;
  const shown = { userId, name: came.name.trim(), post: station.name, shift: station.shift, expiresAt };
  if (lock === null) {
    const nothing = { iv: new Uint8Array(0), data: new ArrayBuffer(0) };
    const vault: Vault = { ...shown, id: newId(), hasPin: false, wrapped: nothing, open: null };
    return { vault, cipher: noCipher, session: answer };
  }
  const { wrapped, key } = known ? { wrapped: known.vault.wrapped, key: known.key } : await newKey(lock);
  const id = known?.vault.id ?? newId();
  const vault: Vault = { ...shown, id, hasPin: came.hasPin, wrapped, open: key };
  const cipher = cipherOf(key);
  await store.putNote(id, SESSION, await sealJson(cipher, answer, SESSION));
  await closeOthers(store, id);
  await store.putVault(vault);
  return { vault, cipher, session: answer };
}

async function openAgain(store: Store, { vault, key }: Own): Promise<Entered | Closed> {
  const cipher = cipherOf(key);
  const sealed = await store.note(vault.id, SESSION);
  const session = sealed ? await openJson(cipher, sealed, SESSION) : null;
  if (!Check(openCardSession.reply, session)) return { why: 'first-time-needs-network' };
  const open = { ...vault, open: key };
  await closeOthers(store, vault.id);
  await store.putVault(open);
  return { vault: open, cipher, session };
}

async function closeOthers(store: Store, id: string): Promise<void> {
  for (const other of await store.vaults()) {
    if (other.id !== id && other.open !== null) await store.putVault({ ...other, open: null });
  }
}

async function saltOf(store: Store): Promise<Uint8Array<ArrayBuffer>> {
  const hex = await store.setting('salt', () =>
    [...systemRandom(16)].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
  );
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
