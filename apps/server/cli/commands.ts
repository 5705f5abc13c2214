import { backup } from './backup.ts';
import type { Command } from './command.ts';
import { doctor } from './doctor.ts';
import { exportJournalCommand } from './export-journal.ts';
import { purge } from './purge.ts';
import { restore } from './restore.ts';
import { verifyJournalCommand } from './verify-journal.ts';
import { witness } from './witness.ts';

/** What `rakor` can do, in the order of its help. Written by hand, one line each. */
export const commands: readonly Command[] = [
  backup,
  restore,
  doctor,
  purge,
  verifyJournalCommand,
  exportJournalCommand,
  witness,
];
