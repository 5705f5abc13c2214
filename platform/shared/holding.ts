/**
 * What a column of the database holds, for whom, why and how long. Rooms declare every column of theirs; from it follow
 * the pages *Siapa melihat apa* and *Yang tidak disimpan Rakor*, the table in docs/data-flow.md, and what erasure owes.
 * A room's `holdings.ts` is a list of tables made with `table`, `open`, `personal`, `sealed` and `inner`.
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

/** What a term counts from. `removed`: when somebody takes it away, replaces or revokes it; until then it stands. */
export const termStarts = {
  recorded: { id: 'dicatat', en: 'it was recorded' },
  'operation-end': { id: 'operasi berakhir', en: 'the end of the operation' },
  'account-closed': { id: 'akun ditutup', en: 'the account was closed' },
  'shift-end': { id: 'giliran berakhir', en: 'the end of the shift' },
  decided: { id: 'diputuskan', en: 'it was decided' },
  removed: { id: 'dihapus, diganti, atau dicabut', en: 'it was removed, replaced or revoked' },
  'original-erased': { id: 'nilai aslinya dihapus', en: 'the value that it repeats was erased' },
} as const satisfies Readonly<Record<string, Localized>>;

/**
 * How long a value is kept: days after something that ends, and who sees to its going. With a `clock`, or after the end of
 * an operation, the nightly round of *privacy* erases it; without one, whoever holds it does, or nobody, and says why.
 */
export type Term = { readonly days: number } & (
  | { readonly after: 'operation-end'; readonly executed?: never; readonly clock?: never }
  | { readonly after: 'original-erased'; readonly executed?: never; readonly clock?: never }
  | { readonly after: keyof typeof termStarts; readonly clock: Clock; readonly executed?: never }
  /** Erased by the part of the house that holds it. */
  | { readonly after: keyof typeof termStarts; readonly executed: true; readonly clock?: never }
  /** Stays although its term is over. */
  | {
      readonly after: keyof typeof termStarts;
      readonly executed: false;
      readonly why: Localized;
      readonly clock?: never;
    }
);

/**
 * Columns with the time from which a term counts; the earliest that is there counts, none: it has not begun.
 * `closed_at` of the row itself, `account.closed_at` of a row that it belongs to (see `Root`).
 */
export type Clock = readonly [string, ...string[]];

/** Who can read a column: holders of any of these permissions (within their reach), and in words what narrows it. */
export type Readers = {
  readonly by: readonly Permission[];
  /** Roles that hold a permission above and that the rule of the record keeps out all the same. */
  readonly not?: readonly string[];
  /** Read without any of these permissions: by everybody who is signed in, or by anybody at all. */
  readonly anyone?: 'signed-in' | 'public';
  /** Also the person it is about, or who wrote it. */
  readonly self?: true;
  /** A narrowing that permissions do not tell: "never the agency it is about". */
  readonly but?: Localized;
};

export type Personal = {
  readonly readers: Readers;
  readonly what: Localized;
  readonly purpose: Localized;
  readonly basis: LawfulBasis;
  readonly term: Term;
  /** Where the journal keeps the same value apart: `incident.opened.v1:title`. Erased together. */
  readonly journal?: readonly string[];
};

export type Column =
  /** Places, stages, events, figures, codes, times, ids: nothing about a person. */
  | { readonly class: 'open'; readonly readers: Readers; readonly what?: Localized }
  /** About a person, or free text that can name one. */
  | ({ readonly class: 'personal' } & Personal)
  /** Ciphertext: only holders of the agency's key can read it; the operator of the server cannot. */
  | {
      readonly class: 'sealed';
      readonly what: Localized;
      readonly readers: Localized;
      readonly journal?: readonly string[];
    }
  /** Hashes, tokens, keys, machinery: no door gives it to anybody. */
  | { readonly class: 'inner'; readonly what?: Localized };

export type Fields = Readonly<Record<string, Column>>;
/** One table: what one of its rows is, and every column of it. */
export type Table = { readonly what: Localized; readonly columns: Fields; readonly root?: Root };
/**
 * How a row is known to belong to an operation: by the row with this id in another table, or by a column of its own
 * (`operation_id` needs no telling). `none`: it belongs to no operation. Where nothing is told, nobody knows: such a row
 * is held as soon as anything is.
 */
export type Root = { readonly by: string; readonly table: string } | { readonly operation: string } | 'none';
/** Every table of a room, and no other; or, in the same form, what it keeps outside tables (files, phones, logs). */
export type Holdings = Readonly<Record<string, Table>>;

export const words = (id: string, en: string): Localized => ({ id, en });

/** @param groups from `open`, `personal`, `sealed`, `inner` @throws where a column is declared twice */
export function table(what: Localized, ...groups: readonly Fields[]): Table {
  const columns: Record<string, Column> = {};
  for (const [name, column] of groups.flatMap((group) => Object.entries(group))) {
    if (name in columns) throw new Error(`${what.en}: the column ${name} is declared twice`);
    columns[name] = column;
  }
  return { what, columns };
}

/** @param roots of tables whose rows do not name their operation themselves @throws where there is no such table */
export function rooted(tables: Holdings, roots: Readonly<Record<string, Root>>): Holdings {
  const unknown = Object.keys(roots).find((name) => !(name in tables));
  if (unknown !== undefined) throw new Error(`there is no table ${unknown} here`);
  return Object.fromEntries(
    Object.entries(tables).map(([name, held]) => {
      const root = roots[name];
      return [name, root === undefined ? held : { ...held, root }];
    }),
  );
}

/** Columns that are one thing to a reader stand together under one `what`: "place of the station": lon, lat. */
export function open(readers: Readers | Permission, what: Localized, ...names: readonly string[]): Fields {
  const column: Column = { class: 'open', readers: 'roles' in readers ? readBy(readers) : readers, what };
  return same(names, column);
}

export function personal(declared: Personal, ...names: readonly string[]): Fields {
  return same(names, { class: 'personal', ...declared });
}

export function sealed(
  declared: { readonly what: Localized; readonly readers: Localized; readonly journal?: readonly string[] },
  ...names: readonly string[]
): Fields {
  return same(names, { class: 'sealed', ...declared });
}

export function inner(what: Localized, ...names: readonly string[]): Fields {
  return same(names, { class: 'inner', what });
}

export function readBy(...by: readonly Permission[]): Readers {
  return { by };
}

function same(names: readonly string[], column: Column): Fields {
  return Object.fromEntries(names.map((name) => [name, column]));
}

/** `365 hari sesudah operasi berakhir`, `5 tahun sesudah diputuskan`. */
export function termSpan({ after, days }: Pick<Term, 'after' | 'days'>): Localized {
  const start = termStarts[after];
  if (days === 0) return words(`sampai ${start.id}`, `until ${start.en}`);
  const years = days / 365;
  const isYears = years > 1 && Number.isInteger(years);
  const [id, en] = isYears
    ? [`${years} tahun`, `${years} years`]
    : [`${days} hari`, days === 1 ? '1 day' : `${days} days`];
  return words(`${id} sesudah ${start.id}`, `${en} after ${start.en}`);
}
