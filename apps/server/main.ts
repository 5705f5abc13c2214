import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DataDirectoryError } from '#server/database/cluster.ts';
import { DatabaseTooOldError } from '#server/database/connect.ts';
import { MigrationError } from '#server/database/migrate.ts';
import { systemClock } from '#shared/time.ts';
import { printPapers } from './catalogue.ts';
import { ConfigError, readConfig } from './config.ts';
import { planHouse } from './house.ts';
import { start } from './start.ts';

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
    console.error(`\n${sentenceOf(error)}\n`);
    process.exitCode = 1;
  }
}

function leave(): void {
  process.exit(0);
}

/** What went wrong as one sentence where we know it; the whole error where we do not. */
function sentenceOf(error: unknown): string {
  if (error instanceof ConfigError || error instanceof DataDirectoryError) return error.message;
  if (error instanceof MigrationError || error instanceof DatabaseTooOldError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** The folder that holds package.json: this file runs from apps/server and, bundled, from dist/server. */
function projectRoot(): string {
  return resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');
}
