/** The outbox: what a person saved on this phone, and its way to the server. See docs/decisions/0009. */
import { newId } from '#shared/id.ts';
import type { Clock } from '#shared/time.ts';
import { ReplyError } from '../api/errors.ts';
import { type Cipher, sealJson } from './cipher.ts';
import { type Content, changeItem, contentOf, openFile, type SavedFile, sealFile } from './content.ts';
import type { Lock } from './lock.ts';
import { LostFileError, outcomeOf, UnreadableError } from './outcome.ts';
import { afterAttempt, nextDueAt, nextTask, type Outcome, pauseMs, type Row, type Task } from './row.ts';
import type { Store } from './store.ts';

export type Item = Omit<Row, 'sealed' | 'rev' | 'person'> & Content;

/** How one kind of item goes out. Throws ProblemError, OfflineError, ReplyError or UnreadableError. */
export type Sender = {
  readonly kind: string;
  sendText(body: unknown, requestId: string, signal: AbortSignal): Promise<unknown>;
  sendFile(body: unknown, file: SavedFile, signal: AbortSignal): Promise<void>;
};

export type View = {
  /** Newest first. */
  readonly items: readonly Item[];
  /** What is on its way in this tab. */
  readonly sending: { readonly id: string; readonly fileId: string | null } | null;
  /** Since when nobody answers; null while somebody does. */
  readonly silentSince: Date | null;
  /** The server asks for a sign-in. Nothing is sent, nothing is lost. */
  readonly signedOut: boolean;
};

export type OutboxParts = {
  readonly person: string;
  readonly store: Store;
  readonly cipher: Cipher;
  readonly senders: readonly Sender[];
  readonly lock: Lock;
  readonly clock: Clock;
  /** 0 to 1 */
  readonly jitter: () => number;
  /** Calls back later; gives the way to call it off. */
  readonly later: (ms: number, run: () => void) => () => void;
  /** Tells other tabs that something changed here. */
  readonly announce: () => void;
};

