/** Prints a daily report as tagged PDF (PDF/UA-1) in a worker thread. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { PrintedReport } from './printed.ts';

type Answer = { readonly id: number; readonly pdf?: Uint8Array; readonly failure?: string };
type Waiting = { readonly resolve: (pdf: Uint8Array) => void; readonly reject: (error: Error) => void };

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
  const template = readFileSync(join(folder(), 'laphar.typ'), 'utf8');
  const inputs = { laphar: JSON.stringify(report) };
  const createdAtS = Math.floor(createdAt.getTime() / 1000);
  lastId += 1;
  const id = lastId;
  clearTimeout(idle);
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    running().postMessage({ id, template, inputs, createdAtS });
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

function settle({ id, pdf, failure }: Answer): void {
  const asked = waiting.get(id);
  waiting.delete(id);
  if (pdf) asked?.resolve(pdf);
  else asked?.reject(new Error(`typst: ${failure}`));
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
