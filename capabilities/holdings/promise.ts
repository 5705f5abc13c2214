/** What Rakor promises not to hold, checked against the database that is running. */
import type { Capability } from '#server/capability.ts';
import type { Tx } from '#server/database/connect.ts';
import type { ReplyOf } from '#shared/endpoint.ts';
import { termSpan } from '#shared/holding.ts';
import { erasures, type FieldClass, type readPromise } from './contract.ts';
import { declaredBy } from './declared.ts';
import { namesIn } from './names.ts';
import { erasureOf } from './readers.ts';
import { checkNames, refused } from './refused.ts';
import { declaredColumns, type Line, linesOf } from './rows.ts';
import { findNewestMigration, readSchema } from './schema.ts';

type PromiseKept = ReplyOf<typeof readPromise>;

export async function checkPromise(tx: Tx, now: Date, rooms: readonly Capability[]): Promise<PromiseKept> {
  const declared = declaredBy(rooms);
  const lines = linesOf(declared);
  const said = declaredColumns(declared);
  const { columns, tables, hash } = await readSchema(tx);
  const newest = await findNewestMigration(tx);
  const names = namesIn(columns, rooms);
  return {
    checkedAt: now.toISOString(),
    tables,
    columns: columns.length,
    fields: names.length - tables - columns.length,
    schema: hash,
    migration: newest && { name: newest.name, at: newest.at.toISOString() },
    undeclared: columns.filter((name) => !said.includes(name)),
    missing: said.filter((name) => !columns.includes(name)),
    refused: refusedIn(names),
    counts: {
      open: countOf(lines, 'open'),
      personal: countOf(lines, 'personal'),
      sealed: countOf(lines, 'sealed'),
      inner: countOf(lines, 'inner'),
    },
    personal: personalIn(lines),
  };
}

function refusedIn(names: readonly string[]): PromiseKept['refused'] {
  const { found, excused } = checkNames(names);
  return refused.map(({ key, what, why, signs }) => ({
    key,
    what,
    why,
    signs: [...signs],
    found: found.flatMap(({ category, at }) => (category === key ? [at] : [])),
    excused: excused.flatMap(({ category, at, reason }) => (category === key ? [{ at, reason }] : [])),
  }));
}

/** Columns of the database; what lies outside tables has none. */
function countOf(lines: readonly Line[], wanted: FieldClass): number {
  const counted = lines.filter(({ column, outside }) => column.class === wanted && !outside);
  return counted.reduce((sum, { columns }) => sum + columns.length, 0);
}

/** What erases by itself first, then the shortest terms. */
function personalIn(lines: readonly Line[]): PromiseKept['personal'] {
  const held = lines.flatMap(({ record, field, column }) =>
    column.class === 'personal' ? [{ record, field, purpose: column.purpose, term: column.term }] : [],
  );
  const rank = ({ term }: (typeof held)[number]) => erasures.indexOf(erasureOf(term));
  return held
    .sort(
      (a, b) => rank(a) - rank(b) || a.term.days - b.term.days || a.term.after.localeCompare(b.term.after),
    )
    .map(({ term, ...rest }) => ({ ...rest, kept: termSpan(term), erasure: erasureOf(term) }));
}
