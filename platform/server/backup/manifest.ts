/** What a backup says about itself: at its front what it needs to be opened, at its end what it holds. */
import { nullable, object, type Static, Type } from '#shared/schema.ts';
import { conforms } from '../endpoint/parse.ts';

export const FORMAT = 1;
export const START = 'about.json';
export const MANIFEST = 'manifest.json';

const Hash = Type.String({ pattern: '^[0-9a-f]{64}$' });
const Count = Type.Integer({ minimum: 0 });

const Migration = object({ room: Type.String(), name: Type.String(), sha256: Hash });
const TableShape = object({ name: Type.String(), columns: Type.Array(Type.String()) });

const Start = object({
  format: Type.Integer(),
  /** The release that wrote it. */
  release: Type.String(),
  madeAt: Type.String(),
  /** The version of PostgreSQL that it was read from. */
  postgres: Type.String(),
  migrations: Type.Array(Migration),
  tables: Type.Array(TableShape),
  /** Names of sequences and what they gave out last. */
  sequences: Type.Array(object({ name: Type.String(), last: Type.Integer() })),
});
/** The first entry. */
export type Start = Static<typeof Start>;

const Part = object({ path: Type.String(), rows: Count, bytes: Count, sha256: Hash });
const Kept = object({ path: Type.String(), bytes: Count, sha256: Hash });
const Journal = object({
  leaves: Count,
  numbered: Count,
  /** The newest signed checkpoint, null before there was one. */
  checkpoint: nullable(Type.String()),
});

const Manifest = object({
  format: Type.Integer(),
  tables: Type.Array(object({ name: Type.String(), rows: Count, parts: Type.Array(Part) })),
  /** Named by their content: `list` is the hash of their names, in order, one a line. */
  files: object({ count: Count, bytes: Count, list: Hash }),
  /** What else lay in the data directory: keys and certificates. */
  directory: Type.Array(Kept),
  journal: nullable(Journal),
  /** Files whose content was no longer what their name says. */
  rotten: Type.Array(Type.String()),
});
/** The last entry. */
export type Manifest = Static<typeof Manifest>;
export type Part = Static<typeof Part>;
export type Kept = Static<typeof Kept>;
export type JournalState = Static<typeof Journal>;

const startErrors = conforms(Start);
const manifestErrors = conforms(Manifest);

/** @returns undefined when it is none of this format */
export function parseStart(text: string): Start | undefined {
  const value: Start = parsed(text);
  return startErrors(value).length === 0 ? value : undefined;
}

/** Of a format that this release does not know only the number is read. */
export function formatOf(text: string): number | undefined {
  const value = parsed(text);
  return typeof value?.format === 'number' ? value.format : undefined;
}

/** @returns undefined when it is none of this format */
export function parseManifest(text: string): Manifest | undefined {
  const value: Manifest = parsed(text);
  return manifestErrors(value).length === 0 ? value : undefined;
}

function parsed(text: string) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const tablePart = (table: string, part: number): string =>
  `database/${table}/${String(part).padStart(6, '0')}.copy`;

/** The table of a part's path, undefined for another entry. */
export function tableOf(path: string): string | undefined {
  return /^database\/(.+)\/\d{6,}\.copy$/.exec(path)?.[1];
}
