import { backup } from './backup.ts';
import type { Command } from './command.ts';
import { restore } from './restore.ts';

/** What `rakor` can do, in the order of its help. Written by hand, one line each. */
export const commands: readonly Command[] = [backup, restore];
