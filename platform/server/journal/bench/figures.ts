/** What every bench of the journal prints beside its figures. */
import { cpus, loadavg, totalmem } from 'node:os';

export function machine(): Readonly<Record<string, unknown>> {
  const gigabytes = Math.round(totalmem() / 1_073_741_824);
  return { node: process.version, cpu: cpus()[0]?.model, cpus: cpus().length, gigabytes, load: load() };
}

export function load(): readonly number[] {
  return loadavg().map(round);
}

export function print(what: string, figures: Readonly<Record<string, unknown>>): void {
  console.log(JSON.stringify({ what, ...figures }));
}

/** Milliseconds of wall time. */
export async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly made: T }> {
  const started = performance.now();
  const made = await work();
  return { ms: round(performance.now() - started), made };
}

/** @param share 0.5 for the median, 0.95 for the slowest of twenty */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
