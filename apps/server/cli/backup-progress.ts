import type { Desk } from './command.ts';

const EVERY_MS = 200;

export type ProgressLine = {
  show(progress: { readonly step: string; readonly at: string; readonly bytes: number }): void;
  clear(): void;
};

/** One line on a terminal, renewed a few times a second; elsewhere a line for each step. */
export function progressLine(at: Desk): ProgressLine {
  let shown = 0;
  let step = '';
  const isTerminal = process.stderr.isTTY === true;
  const clear = () => {
    if (isTerminal && shown > 0) process.stderr.write('\r\u001b[2K');
  };
  return {
    clear,
    show(progress) {
      const isNewStep = progress.step !== step;
      step = progress.step;
      if (!isTerminal) {
        if (isNewStep) at.complain(`… ${step}`);
        return;
      }
      const now = performance.now();
      if (!isNewStep && now - shown < EVERY_MS) return;
      shown = now;
      const width = (process.stderr.columns ?? 80) - 1;
      const line = `${step} ${(progress.bytes / 1_000_000).toFixed(1)} MB  ${progress.at}`;
      process.stderr.write(`\r\u001b[2K${line.slice(0, width)}`);
    },
  };
}

/** Ctrl-C and its kin as a signal for work that takes its time. */
export function untilInterrupted(): { readonly signal: AbortSignal; end(): void } {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of names) process.on(name, onSignal);
  return {
    signal: stop.signal,
    end() {
      for (const name of names) process.off(name, onSignal);
    },
  };
}
