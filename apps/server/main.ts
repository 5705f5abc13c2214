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
    const running = await start(readConfig(args, process.env, root), version, (line) => console.log(line));
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => void running.stop().then(leave));
  } catch (error) {
    console.error(`\n${explainStart(error)}\n`);
    process.exitCode = 1;
  }
}

function leave(): void {
  process.exit(0);
}

/** The folder that holds package.json: this file runs from apps/server and, bundled, from dist/server. */
function projectRoot(): string {
  return resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
}
