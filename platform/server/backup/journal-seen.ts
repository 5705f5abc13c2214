/** Whether the journal that a backup is about to keep is whole: one that was altered before is kept as what it is. */
import type pg from 'pg';
import { errorCode } from '../database/data-directory-error.ts';
import { checkJournal } from '../journal/against-checkpoint.ts';
import { type Checked, readChecked } from '../journal/checked.ts';
import { withClientJournal } from '../journal/verify/database.ts';
import { unexplained } from '../journal/verify/erased.ts';
import { type Finding, inOrder } from '../journal/verify/findings.ts';
import { keyOfHead } from '../journal/verify/key.ts';
import type { JournalSource } from '../journal/verify/source.ts';
import { UnreadableError } from '../journal/verify/unreadable.ts';
import { verifyJournal } from '../journal/verify/verify.ts';
import { findingLine } from '../journal/verify/words.ts';
import { BackupError } from './backup-error.ts';

export type JournalSeen =
  | { readonly kind: 'whole'; readonly checked: Checked | null }
  /** No sealed journal yet. */
  | { readonly kind: 'none' }
  | { readonly kind: 'altered'; readonly first: Finding };

/** @param client in the transaction that the backup is read in */
export async function seeJournal(client: pg.Client, dataDir: string): Promise<JournalSeen> {
  await client.query('savepoint journal');
  try {
    const seen = await withClientJournal(client, (journal) => judge(journal, dataDir));
    return seen.kind === 'whole' ? { kind: 'whole', checked: await readChecked(client) } : seen;
  } catch (error) {
    if (error instanceof UnreadableError) return { kind: 'none' };
    // Class 42: a database that stands before an upgrade has not all that this release reads.
    if (!(errorCode(error) ?? '').startsWith('42')) throw error;
    await client.query('rollback to savepoint journal');
    return againstCheckpoint(client);
  }
}

async function judge(journal: JournalSource, dataDir: string): Promise<JournalSeen> {
  const report = await verifyJournal(journal, keyOfHead(journal.head), []);
  const [first] = inOrder(await unexplained(report, dataDir));
  return first === undefined ? { kind: 'whole', checked: null } : { kind: 'altered', first };
}

async function againstCheckpoint(client: pg.Client): Promise<JournalSeen> {
  try {
    const newest = await client.query<{ note: string }>(
      'select note from journal_checkpoint order by size desc limit 1',
    );
    const { kind } = await checkJournal(client, newest.rows[0]?.note ?? null);
    if (kind === 'same') return { kind: 'whole', checked: null };
    if (kind === 'none') return { kind: 'none' };
    return { kind: 'altered', first: { kind: kind === 'unsigned' ? 'signature' : 'tree', index: null } };
  } catch (error) {
    if (!(errorCode(error) ?? '').startsWith('42')) throw error;
    // From before the journal was a log: nothing was signed that could be compared.
    await client.query('rollback to savepoint journal');
    return { kind: 'none' };
  }
}

export function alteredJournal(file: string, first: Finding): BackupError {
  return new BackupError(
    'backup.journal-altered',
    `Jurnal tidak utuh lagi. ${findingLine(first, 'id')} Cadangan ${file} disimpan sebagai bukti dengan nama itu dan tidak dihitung baik; yang baik terakhir tidak akan dihapus. Jalankan ./rakor journal verify, jangan ubah apa pun, dan beri tahu pengawas.`,
    `The journal is no longer whole. ${findingLine(first, 'en')} The backup ${file} is kept as evidence under that name and does not count as good; the last good one will not be removed. Run ./rakor journal verify, change nothing, and tell the supervisor.`,
  );
}
