/** One word or two after `rakor`, and what it does. Commands work without a running server unless they say otherwise. */
import type { Localized } from '#shared/schema.ts';

export type Command = {
  /** As it is typed: `backup`, `journal verify`. */
  readonly name: string;
  readonly summary: Localized;
  /** The lines of `rakor help NAME`: arguments, exit codes, an example. */
  readonly usage: Localized;
  /** @returns the exit code: 0 done, 1 something is wrong and was named, 2 the command itself could not run */
  run(args: readonly string[], at: Desk): Promise<number>;
};

/** What a command may touch of the world around it. */
export type Desk = {
  /** The folder that holds package.json. */
  readonly root: string;
  readonly version: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What was asked for. */
  say(line: string): void;
  /** What went wrong, and progress: never mixed with what was asked for. */
  complain(line: string): void;
};

/** What whoever typed the command can mend, one paragraph in each language. */
export class CommandError extends Error {
  constructor(id: string, en: string) {
    super(`${id}\n\n${en}`);
    this.name = 'CommandError';
  }
}