/** One person's outbox, open. Sends by itself what is due, now and later, until `stop`. */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #listeners = new Set<() => void>();
  #view: View = { items: [], sending: null, silentSince: null, signedOut: false };
  /** Items that nobody can read here; kept as they are, and not sent while this page lives. */
  readonly #unreadable = new Set<string>();
  #silences = 0;
  #running: Promise<void> | null = null;
  readonly #stopped = new AbortController();
  #callOff = () => {};

  constructor(parts: OutboxParts) {
    this.#parts = parts;
  }

  view = (): View => this.#view;

  onChange = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  };

  /** Keeps it and comes back; whether and when it goes out shows later. Saving the same id twice keeps the first. */
  async save(kind: string, item: { id: string; body: unknown; files: readonly SavedFile[] }): Promise<void> {
    const { person, store, cipher, clock } = this.#parts;
    const { id, body, files } = item;
    const content: Content = { body, reply: null, progress: null, problem: null };
    const stored = await Promise.all(files.map((file) => sealFile(cipher, id, file)));
    const row: Row = {
      id,
      person,
      kind,
      requestId: newId(),
      savedAt: clock().toISOString(),
      phase: 'text',
      files: files.map((file) => ({ id: file.id, state: 'waiting' })),
      attempts: 0,
      nextTryAt: 0,
      rev: 0,
      sealed: await sealJson(cipher, content, id),
    };
    await store.add(row, stored);
    await this.#changed();
    void this.kick();
  }

  /** A refused text, mended: other content, so another request id; the item keeps its own. */
  async mend(id: string, body: unknown): Promise<void> {
    await changeItem(this.#parts, id, (row, content) => {
      if (row.phase !== 'fix') return null;
      const again: Row = { ...row, phase: 'text', requestId: newId(), attempts: 0, nextTryAt: 0 };
      return { row: again, content: { ...content, body, problem: null } };
    });
    await this.#changed();
    void this.kick();
  }

  /** Keeps what the room learnt about an item that was accepted. */
  async noteProgress(id: string, progress: unknown): Promise<void> {
    if (this.#unreadable.has(id)) return;
    let isNew = false;
    await changeItem(this.#parts, id, (row, content) => {
      isNew = JSON.stringify(content.progress) !== JSON.stringify(progress);
      return isNew ? { row, content: { ...content, progress } } : null;
    });
    if (isNew) await this.#changed();
  }

  /** Clears what went out whole and is over; what waits, was refused or cannot be read is never cleared. */
  async forget(isOver: (item: Item) => boolean): Promise<void> {
    const over = this.#view.items.filter((item) => item.phase === 'done' && isOver(item));
    for (const { id } of over) await this.#parts.store.drop(id);
    if (over.length > 0) await this.#changed();
  }

  readFile(id: string): Promise<Blob | null> {
    return openFile(this.#parts, id);
  }

  /** Reads everything anew: at the start, and when another tab changed it. */
  async refresh(): Promise<void> {
    const { store, person } = this.#parts;
    const rows = await store.rows(person);
    const items = await Promise.all(rows.map((row) => this.#itemOf(row)));
    this.#show({
      items: items.sort((a, b) => b.savedAt.localeCompare(a.savedAt) || b.id.localeCompare(a.id)),
    });
  }

  /** Sends what is due. Call it when the network is back, the page is looked at, or something was saved. */
  kick(): Promise<void> {
    if (this.#stopped.signal.aborted) return this.#running ?? Promise.resolve();
    this.#callOff();
    this.#running ??= this.#drain().finally(() => {
      this.#running = null;
      return this.#comeBack();
    });
    return this.#running;
  }

  /** The same person signed in again. */
  signedIn(): Promise<void> {
    this.#show({ signedOut: false });
    return this.kick();
  }

  /** Somebody else asked the server and was told to sign in. */
  askForSignIn(): void {
    this.#show({ signedOut: true });
  }

  /** Whether the server answered somebody else who asked it: says what the state of the network is. */
  heard(answered: boolean): void {
    if (answered && this.#view.silentSince) void this.kick();
    else if (!answered) this.#show({ silentSince: this.#view.silentSince ?? this.#parts.clock() });
    if (answered) this.#show({ silentSince: null });
  }

  /** Nothing goes out from here any more; what is on its way is broken off, as by a dropped line. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#callOff();
    await this.#running;
  }

  /** One thing at a time, whatever tab it is sent from, until nothing is due, nobody answers or a sign-in is needed. */
  async #drain(): Promise<void> {
    const { lock, person, clock } = this.#parts;
    while (!this.#stopped.signal.aborted && !this.#view.signedOut) {
      const outcome = await lock(`outbox ${person}`, async () => {
        const task = nextTask(await this.#readable(), clock().getTime());
        return task ? this.#attempt(task) : null;
      });
      if (outcome === null) return;
      if (outcome.is === 'signed-out') return this.#show({ signedOut: true });
      if (outcome.is === 'unanswered') {
        this.#silences += 1;
        return this.#show({ silentSince: this.#view.silentSince ?? clock() });
      }
      this.#silences = 0;
      if (this.#view.silentSince) this.#show({ silentSince: null });
    }
  }

  async #comeBack(): Promise<void> {
    const { clock, jitter, later } = this.#parts;
    if (this.#stopped.signal.aborted || this.#view.signedOut) return;
    const dueAt = nextDueAt(await this.#readable(), clock().getTime());
    if (dueAt === null) return;
    const silence = this.#silences > 0 ? pauseMs(this.#silences, jitter()) : 0;
    this.#callOff = later(Math.max(dueAt - clock().getTime(), silence), () => void this.kick());
  }

  async #attempt(task: Task): Promise<Outcome> {
    const { row } = task;
    this.#show({ sending: { id: row.id, fileId: task.part === 'file' ? task.fileId : null } });
    try {
      const reply = await this.#send(task);
      const accepted = task.part === 'text' ? { reply, problem: null } : {};
      await this.#settle(task, { is: 'accepted' }, accepted);
      if (task.part === 'file') await this.#parts.store.dropFile(task.fileId);
      return { is: 'accepted' };
    } catch (error) {
      if (error instanceof UnreadableError) return await this.#setAside(row);
      const { outcome, problem } = outcomeOf(error);
      await this.#settle(task, outcome, outcome.is === 'refused' ? { problem } : {});
      return outcome;
    } finally {
      this.#show({ sending: null });
    }
  }

  async #send(task: Task): Promise<unknown> {
    const { senders, cipher } = this.#parts;
    const sender = senders.find((each) => each.kind === task.row.kind);
    if (!sender) throw new ReplyError(task.row.kind, 'a newer build of this app saved it');
    const { signal } = this.#stopped;
    const { body } = await contentOf(cipher, task.row);
    if (task.part === 'text') return sender.sendText(body, task.row.requestId, signal);
    const blob = await this.readFile(task.fileId);
    if (!blob) throw new LostFileError(task.fileId);
    await sender.sendFile(body, { id: task.fileId, blob }, signal);
    return null;
  }

  async #setAside(row: Row): Promise<Outcome> {
    this.#unreadable.add(row.id);
    await this.refresh();
    return { is: 'refused' };
  }

  async #readable(): Promise<readonly Row[]> {
    const rows = await this.#parts.store.rows(this.#parts.person);
    return rows.filter((row) => !this.#unreadable.has(row.id));
  }

  /** What cannot be read stays in the list, as something that needs a person; its body is null. */
  async #itemOf(row: Row): Promise<Item> {
    const { sealed: _sealed, rev: _rev, person: _person, ...rest } = row;
    try {
      if (!this.#unreadable.has(row.id)) return { ...rest, ...(await contentOf(this.#parts.cipher, row)) };
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      this.#unreadable.add(row.id);
    }
    return { ...rest, phase: 'fix', body: null, reply: null, progress: null, problem: null };
  }

  async #settle(task: Task, outcome: Outcome, news: Partial<Content>): Promise<void> {
    const { clock, jitter } = this.#parts;
    await changeItem(this.#parts, task.row.id, (row, content) => ({
      row: afterAttempt({ ...task, row }, outcome, clock().getTime(), jitter()),
      content: { ...content, ...news },
    }));
    await this.#changed();
  }

  async #changed(): Promise<void> {
    await this.refresh();
    this.#parts.announce();
  }

  #show(change: Partial<View>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}
