/** Names that neighbours give us. */
import { sql } from 'kysely';
import { type AgencyName, agencyNames } from '#rooms/agencies/contract.ts';
import { areaNames } from '#rooms/areas/contract.ts';
import type { Context } from '#server/endpoint/context.ts';

/** An agency by id; null for no agency, or one that is gone. */
export async function agencyOf(context: Context, id: string | null): Promise<AgencyName | null> {
  if (id === null) return null;
  const found = await context.ask(agencyNames, { ids: [id] });
  return found[0] ?? null;
}

/** All agencies as a table `agency (id, short)`, so that lists can be sorted, searched and exported by their names. */
export async function agencyTable(context: Context) {
  const all = await context.ask(agencyNames, {});
  const rows = all.map(({ id, short }) => ({ id, short }));
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as agency (id uuid, short text)`;
}

/** Names of areas with the area that they lie in, `Slipi, Palmerah`, by code; a code without a name is left out. */
export async function namesOfAreas(
  context: Context,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const found = await context.ask(areaNames, { codes: [...new Set(codes)] });
  const parents = [...new Set(found.flatMap(({ parent }) => (parent === null ? [] : [parent])))];
  const above = new Map(
    (await context.ask(areaNames, { codes: parents })).map(({ code, name }) => [code, name]),
  );
  return new Map(
    found.map(({ code, name, parent }) => [
      code,
      [name, above.get(parent ?? '')].filter((part) => part !== undefined).join(', '),
    ]),
  );
}
