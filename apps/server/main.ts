import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '#shared/time.ts';
import { printPapers } from './catalogue.ts';
import { readConfig } from './config.ts';
import { planHouse } from './house.ts';
import { start } from './start.ts';
import { explainStart } from './start-error.ts';

const root = projectRoot();
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const [command, ...rest] = process.argv.slice(2);

if (command === 'catalogue') printPapers(planHouse(root, systemClock, false).capabilities);
else await serve(command === undefined ? rest : [command, ...rest]);

async function serve(args: readonly string[]): Promise<void> {
  try {
    const starting = start(readConfig(args, process.env, root), version, (line) => console.log(line));
    // A start that is interrupted first comes to its end, so that it leaves no database server behind.
    stopBySignal(() => starting.then((running) => running.stop()));
    await starting;
  } catch (error) {
    console.error(`\n${explainStart(error)}\n`);
    process.exitCode = 1;
  }
}

// One Ctrl-C can come three times: from the terminal, from npm and from the script between. Later it is impatience.
const ONE_SIGNAL_MS = 2_000;

function stopBySignal(stop: () => Promise<void>): void {
  // A terminal that was closed takes no words any more; that must not keep us from stopping in order.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  let since: number | null = null;
  const onSignal = () => {
    if (since === null) {
      since = performance.now();
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    } else if (performance.now() - since > ONE_SIGNAL_MS) process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
}

/** The folder that holds package.json: this file runs from apps/server and, bundled, from dist/server. */
function projectRoot(): string {
  return resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
}
