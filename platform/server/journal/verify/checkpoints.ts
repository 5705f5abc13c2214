import {
  type NoteVerifier,
  openNote,
  parseCheckpoint,
  type RootsAt,
  sameBytes,
} from '#engines/transparency-log/index.ts';
import type { KeptCheckpoint } from '../log.ts';
import type { Finding } from './findings.ts';
import type { Reference } from './references.ts';
import type { SourceHead } from './source.ts';

/** What the leaves say: roots at the sizes of all checkpoints, and how many leaves there are. */
export type Computed = { readonly roots: RootsAt; readonly leaves: number };

/** The journal's own checkpoints: signed by its key, and true. */
export function judgeCheckpoints(
  checkpoints: readonly KeptCheckpoint[],
  { origin }: SourceHead,
  verifier: NoteVerifier,
  computed: Computed,
): readonly Finding[] {
  const findings: Finding[] = [];
  let good = 0;
  for (const { size, root, note } of checkpoints) {
    const by = `journal_checkpoint ${size}`;
    const opened = openNote(note, [verifier]);
    const said = typeof opened === 'string' ? undefined : parseCheckpoint(opened.text);
    if (said === undefined || said.origin !== origin) {
      findings.push({ kind: 'signature', index: null, by });
      continue;
    }
    if (said.size !== size || !sameBytes(said.root, root))
      findings.push({ kind: 'signature', index: null, by });
    const wrong = judge(said, good, computed, by);
    if (wrong === undefined) good = said.size;
    else findings.push(wrong);
  }
  return findings;
}

/** What others kept: whatever they hold was given out once, so the journal must still fit it. */
export function judgeReferences(references: readonly Reference[], computed: Computed): readonly Finding[] {
  const findings: Finding[] = [];
  let good = 0;
  const known = references.flatMap(({ name, checkpoint }) => (checkpoint ? [{ name, checkpoint }] : []));
  for (const { name, checkpoint } of known.sort((a, b) => a.checkpoint.size - b.checkpoint.size)) {
    const wrong = judge(checkpoint, good, computed, name);
    if (wrong === undefined) good = checkpoint.size;
    else findings.push(wrong);
  }
  for (const { name, checkpoint } of references)
    if (checkpoint === undefined) findings.push({ kind: 'signature', index: null, by: name });
  return findings;
}

/** @param good the largest size known to fit: what is wrong stands behind it */
function judge(
  { size, root }: { readonly size: number; readonly root: Uint8Array },
  good: number,
  { roots, leaves }: Computed,
  by: string,
): Finding | undefined {
  const now = roots.rootAt(size);
  if (now === undefined)
    return { kind: 'rolled-back', index: leaves, until: size - 1, held: size, shows: leaves, by };
  if (sameBytes(now, root)) return undefined;
  return { kind: 'forked', index: good, until: size - 1, by };
}
