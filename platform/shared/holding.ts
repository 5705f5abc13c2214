/**
 * What a column of the database holds, for whom, why and how long. Rooms declare every column of theirs; from it follow
 * the pages *Siapa melihat apa* and *Yang tidak disimpan Rakor*, the table in docs/data-flow.md, and what erasure owes.
 */
import type { Permission } from './permission.ts';
import type { Localized } from './schema.ts';

/** Lawful bases of UU 27/2022 article 20 (2), in its order. */
export const lawfulBases = {
  consent: { id: 'persetujuan', en: 'consent' },
  contract: { id: 'perjanjian', en: 'contract' },
  'legal-obligation': { id: 'kewajiban hukum', en: 'legal obligation' },
  'vital-interest': { id: 'kepentingan vital', en: 'vital interest' },
  'public-task': { id: 'tugas kepentingan umum', en: 'public task' },
  'legitimate-interest': { id: 'kepentingan sah lainnya', en: 'other legitimate interest' },
} as const satisfies Readonly<Record<string, Localized>>;
export type LawfulBasis = keyof typeof lawfulBases;

/** How long a value is kept: days after something that ends. */
export type Term = {
  readonly after: 'recorded' | 'operation-end' | 'account-closed' | 'shift-end' | 'decided';
  readonly days: number;
};

/** Who can read a column: holders of any of these permissions (within their reach), and in words what narrows it. */
export type Readers = {
  readonly by: readonly Permission[];
  /** Also the person it is about, or who wrote it. */
  readonly self?: true;
  /** A narrowing that permissions do not tell: "never the agency it is about". */
  readonly but?: Localized;
};

export type Column =
  /** Places, stages, events, figures, codes, times, ids: nothing about a person. */
  | { readonly class: 'open'; readonly readers: Readers; readonly what?: Localized }
  /** About a person, or free text that can name one. */
  | {
      readonly class: 'personal';
      readonly readers: Readers;
      readonly what: Localized;
      readonly purpose: Localized;
      readonly basis: LawfulBasis;
      readonly term: Term;
    }
  /** Ciphertext: only holders of the agency's key can read it; the operator of the server cannot. */
  | { readonly class: 'sealed'; readonly what: Localized; readonly readers: Localized }
  /** Hashes, tokens, keys, machinery: no door gives it to anybody. */
  | { readonly class: 'inner'; readonly what?: Localized };

/** Table → column → what it holds. Every column of every table of a room stands here, and no other. */
export type Holdings = Readonly<Record<string, Readonly<Record<string, Column>>>>;
