/** What the operations room ordered about this phone: lock it, or delete what is on it. */
import { Check } from 'typebox/value';
import { askPhoneState, confirmWiped } from '#rooms/access/contract.ts';
import { nullable, object, oneOf, type Static, Type } from '#shared/schema.ts';
import { OfflineError, ProblemError, ReplyError } from '#web/api/errors.ts';
import { askAs, noCipher, openJson, type Store, sealJson } from '#web/outbox/index.ts';
import { closeAll } from './people.ts';

const Order = object({
  state: oneOf(['locked', 'wipe-ordered', 'wiped']),
  by: nullable(Type.String()),
  at: nullable(Type.String()),
  /** Of a sign-in that is over: it opens nothing, and says which phone asks. */
  token: Type.String(),
});
export type Order = Static<typeof Order>;

const [PHONE, NAME] = ['phone', 'order'];
const WIPED = 'rakor.wiped';
const TABS = 'rakor-lapor order';

/** What stands for the phone of this token; `open` when nothing does, null when nobody can say. */
export async function askOrder(token: string): Promise<Order | { readonly state: 'open' } | null> {
  try {
    const { state, by, at } = await askAs(null, askPhoneState, { body: { token } });
    return state === 'open' ? { state } : { state, by, at, token };
  } catch (error) {
    return unanswered(error);
  }
}

const ASK_AGAIN_MS = 5_000;

/**
 * Asks about the phone of a sign-in that is over, once `ask` was called and until somebody answers: a phone whose line
 * broke just then must not go on showing what it holds.
 */
export function askUntilTold(token: string, onOrder: (order: Order) => void): { ask(): void; stop(): void } {
  let state: 'idle' | 'asking' | 'told' = 'idle';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async () => {
    if (state !== 'idle') return;
    state = 'asking';
    clearTimeout(timer);
    const order = await askOrder(token);
    if (state !== 'asking') return;
    state = order ? 'told' : 'idle';
    if (!order) timer = setTimeout(() => void ask(), ASK_AGAIN_MS);
    else if (order.state !== 'open') onOrder(order);
  };
  return {
    ask: () => void ask(),
    stop() {
      state = 'told';
      clearTimeout(timer);
    },
  };
}

/**
 * Keeps an order over a restart, and forgets every key: nothing on this phone opens without the operations room. The
 * order comes first: a phone that dies in between still knows it.
 */
export async function keepOrder(store: Store, order: Order): Promise<void> {
  const tabs = new BroadcastChannel(TABS);
  tabs.postMessage(order);
  tabs.close();
  await store.putNote(PHONE, NAME, await sealJson(noCipher, order, NAME));
  await closeAll(store);
}

/** An order that reached another tab of this phone holds here as well. Gives the way to stop. */
export function onOrderElsewhere(run: (order: Order) => void): () => void {
  const tabs = new BroadcastChannel(TABS);
  tabs.onmessage = ({ data }) => {
    if (Check(Order, data)) run(data);
  };
  return () => tabs.close();
}

export async function keptOrder(store: Store): Promise<Order | null> {
  const wiped = wipedMark();
  if (wiped) return wiped;
  const kept = await store.note(PHONE, NAME);
  const value = kept ? await openJson(noCipher, kept, NAME) : null;
  return Check(Order, value) ? value : null;
}

export async function dropOrder(store: Store): Promise<void> {
  window.localStorage.removeItem(WIPED);
  await store.putNote(PHONE, NAME, null);
}

/**
 * Deletes what is on this phone. The mark comes first and stands where the deletion does not reach: a phone that dies
 * in between goes on with it at its next start.
 */
export async function wipe(order: Order): Promise<void> {
  window.localStorage.setItem(WIPED, JSON.stringify({ ...order, state: 'wiped' }));
  const databases = await indexedDB.databases();
  await Promise.all(databases.map(({ name }) => name && deleteDatabase(name)));
}

/** Tells that it is done. @returns whether the server heard it */
export async function tellWiped({ token }: Order): Promise<boolean> {
  try {
    await askAs(null, confirmWiped, { body: { token } });
    return true;
  } catch (error) {
    unanswered(error);
    return false;
  }
}

function wipedMark(): Order | null {
  const kept = window.localStorage.getItem(WIPED);
  if (kept === null) return null;
  const value: unknown = JSON.parse(kept);
  return Check(Order, value) ? value : null;
}

function deleteDatabase(name: string): Promise<void> {
  return new Promise((done, failed) => {
    const asked = indexedDB.deleteDatabase(name);
    asked.onsuccess = () => done();
    asked.onerror = () => failed(asked.error ?? new Error(`${name} was not deleted`));
  });
}

function unanswered(error: unknown): null {
  const isExpected =
    error instanceof OfflineError || error instanceof ProblemError || error instanceof ReplyError;
  if (!isExpected) throw error;
  return null;
}
