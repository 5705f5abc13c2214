import { type ParseArgsConfig, parseArgs } from 'node:util';
import { CommandError } from './command.ts';
import { nearest } from './nearest.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * The words after a command.
 * @param command as it is typed, for the sentence about a wrong word
 * @param places how many words may stand there without a name
 * @throws CommandError that names the wrong word, and the right one where it can be guessed
 */
export function readWords<T extends Options>(
  command: string,
  args: readonly string[],
  options: T,
  places = 0,
) {
  const { tokens, positionals } = parseArgs({
    ...{ args: [...args], options, strict: false, allowPositionals: true },
    tokens: true,
  });
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const { name, rawName, value, inlineValue } = token;
    const option = Object.hasOwn(options, name) ? options[name] : undefined;
    if (option === undefined) throw unknown(command, rawName, Object.keys(options));
    // `--data --json` names no directory: the next name was taken for it.
    const isMissing = value === undefined || value === '' || (inlineValue !== true && value.startsWith('-'));
    if (option.type === 'string' && isMissing) throw valueMissing(command, rawName);
    if (option.type === 'boolean' && value !== undefined) throw valueTooMany(command, rawName);
  }
  const extra = positionals[places];
  if (extra !== undefined) throw wordTooMany(command, extra, Object.keys(options));
  return parseArgs({ args: [...args], options, allowPositionals: true });
}

function unknown(command: string, typed: string, names: readonly string[]): CommandError {
  const meant = nearest(typed.replace(/^-+/, ''), names);
  return new CommandError(
    `./rakor ${command} tidak mengenal ${typed}. ${meant === undefined ? '' : `Maksud Anda --${meant}? `}Lihat: ./rakor help ${command}`,
    `./rakor ${command} knows no ${typed}. ${meant === undefined ? '' : `Did you mean --${meant}? `}See: ./rakor help ${command}`,
  );
}

function valueMissing(command: string, typed: string): CommandError {
  return new CommandError(
    `Sesudah ${typed} harus ada nilainya. Contohnya di: ./rakor help ${command}`,
    `A value must follow ${typed}. For an example see: ./rakor help ${command}`,
  );
}

function valueTooMany(command: string, typed: string): CommandError {
  return new CommandError(
    `${typed} tidak memakai nilai. Lihat: ./rakor help ${command}`,
    `${typed} takes no value. See: ./rakor help ${command}`,
  );
}

function wordTooMany(command: string, typed: string, names: readonly string[]): CommandError {
  const meant = nearest(typed, names);
  return new CommandError(
    `"${typed}" berlebih. ${meant === undefined ? '' : `Maksud Anda --${meant}? `}Lihat: ./rakor help ${command}`,
    `"${typed}" is one word too many. ${meant === undefined ? '' : `Did you mean --${meant}? `}See: ./rakor help ${command}`,
  );
}
