import type { Sealed } from './cipher.ts';

/** What stands in the store for one item. Only `sealed` says what it is about. */
export type Row = {
  readonly id: string;
  /** Whose it is: the id of a vault. */
  readonly person: string;
  readonly kind: string;
  /** Idempotency-Key of the text; the same at every retry, another only after the text was mended. */
  readonly requestId: string;
  /** The phone's clock when it was saved, RFC 3339. */
  readonly savedAt: string;
  readonly phase: Phase;
  readonly files: readonly FileNote[];
  /** Attempts since the last one that moved something. */
  readonly attempts: number;
  /** The server asked not to be asked before; milliseconds since 1970. */
  readonly nextTryAt: number;
  /** Counts changes, so that two tabs do not overwrite each other. */
  readonly rev: number;
  readonly sealed: Sealed;
};

/**
 * `text`: not accepted yet. `files`: the text is accepted, files follow. `done`: all that will be accepted is.
 * `fix`: the server refused the text as it stands; it waits for the person who wrote it.
 */
export type Phase = 'text' | 'files' | 'done' | 'fix';
/** The id of a file is also the Idempotency-Key under which it is sent. */
export type FileNote = { readonly id: string; readonly state: 'waiting' | 'sent' | 'refused' };

export type Task =
  | { readonly part: 'text'; readonly row: Row }
  | { readonly part: 'file'; readonly row: Row; readonly fileId: string };

/** What came of one attempt. `later` and `unanswered` leave everything as it was, to be tried again. */
export type Outcome =
  | { readonly is: 'accepted' }
  | { readonly is: 'refused' }
  | { readonly is: 'later'; readonly afterMs: number | null }
  | { readonly is: 'unanswered' }
  | { readonly is: 'signed-out' };

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 300_000;
const SPREAD = 0.25;
/** No row waits longer than this; what lies further ahead was written before somebody set the clock back. */
const LONGEST_WAIT_MS = LONGEST_PAUSE_MS * (1 + SPREAD);

/** What goes out next: every text before any file, oldest first, one thing at a time. */
export function nextTask(rows: readonly Row[], nowMs: number): Task | null {
  const due = rows.filter((row) => dueAtOf(row, nowMs) <= nowMs).sort(bySaved);
  const text = due.find((row) => row.phase === 'text');
  if (text) return { part: 'text', row: text };
  for (const row of due) {
    const file = row.phase === 'files' ? row.files.find((each) => each.state === 'waiting') : undefined;
    if (file) return { part: 'file', row, fileId: file.id };
  }
  return null;
}

/** When something that waits may go out; null when nothing waits. */
export function nextDueAt(rows: readonly Row[], nowMs: number): number | null {
  const waiting = rows.filter(isWaiting).map((row) => dueAtOf(row, nowMs));
  return waiting.length === 0 ? null : Math.min(...waiting);
}

function dueAtOf(row: Row, nowMs: number): number {
  return row.nextTryAt > nowMs + LONGEST_WAIT_MS ? nowMs : row.nextTryAt;
}

export function isWaiting(row: Pick<Row, 'phase'>): boolean {
  return row.phase === 'text' || row.phase === 'files';
}

/**
 * The row after an attempt. A refused text waits for its writer; a refused file steps aside so that the others go on.
 * @param jitter 0 to 1
 */
export function afterAttempt(task: Task, outcome: Outcome, nowMs: number, jitter: number): Row {
  const { row } = task;
  if (outcome.is === 'accepted' || outcome.is === 'refused') {
    const moved = { ...row, attempts: 0, nextTryAt: 0 };
    if (task.part === 'file') {
      return withFile(moved, task.fileId, outcome.is === 'accepted' ? 'sent' : 'refused');
    }
    return { ...moved, phase: outcome.is === 'refused' ? 'fix' : phaseOf(row.files) };
  }
  const attempts = row.attempts + 1;
  if (outcome.is !== 'later') return { ...row, attempts };
  const pause = Math.min(outcome.afterMs ?? pauseMs(attempts, jitter), LONGEST_WAIT_MS);
  return { ...row, files: inTurn(task), attempts, nextTryAt: nowMs + pause };
}

/** What a proxy on the way keeps turning down must not stand before its neighbours: it goes to the end. */
function inTurn(task: Task): readonly FileNote[] {
  const { files } = task.row;
  if (task.part === 'text') return files;
  const isIt = (file: FileNote) => file.id === task.fileId;
  return [...files.filter((file) => !isIt(file)), ...files.filter(isIt)];
}

/** 2 s, 4 s, 8 s … up to 5 minutes, spread by a quarter each way so that a whole city does not come back at once. */
export function pauseMs(attempts: number, jitter: number): number {
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 20));
  return Math.round(pause * (1 - SPREAD + 2 * SPREAD * jitter));
}

function withFile(row: Row, fileId: string, state: FileNote['state']): Row {
  const files = row.files.map((each) => (each.id === fileId ? { ...each, state } : each));
  return { ...row, files, phase: phaseOf(files) };
}

function phaseOf(files: readonly FileNote[]): Phase {
  return files.some((each) => each.state === 'waiting') ? 'files' : 'done';
}

function bySaved(a: Row, b: Row): number {
  return a.savedAt.localeCompare(b.savedAt) || a.id.localeCompare(b.id);
}
