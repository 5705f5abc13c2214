/** `rakor COMMAND`: what an operator does beside the running server. */
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { explainStart } from '../start-error.ts';
import { type Command, CommandError, type Desk } from './command.ts';
import { commands } from './commands.ts';

process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
  const [first = 'help', ...rest] = words;
  if (first === 'help' || first === '--help') return help(rest.join(' '));
  const command = find(words);
  if (command === undefined) return unknown(words);
  const args = words.slice(command.name.split(' ').length);
  if (args.includes('--help')) return help(command.name);
  try {
    return await command.run(args, desk());
  } catch (error) {
    console.error(error instanceof CommandError ? error.message : explainStart(error));
    return 2;
  }
}

function find(words: readonly string[]): Command | undefined {
  return commands.find(({ name }) => name === words.slice(0, name.split(' ').length).join(' '));
}

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

function help(name: string): number {
  const command = commands.find((each) => each.name === name);
  if (command !== undefined) {
    console.log(`${command.usage.id}\n\n${command.usage.en}`);
    return 0;
  }
  const width = Math.max(0, ...commands.map((each) => each.name.length)) + 2;
  console.log('./rakor PERINTAH | COMMAND   (./rakor help PERINTAH)\n');
  for (const { name: typed, summary } of commands) {
    console.log(`  ${typed.padEnd(width)}${summary.id}`);
    console.log(`  ${''.padEnd(width)}${summary.en}`);
  }
  return 0;
}

function unknown(words: readonly string[]): number {
  const typed = words.slice(0, 2).join(' ');
  console.error(`"${typed}" tidak dikenal. Daftar perintah: ./rakor help`);
  console.error(`"${typed}" is not known. The commands: ./rakor help`);
  return 2;
}
