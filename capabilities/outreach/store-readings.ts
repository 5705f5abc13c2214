/** SQL of what is read: list, history, counts by area. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { ListSource } from '#server/endpoint/handle.ts';
import { audienceWords } from './contract.ts';
import type { Tally } from './rules.ts';
import type { EntryRow } from './store.ts';

/** One SQL expression per field of a row of the list. @param now by the operation's clock */
export function rowFields(
  language: 'id' | 'en',
  { agencyId, now }: { agencyId: string | null; now: Date },
): ListSource['fields'] {
  const words = Object.fromEntries(Object.entries(audienceWords).map(([key, word]) => [key, word[language]]));
  return {
    id: sql`o.id`,
    code: sql`o.code`,
    title: sql`o.title`,
    kind: sql`o.kind`,
    state: sql`o.state`,
    when: sql`coalesce(o.held_at, o.planned_at)`,
    area: sql`o.area`,
    areaName: sql`o.area_name`,
    agency: sql`o.agency_name`,
    partners: sql`array_to_string(o.partner_names, ', ')`,
    audience: sql`(select string_agg(${JSON.stringify(words)}::jsonb ->> a.key, ', ' order by a.place)
                   from unnest(o.audiences) with ordinality a (key, place))`,
    attended: sql`o.attended`,
    attendedBasis: sql`o.attended_basis`,
    unlogged: sql`case when o.state = 'planned' and o.planned_at < ${now} then 'yes' else 'no' end`,
    ours: sql`case when o.agency::text = ${agencyId ?? ''} then 'yes' else 'no' end`,
    plannedAt: sql`o.planned_at`,
    heldAt: sql`o.held_at`,
    standing: sql`o.standing`,
  };
}

export async function listEntries(tx: Tx, outreachId: string): Promise<readonly EntryRow[]> {
  const found = await sql<EntryRow>`
    select e.id, e.outreach_id as "outreachId", e.what, e.version, e.by_user as "byUser", e.by_name as "byName", e.text,
           e.at, e.operation_at as "operationAt"
    from outreach_entry e where e.outreach_id = ${outreachId} order by e.version, e.id`.execute(tx);
  return found.rows;
}

/** Events held until now, by the area that they name. */
export async function tallyHeld(
  tx: Tx,
  asked: { operationId: string; since: Date; now: Date },
  visible: RawBuilder<SqlBool>,
): Promise<readonly Tally[]> {
  const found = await sql<Tally>`
    select o.area, max(o.held_at) as "lastAt", count(*) filter (where o.held_at >= ${asked.since})::int as recent
    from outreach o
    where o.operation_id = ${asked.operationId} and o.state = 'held' and o.held_at <= ${asked.now} and ${visible}
    group by o.area order by o.area`.execute(tx);
  return found.rows;
}
