/** One pass over a journal: every leaf from its bytes, every tile, every checkpoint, everything others kept of it. */
import { type Hash, type NoteVerifier, rootsAt, sameBytes } from '#engines/transparency-log/index.ts';
import { journalTree } from '../identity.ts';
import { type Computed, judgeCheckpoints, judgeReferences } from './checkpoints.ts';
import { type Comparison, comparison } from './comparison.ts';
import type { Finding } from './findings.ts';
import { leafWatch } from './leaves.ts';
import type { Reference } from './references.ts';
import type { Beside, JournalSource } from './source.ts';
import { tileWatch } from './tiles.ts';

export type Report = {
  readonly findings: readonly Finding[];
  /** Numbered leaves that are there. */
  readonly leaves: number;
  /** Root of the sealed tree, computed from the bytes of its leaves; undefined where leaves are missing. */
  readonly root: Hash | undefined;
  readonly beside: Beside;
  /** Promised values that are not kept any more. */
  readonly missing: number;
};

/** Memory does not grow with the number of leaves. */
export async function verifyJournal(
  journal: JournalSource,
  verifier: NoteVerifier,
  references: readonly Reference[],
): Promise<Report> {
  const { head, checkpoints } = journal;
  const given = references.flatMap(({ checkpoint }) => checkpoint ?? []);
  const roots = rootsAt([head.size, ...[...checkpoints, ...given].map(({ size }) => size)], journalTree);
  const watch = leafWatch();
  const tiles = tileWatch(head.size);
  const own = { by: 'tile/0', compare: comparison() };
  const others = references.flatMap(({ name, kept }) =>
    kept === undefined ? [] : [{ by: name, compare: comparison(), kept: kept() }],
  );
  for await (const page of journal.pages()) {
    const found = watch.take(page.leaves);
    const hashes = found.map((leaf) => leaf.hash);
    if (page.tile !== undefined) own.compare.keep(page.tile);
    own.compare.find(found);
    for (const other of others) {
      const next = await other.kept.next();
      if (next.done !== true) other.compare.keep(next.value);
      other.compare.find(found);
    }
    roots.add(hashes);
    tiles.add(hashes);
  }
  for (const other of others) for await (const rest of other.kept) other.compare.keep(rest);
  const computed = { roots, leaves: watch.count() };
  const byLeaf = [own, ...others].flatMap(differences);
  const byTree = byLeaf.length > 0 ? [] : await tiles.compare(journal.upperTiles());
  const findings = [
    ...byLeaf,
    ...watch.findings,
    ...[watch.taken() ?? []].flat(),
    ...byTree,
    ...judgeHead(journal, computed),
    ...[
      ...judgeReferences(references, computed),
      ...judgeCheckpoints(checkpoints, head, verifier, computed),
    ].filter((finding) => !isEcho(finding, byLeaf)),
  ];
  const beside = await journal.beside();
  if (beside.firstLooseId !== null)
    findings.push({ kind: 'unnumbered', index: null, leafId: beside.firstLooseId });
  return { findings, leaves: watch.count(), root: roots.rootAt(head.size), beside, missing: watch.missing() };
}

/** A journal from which one leaf was dropped is one shorter than its checkpoint: it was not rolled back as well. */
function isEcho({ kind, held = 0, shows = 0 }: Finding, byLeaf: readonly Finding[]): boolean {
  return kind === 'rolled-back' && held - shows === 1 && byLeaf.some((one) => one.kind === 'dropped');
}

function differences({ by, compare }: { by: string; compare: Comparison }): readonly Finding[] {
  const difference = compare.end();
  return difference === undefined ? [] : [{ ...difference, by }];
}

/** The frontier that the tree is grown from must be that of its leaves, and every growth ends with a checkpoint. */
function judgeHead({ head, checkpoints }: JournalSource, { roots }: Computed): readonly Finding[] {
  // An empty journal has signed nothing yet.
  if ((checkpoints.at(-1)?.size ?? 0) !== head.size)
    return [{ kind: 'signature', index: null, by: `journal_checkpoint ${head.size}` }];
  const now = roots.rootAt(head.size);
  if (now === undefined || head.root === null || sameBytes(now, head.root)) return [];
  return [{ kind: 'tree', index: 0, until: head.size - 1, by: 'journal_head' }];
}
