import { explainStart } from '../start-error.ts';
import { type Command, CommandError, type Desk } from './command.ts';
import { commands } from './commands.ts';
import { nearest } from './nearest.ts';

const HELP: ReadonlySet<string> = new Set(['help', '--help', '-h']);

/** @returns the exit code */
export async function runCommand(words: readonly string[], at: Desk): Promise<number> {
  const [first = 'help', ...rest] = words;
  if (HELP.has(first)) return help(rest.join(' '), at);
  const command = commands.find(({ name }) => name === words.slice(0, name.split(' ').length).join(' '));
  if (command === undefined) {
    const typed = words.slice(0, 2).join(' ');
    if (words.slice(1).some((word) => HELP.has(word))) return help(first, at);
    // The first word of several commands, alone.
    if (words.length === 1 && groupOf(first).length > 0) {
      list(groupOf(first), at);
      return 2;
    }
    return unknown(typed, at);
  }
  const args = words.slice(command.name.split(' ').length);
  if (args.some((word) => word === '--help' || word === '-h')) return help(command.name, at);
  try {
    return await command.run(args, at);
  } catch (error) {
    at.complain(error instanceof CommandError ? error.message : explainStart(error));
    return 2;
  }
}

const groupOf = (word: string): readonly Command[] =>
  commands.filter(({ name }) => name.startsWith(`${word} `));

function help(name: string, at: Desk): number {
  if (name === '') return list(commands, at);
  const command = commands.find((each) => each.name === name);
  if (command !== undefined) {
    at.say(`${command.usage.id}\n\n${command.usage.en}`);
    return 0;
  }
  return groupOf(name).length > 0 ? list(groupOf(name), at) : unknown(name, at);
}

function list(shown: readonly Command[], at: Desk): number {
  const width = Math.max(0, ...shown.map((each) => each.name.length)) + 2;
  at.say('./rakor PERINTAH | COMMAND   (./rakor help PERINTAH)\n');
  for (const { name, summary } of shown) {
    at.say(`  ${name.padEnd(width)}${summary.id}`);
    at.say(`  ${''.padEnd(width)}${summary.en}`);
  }
  return 0;
}

function unknown(typed: string, at: Desk): number {
  const names = commands.map(({ name }) => name);
  const meant = nearest(typed, names) ?? nearest(typed.split(' ')[0] ?? '', names);
  at.complain(
    `"${typed}" tidak dikenal. ${meant === undefined ? '' : `Maksud Anda ./rakor ${meant}? `}Daftar perintah: ./rakor help`,
  );
  at.complain(
    `"${typed}" is not known. ${meant === undefined ? '' : `Did you mean ./rakor ${meant}? `}The commands: ./rakor help`,
  );
  return 2;
}
