import { sameBytes } from '#engines/transparency-log/index.ts';
import { journalTree } from '../identity.ts';
import { checkLeaf } from './beside.ts';
import type { FoundLeaf } from './comparison.ts';
import type { Finding } from './findings.ts';
import type { LeafRow } from './source.ts';

/** Findings beyond this are not kept: a journal that is wrong throughout must not fill the memory. */
const FINDINGS_LIMIT = 1_000;

/** Looks at numbered leaves in order: is each there, and does all that is kept of it agree with its bytes? */
export type LeafWatch = {
  take(rows: readonly LeafRow[]): readonly FoundLeaf[];
  readonly findings: readonly Finding[];
  /** Leaves that are there. */
  count(): number;
  /** Promised values that are not kept any more. */
  missing(): number;
  /** Of these, more than the journal says were erased: the first leaf that misses one. */
  taken(): Finding | undefined;
};

export function leafWatch(): LeafWatch {
  const findings: Finding[] = [];
  let expected = 0;
  let count = 0;
  let missing = 0;
  let erased = 0;
  let firstMissing: { index: number; leafId: string } | undefined;
  const note = (finding: Finding) => {
    if (findings.length < FINDINGS_LIMIT) findings.push(finding);
  };
  const look = (row: LeafRow): readonly FoundLeaf[] => {
    const { index, leafId, bytes, kept } = row;
    if (index !== expected) note({ kind: 'dropped', index: expected, by: `index ${expected} → ${index}` });
    expected = index + 1;
    if (bytes === null) {
      note({ kind: 'dropped', index, leafId });
      return [];
    }
    const hash = journalTree.leaf(bytes);
    count++;
    if (kept !== null) {
      if (!sameBytes(hash, kept.hash)) note({ kind: 'altered', index, leafId, by: 'hash' });
      const check = checkLeaf(bytes, leafId, kept);
      if (check.columns.length > 0) note({ kind: 'columns', index, leafId, by: check.columns.join(', ') });
      if (check.apart.length > 0) note({ kind: 'apart', index, leafId, by: check.apart.join(', ') });
      if (check.missing > 0) firstMissing ??= { index, leafId };
      missing += check.missing;
      erased += check.erased;
    }
    return [{ hash, leafId }];
  };
  return {
    take: (rows) => rows.flatMap(look),
    findings,
    count: () => count,
    missing: () => missing,
    taken: () =>
      firstMissing && missing > erased
        ? { kind: 'taken', ...firstMissing, by: `${missing} > ${erased}` }
        : undefined,
  };
}
