import { isWaiting as mayComeBack, OfflineError, ProblemError } from '#web/api/errors.ts';
import { askAs, type Outbox } from '#web/outbox/index.ts';
import { listMyReports } from '../doors-field.ts';
import { keepSeal, proveOwed } from './seal.ts';

const EVERY_MS = 20_000;
const LONGEST_MS = 300_000;

/** Asks every 20 s what became of the reports, less often while nobody answers. Gives the way to stop, and to ask now. */
export function followReports(token: () => string, outbox: Outbox): { now: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pauseMs = EVERY_MS;
  let stopped = false;
  const ask = async () => {
    clearTimeout(timer);
    if (document.visibilityState === 'visible' && !outbox.view().signedOut) {
      pauseMs = (await askOnce(token, outbox)) ? EVERY_MS : Math.min(pauseMs * 2, LONGEST_MS);
    }
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void ask(), pauseMs);
  };
  void ask();
  return {
    now: () => void ask(),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

async function askOnce(token: () => string, outbox: Outbox): Promise<boolean> {
  try {
    const { reports } = await askAs(token(), listMyReports, {});
    outbox.heard(true);
    for (const { id, ...progress } of reports) {
      const item = outbox.view().items.find((each) => each.id === id);
      if (item) await outbox.noteProgress(id, keepSeal(item, progress));
    }
    await proveOwed(outbox);
    return true;
  } catch (error) {
    if (error instanceof OfflineError) outbox.heard(false);
    if (error instanceof ProblemError && error.problem.status === 401) outbox.askForSignIn();
    if (error instanceof ProblemError && !mayComeBack(error) && error.problem.status !== 401) throw error;
    return false;
  }
}
