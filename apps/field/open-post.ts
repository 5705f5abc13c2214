import { Check } from 'typebox/value';
import { listAgencies } from '#rooms/agencies/contract.ts';
import { readReportKinds } from '#rooms/field-reports/contract.ts';
import {
  followReports,
  isOver,
  type Kinds,
  type Post,
  reportSender,
} from '#rooms/field-reports/field/index.ts';
import { newId } from '#shared/id.ts';
import type { Static, TSchema } from '#shared/schema.ts';
import { systemClock } from '#shared/time.ts';
import { isWaiting, ProblemError, ReplyError } from '#web/api/errors.ts';
import { askAs, lockOf, Outbox, openJson, type Store, sealJson } from '#web/outbox/index.ts';
import { askUntilTold, type Order } from './order.ts';
import { close, type Entered } from './people.ts';
import { tabsOf } from './tabs.ts';
import { tellWhatWaits } from './waiting.ts';

/** Everything that works for the person who is in: their outbox, what became of it, what they keep. */
export type OpenPost = {
  readonly entered: Entered;
  readonly post: Post;
  readonly outbox: Outbox;
  read<T extends TSchema>(name: string, schema: T): Promise<Static<T> | null>;
  write(name: string, value: unknown): Promise<void>;
  stop(): Promise<void>;
};

const pageId = newId();

/** @param onOrder called once when this phone was locked or ordered wiped */
export async function openPost(
  store: Store,
  entered: Entered,
  onOrder: (order: Order) => void,
): Promise<OpenPost> {
  const { vault, cipher, session } = entered;
  const token = () => session.token;
  const tabs = tabsOf(`rakor-lapor ${vault.id}`, () => void outbox.refresh());
  const outbox: Outbox = new Outbox({
    person: vault.id,
    store,
    cipher,
    senders: [reportSender(token)],
    lock: lockOf(store, pageId, systemClock),
    clock: systemClock,
    jitter: Math.random,
    later: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    announce: tabs.tell,
  });
  await outbox.refresh();
  await outbox.forget((item) => isOver(item, systemClock()));
  const follow = followReports(token, outbox);
  const order = watchSignIn(store, entered, outbox, onOrder);
  const wake = wakeUp(outbox, () => {
    void outbox.kick();
    follow.now();
    order.wake();
  });
  const hush = tellWhatWaits(outbox, token);
  void outbox.kick();
  return {
    entered,
    post: postOf(entered),
    outbox,
    async read(name, schema) {
      const sealed = await store.note(vault.id, name);
      const value = sealed ? await openJson(cipher, sealed, name) : null;
      return Check(schema, value) ? value : null;
    },
    async write(name, value) {
      await store.putNote(vault.id, name, value === null ? null : await sealJson(cipher, value, name));
    },
    async stop() {
      wake();
      order.stop();
      hush();
      follow.stop();
      tabs.close();
      await outbox.stop();
    },
  };
}

/** A sign-in that is over must not open this vault again by itself; the phone may have been locked as well. */
function watchSignIn(store: Store, entered: Entered, outbox: Outbox, onOrder: (order: Order) => void) {
  const order = askUntilTold(entered.session.token, onOrder);
  const look = () => {
    if (!outbox.view().signedOut) return;
    void close(store, entered.vault.id);
    order.ask();
  };
  const forget = outbox.onChange(look);
  return {
    wake: look,
    stop() {
      forget();
      order.stop();
    },
  };
}

/** Kinds of report and agencies, from the server; null when it does not answer. Throws what only a fault explains. */
export async function askKinds(entered: Entered): Promise<Kinds | null> {
  const { token } = entered.session;
  try {
    const [{ kinds }, { rows }] = await Promise.all([
      askAs(token, readReportKinds, {}),
      askAs(token, listAgencies, { query: { limit: 500, sort: 'name' } }),
    ]);
    return {
      kinds,
      agencies: rows.map(({ id, kind, kindName, short, name }) => ({ id, kind, kindName, short, name })),
    };
  } catch (error) {
    if (isWaiting(error) || error instanceof ReplyError) return null;
    if (error instanceof ProblemError && error.problem.status === 401) return null;
    throw error;
  }
}

function postOf({ session }: Entered): Post {
  const { operationId, station } = session;
  return { operationId, stationId: station.id, stationName: station.name, area: station.area };
}

function wakeUp(outbox: Outbox, wake: () => void): () => void {
  const ended = new AbortController();
  const { signal } = ended;
  window.addEventListener('online', wake, { signal });
  window.addEventListener('offline', () => outbox.heard(false), { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') wake();
    },
    { signal },
  );
  if (!navigator.onLine) outbox.heard(false);
  return () => ended.abort();
}
