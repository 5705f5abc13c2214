import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '..', '..');

/** Does what `ops/backup-and-restore.md` tells, word for word, up to the start. */
export async function restoreAsWritten(backup: string, target: string): Promise<void> {
  const guide = await readFile(join(root, 'ops', 'backup-and-restore.md'), 'utf8');
  const told = /## Restore[\s\S]*?```sh\n([\s\S]*?)```/.exec(guide)?.[1] ?? '';
  const [start = '', ...steps] = told.trim().split('\n').reverse();
  if (!start.startsWith('npm start -- --data "$NEW"'))
    throw new Error(`the guide does not end in a start: ${start}`);
  const lines = steps.reverse().filter((line) => !/^(BACKUP|NEW)=/.test(line));
  await promisify(execFile)('sh', ['-euc', lines.join('\n')], {
    env: { PATH: process.env.PATH, BACKUP: backup, NEW: target },
  });
}
