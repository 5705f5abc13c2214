/** A journal as it lies somewhere: in a database or in an export file. Read in order and in pages, never whole. */

import type { Json } from '#shared/canonical-json.ts';
import type { Leaf } from '#shared/leaf.ts';
import type { KeptCheckpoint } from '../log.ts';

/** Places of one page: as many as a full tile of leaf hashes has. */
export const PAGE = 256;

export type JournalSource = {
  readonly head: SourceHead;
  /** By size, smallest first. */
  readonly checkpoints: readonly KeptCheckpoint[];
  /**
   * Page n holds the numbered leaves in places 256 n to 256 n + 255, counted without gaps, and what the tile of those
   * leaf hashes says; it ends where both end.
   */
  pages(): AsyncIterable<Page>;
  /** Tiles of level 1 and above. To be asked after the last page. */
  upperTiles(): AsyncIterable<UpperTile>;
  /** What is beside the numbered leaves. To be asked last. */
  beside(): Promise<Beside>;
};

export type SourceHead = {
  readonly origin: string;
  /** 32 bytes. */
  readonly publicKey: Uint8Array;
  readonly size: number;
  /** Root by the frontier that is kept to grow the tree; null where a source has none. */
  readonly root: Uint8Array | null;
};

export type Page = { readonly tile: Uint8Array | undefined; readonly leaves: readonly LeafRow[] };
export type UpperTile = { readonly level: number; readonly index: number; readonly hashes: Uint8Array };

export type LeafRow = {
  readonly index: number;
  readonly leafId: string;
  /** Null where the index names a leaf that is not there. */
  readonly bytes: Uint8Array | null;
  /** What the database keeps beside the bytes; null in an export, which has the bytes alone. */
  readonly kept: KeptBeside | null;
};

export type KeptBeside = {
  readonly hash: Uint8Array;
  readonly event: string;
  readonly kind: string;
  readonly subject: string;
  readonly operation: string | null;
  readonly area: string | null;
  /** Who wrote it, as lists show it. */
  readonly author: Leaf['who'] | null;
  /** Whether the row that lists show and go by says the same as the leaf's own columns. */
  readonly isListedSo: boolean;
  readonly apart: readonly ApartValue[];
};

export type ApartValue = {
  readonly field: string;
  readonly side: 'before' | 'after';
  readonly value: Json;
  readonly salt: Uint8Array;
  readonly commit: string;
};

export type Beside = {
  /** Committed and not yet numbered: the sequencer will. */
  readonly pending: number;
  /** Neither numbered nor waiting: nothing will ever number them. */
  readonly loose: number;
  readonly firstLooseId: string | null;
};
