/** Prints a daily report as tagged PDF (PDF/UA-1) in a worker thread. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { DailyReport, ReplacedLetter } from './contract.ts';
import { replacedIn, unusualLettersOf, withoutLetters } from './letters.ts';
import { type Issue, type PrintedReport, printedReport } from './printed.ts';

type Answer = {
  readonly id: number;
  readonly pdf?: Uint8Array;
  readonly missing?: readonly string[];
  readonly failure?: string;
};
type Waiting = { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void };

const IDLE_MS = 60_000;
const waiting = new Map<number, Waiting>();
let worker: Worker | null = null;
let lastId = 0;
let idle: NodeJS.Timeout | undefined;

/**
 * @param createdAt printed into the file as its date, so that the same report gives the same bytes
 * @throws Error when typst refuses or warns: a document that prints differently elsewhere must not leave the house
 */
export async function printPdf(report: PrintedReport, createdAt: Date): Promise<Uint8Array> {
  const unusual = unusualLettersOf(report);
  const printable = withoutLetters(report, await missingLetters(unusual));
  try {
    return await set(printable, createdAt);
  } catch (error) {
    if (unusual.length === 0) throw error;
    // Letters that print one by one and not side by side: better a paper with marks than none.
    return set(withoutLetters(report, new Set(unusual)), createdAt);
  }
}

async function set(report: PrintedReport, createdAt: Date): Promise<Uint8Array> {
  const template = readFileSync(join(folder(), 'laphar.typ'), 'utf8');
  const inputs = { laphar: JSON.stringify(report) };
  const { pdf } = await ask({ template, inputs, createdAtS: Math.floor(createdAt.getTime() / 1000) });
  if (!pdf) throw new Error('the printing thread gave no document');
  return pdf;
}

/** Faces do not change while the server runs; bounded, for somebody may write a whole dictionary. */
const KNOWN_LIMIT = 5000;
const known = new Map<string, boolean>();

/** Which of these letters no face has. */
async function missingLetters(letters: readonly string[]): Promise<ReadonlySet<string>> {
  const unknown = letters.filter((letter) => !known.has(letter));
  if (unknown.length === 0) return new Set(letters.filter((letter) => known.get(letter)));
  const { missing = [] } = await ask({ letters: unknown });
  const lacking = new Set([...missing, ...letters.filter((letter) => known.get(letter))]);
  if (known.size + unknown.length > KNOWN_LIMIT) known.clear();
  if (unknown.length <= KNOWN_LIMIT) for (const letter of unknown) known.set(letter, lacking.has(letter));
  return lacking;
}

/** What the paper of a report marks instead of printing it, as the doors tell it. */
export async function unprintableIn(
  report: DailyReport,
  issue: Issue,
): Promise<{ unprintable?: ReplacedLetter[] }> {
  const printed = printedReport(report, issue);
  const replaced = replacedIn(printed, await missingLetters(unusualLettersOf(printed)));
  return replaced.length === 0 ? {} : { unprintable: replaced };
}

function ask(job: Readonly<Record<string, unknown>>): Promise<Answer> {
  lastId += 1;
  const id = lastId;
  clearTimeout(idle);
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    running().postMessage({ id, ...job });
  });
}

function running(): Worker {
  if (worker) {
    worker.ref();
    return worker;
  }
  const started = new Worker(join(folder(), 'print-worker.mjs'), { workerData: { folder: folder() } });
  worker = started;
  started.on('message', (answer: Answer) => {
    settle(answer);
    if (waiting.size === 0) restSoon(started);
  });
  started.on('error', (error) => abandon(started, error));
  started.on('exit', () => abandon(started, new Error('the printing thread ended')));
  return started;
}

function settle(answer: Answer): void {
  const asked = waiting.get(answer.id);
  waiting.delete(answer.id);
  if (answer.failure === undefined) asked?.resolve(answer);
  else asked?.reject(new Error(`typst: ${answer.failure}`));
}

function abandon(ended: Worker, error: Error): void {
  if (worker !== ended) return;
  worker = null;
  for (const { reject } of waiting.values()) reject(error);
  waiting.clear();
}

// The thread holds fonts and layouts in memory; it must neither keep them all night nor keep the server from ending.
function restSoon(resting: Worker): void {
  resting.unref();
  idle = setTimeout(() => {
    if (worker === resting) worker = null;
    void resting.terminate();
  }, IDLE_MS);
  idle.unref();
}

let found: string | undefined;
/** This room's folder in the source tree: beside this file, or below the folder from which the bundle was made. */
function folder(): string {
  found ??= findFolder();
  return found;
}

function findFolder(): string {
  const beside = fileURLToPath(new URL('./print-worker.mjs', import.meta.url));
  if (existsSync(beside)) return dirname(beside);
  for (let at = dirname(beside); at !== dirname(at); at = dirname(at)) {
    const folder = join(at, 'capabilities', 'situation');
    if (existsSync(join(folder, 'print-worker.mjs'))) return folder;
  }
  throw new Error('capabilities/situation/print-worker.mjs is missing beside this server');
}
