/** Whether what the database keeps beside the bytes of a leaf says the same as the bytes. */

import { APART_ERASED, commitment, type Leaf } from '#shared/leaf.ts';
import { sha256 } from '../record.ts';
import type { ApartValue, KeptBeside } from './source.ts';

export type LeafCheck = {
  /** Names of columns that say something else than the bytes. */
  readonly columns: readonly string[];
  /** Fields whose value kept apart is not the one that was promised. */
  readonly apart: readonly string[];
  /** Promised values that are not kept any more: erased, or taken away. */
  readonly missing: number;
  /** Values kept apart that this leaf says were erased. */
  readonly erased: number;
};

const SIDES = ['before', 'after'] as const;
type Promised = { readonly field: string; readonly side: 'before' | 'after'; readonly commit: string };

/** @param leafId as the index names the leaf */
export function checkLeaf(bytes: Uint8Array, leafId: string, kept: KeptBeside): LeafCheck {
  const leaf = readLeaf(bytes);
  if (leaf === undefined) return { columns: ['bytes'], apart: [], missing: 0, erased: 0 };
  const columns = differing(leaf, leafId, kept);
  if (!kept.isListedSo) columns.push('journal_index');
  const promised = promisedIn(leaf);
  const apart = kept.apart.filter((value) => !isKept(value, promised)).map((value) => value.field);
  const missing = promised.length - (kept.apart.length - apart.length);
  return { columns, apart, missing, erased: erasedBy(leaf) };
}

/** A million times nothing differs: no list of pairs is made for that. */
function differing(
  { id, event, subject, operation, area, who }: Leaf,
  leafId: string,
  kept: KeptBeside,
): string[] {
  const { author } = kept;
  const columns: string[] = [];
  if (id !== leafId) columns.push('id');
  if (event !== kept.event) columns.push('event');
  if (subject.kind !== kept.kind) columns.push('kind');
  if (subject.id !== kept.subject) columns.push('subject');
  if (operation !== kept.operation) columns.push('operation');
  if (area !== kept.area) columns.push('area');
  if (who.user !== author?.user || who.agency !== author.agency || who.role !== author.role)
    columns.push('author');
  return columns;
}

function erasedBy({ changes }: Leaf): number {
  const said = changes.find(({ field }) => field === APART_ERASED)?.after;
  return typeof said === 'number' ? said : 0;
}

function isKept(value: ApartValue, promised: readonly Promised[]): boolean {
  const { field, side, commit, salt } = value;
  const made = commitment(field, value.value, salt, sha256);
  return (
    made.commit === commit &&
    promised.some((one) => one.field === field && one.side === side && one.commit === commit)
  );
}

function promisedIn({ changes }: Leaf): readonly Promised[] {
  const promised: Promised[] = [];
  for (const change of changes)
    for (const side of SIDES) {
      const value = change[side];
      if (typeof value !== 'object' || value === null || !('commit' in value)) continue;
      if (typeof value.commit === 'string')
        promised.push({ field: change.field, side, commit: value.commit });
    }
  return promised;
}

/** The leaf that these bytes spell, or undefined when they spell none. Only what is compared here is looked at. */
function readLeaf(bytes: Uint8Array): Leaf | undefined {
  try {
    const leaf: Leaf = JSON.parse(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'),
    );
    return leaf.v === 1 &&
      typeof leaf.who.user === 'string' &&
      typeof leaf.subject.kind === 'string' &&
      Array.isArray(leaf.changes)
      ? leaf
      : undefined;
  } catch {
    return undefined;
  }
}
