/** `rakor COMMAND`: what an operator does beside the running server. */
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Desk } from './command.ts';
import { runCommand } from './run-command.ts';

process.exitCode = await runCommand(process.argv.slice(2), desk());

function desk(): Desk {
  // This file runs from apps/server/cli and, bundled, from dist/server.
  const here = dirname(fileURLToPath(import.meta.url));
  const root = resolve(here, '..', '..', here.endsWith('cli') ? '..' : '.');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return {
    root,
    version,
    env: process.env,
    say: (line) => console.log(line),
    complain: (line) => console.error(line),
  };
}
