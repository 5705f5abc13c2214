/** SQL of contacts on duty. Every function takes the transaction first. */
import { sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { ReplyOf } from '#shared/endpoint.ts';
import type { Contact, contactsOnDuty } from './contract.ts';

export async function findContact(tx: Tx, id: string): Promise<Contact | null> {
  return (
    (
      await sql<Contact>`select id, agency_id as "agencyId", unit_id as "unitId", office, phone
    from agency_contact where id = ${id}`.execute(tx)
    ).rows[0] ?? null
  );
}

export async function putContact(tx: Tx, kept: Contact): Promise<void> {
  await sql`insert into agency_contact (id, agency_id, unit_id, office, phone)
    values (${kept.id}, ${kept.agencyId}, ${kept.unitId}, ${kept.office}, ${kept.phone})
    on conflict (id) do update set unit_id = excluded.unit_id, office = excluded.office, phone = excluded.phone`.execute(
    tx,
  );
}

export async function deleteContact(tx: Tx, id: string): Promise<void> {
  await sql`delete from agency_contact where id = ${id}`.execute(tx);
}

type OnDuty = ReplyOf<typeof contactsOnDuty>['contacts'][number];
const MOST_CONTACTS = 200;

/** Contacts of active agencies that answer for an area, the closest first. A unit without areas of its own, a control room for instance, answers for those of its agency. */
export async function contactsFor(tx: Tx, area: string): Promise<readonly OnDuty[]> {
  const found = await sql<OnDuty>`
    select * from (
      select distinct on (c.id) c.id, c.agency_id as "agencyId", c.unit_id as "unitId", c.office, c.phone,
        g.short as "agencyShort", g.name as "agencyName", g.kind, k.name as "kindName", u.name as "unitName",
        j.area as through
      from agency_contact c join agency g on g.id = c.agency_id join agency_kind k on k.key = g.kind
      left join agency_unit u on u.id = c.unit_id
      join agency_jurisdiction j on j.agency_id = c.agency_id and j.withdrawn_at is null
      left join agency_unit held on held.id = j.unit_id
      where g.retired_at is null and u.retired_at is null and held.retired_at is null
        and (j.area = ${area} or ${area} like j.area || '.%')
        and (c.unit_id is null or j.unit_id = c.unit_id or not exists (
          select 1 from agency_jurisdiction own where own.unit_id = c.unit_id and own.withdrawn_at is null))
      order by c.id, (j.unit_id = c.unit_id) is true desc, j.unit_id is null desc, length(j.area) desc) closest
    order by length(through) desc, "unitId" is null, "agencyShort", office, id limit ${MOST_CONTACTS}`.execute(
    tx,
  );
  return found.rows;
}
