/** What an erasure holds, for whoever decides on it: kinds of record, fields and numbers, and never what they say. */
import { sql } from 'kysely';
import { fieldReportRead, isDesk, reportBriefs } from '#rooms/field-reports/contract.ts';
import { visibleIncidents } from '#rooms/incidents/contract.ts';
import type { Tx } from '#server/database/connect.ts';
import type { Context } from '#server/endpoint/context.ts';
import type { Item } from '#server/erasure/item.ts';
import type { Told } from '#server/two-persons.ts';
import type { Holdings } from '#shared/holding.ts';
import type { Localized } from '#shared/schema.ts';
import { fieldOf, inJournal } from './seeking.ts';

/** One value: the kind and the id of the record that it belongs to, and the field in words. */
type Value = {
  readonly kind: string;
  readonly title: Localized;
  readonly record: string;
  readonly what: Localized;
};

/** What the journal keeps apart is told with the record that it repeats. */
export async function valuesOf(
  tx: Tx,
  items: readonly Item[],
  holdings: readonly Holdings[],
): Promise<readonly Value[]> {
  const leaves = await leavesOf(tx, items);
  return items.map((item): Value => {
    const leaf = item.table === JOURNAL ? leaves.get(item.key.leaf_id ?? '') : undefined;
    const original = leaf && originalOf(`${leaf.event}:${item.key.field ?? ''}`, holdings);
    const { table, column } = original ?? item;
    const { record, what } = fieldOf(table, column, holdings);
    const id = leaf ? leaf.subject : Object.values(item.key).join(' ');
    return { kind: table, title: record, record: id, what: original ? inJournal(what) : what };
  });
}

const JOURNAL = 'journal_apart';

async function leavesOf(tx: Tx, items: readonly Item[]) {
  const ids = items.flatMap(({ table, key }) => (table === JOURNAL ? (key.leaf_id ?? []) : []));
  if (ids.length === 0) return new Map<string, { event: string; subject: string }>();
  const found = await sql<{ id: string; event: string; subject: string }>`
    select id, event, subject from journal_leaf where id = any(${[...new Set(ids)]}::uuid[])`.execute(tx);
  return new Map(found.rows.map(({ id, event, subject }) => [id, { event, subject }]));
}

/** The column that a field of an event repeats. */
function originalOf(repeated: string, holdings: readonly Holdings[]) {
  for (const held of holdings)
    for (const [table, { columns }] of Object.entries(held))
      for (const [column, meant] of Object.entries(columns))
        if (meant.class === 'personal' && meant.journal?.includes(repeated)) return { table, column };
  return undefined;
}

type Kind = Pick<Told, 'title' | 'total' | 'fields'>;

/** By kind of record, in the order in which they come. */
function kindsOf(values: readonly Value[]): readonly Kind[] {
  return [...grouped(values, ({ kind }) => kind)].flatMap(([, of]): Kind[] => {
    const ids = [...new Set(of.map(({ record }) => record))];
    const fields = [...grouped(of, ({ what }) => what.id).values()].flatMap((same) =>
      same[0] ? [{ what: same[0].what, count: same.length }] : [],
    );
    return of[0] ? [{ title: of[0].title, total: ids.length, fields }] : [];
  });
}

function grouped<T>(values: readonly T[], by: (value: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) groups.set(by(value), [...(groups.get(by(value)) ?? []), value]);
  return groups;
}

/**
 * With the codes of those records that the asker may open; codes are numbers of the house and name nobody. Whoever reads
 * some reports and incidents is told of no other: that one is closed to them would say what it is about. Who reads none,
 * as the auditor, is told how many there are.
 */
export async function toldTo(ctx: Context, values: readonly Value[]): Promise<readonly Told[]> {
  const readsSome = ctx.actor.grants.some(({ role }) => isDesk(role));
  const told: Told[] = [];
  for (const [kind, of] of grouped(values, (value) => value.kind)) {
    const records = await openable(ctx, kind, [...new Set(of.map(({ record }) => record))]);
    const open = new Set(records?.map(({ id }) => id));
    const mine = records !== null && readsSome ? of.filter(({ record }) => open.has(record)) : of;
    for (const { title, total, fields } of kindsOf(mine))
      told.push({ title, total, fields, records: (records ?? []).map(({ code, path }) => ({ code, path })) });
  }
  return told;
}

type Openable = { readonly id: string } & Told['records'][number];

/** Null for kinds of record that are opened nowhere by a code. */
async function openable(
  ctx: Context,
  kind: string,
  ids: readonly string[],
): Promise<readonly Openable[] | null> {
  if (kind === 'incident') {
    const found = await ctx.ask(visibleIncidents, { ids });
    return found.map(({ id, code, operationId }) => ({ id, code, path: `/o/${operationId}/kejadian/${id}` }));
  }
  if (kind === 'field_report') {
    const found = ctx.may(fieldReportRead) ? await ctx.ask(reportBriefs, { ids }) : [];
    return found.map(({ id, code, operationId }) => ({ id, code, path: `/o/${operationId}/laporan/${id}` }));
  }
  return null;
}
