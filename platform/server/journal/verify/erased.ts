import { readLedger } from '../../erasure/ledger.ts';
import type { Finding } from './findings.ts';
import type { Report } from './verify.ts';

/**
 * The findings of a report less those that the ledger of the data directory explains: a restored house erased again what
 * its journal, which is older, says nothing of.
 */
export async function unexplained(
  { findings, missing }: Pick<Report, 'findings' | 'missing'>,
  dataDir: string,
): Promise<readonly Finding[]> {
  if (!findings.some(({ kind }) => kind === 'taken')) return findings;
  const items = (await readLedger(dataDir)).entries.flatMap((entry) => entry.items);
  const erased = items.filter(({ table }) => table === 'journal_apart').length;
  return missing > erased ? findings : findings.filter(({ kind }) => kind !== 'taken');
}
