/** SQL of by whose hands an account came to be as it is. */
import { sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { AccountStanding } from './contract.ts';
import { RECOVERED_BY_MS } from './rules.ts';

/** When it was opened and who gave its roles; who opened it, who helped it back in lately, and who bound it for its owner; lately also where that was undone since. */
export async function standingsOf(
  tx: Tx,
  ids: readonly string[],
  now: Date,
): Promise<readonly AccountStanding[]> {
  const lately = new Date(now.getTime() - RECOVERED_BY_MS);
  const found = await sql<AccountStanding>`
    select a.id, a.settled_at as "settledAt", case when not a.demo then a.opened_at end as "openedAt",
      array(select distinct g.given_by from account_grant g where g.account_id = a.id and g.revoked_at is null
        and (g.valid_until is null or g.valid_until > ${now}) order by 1) as "givenBy", array(
      select m.by from (
        select a.opened_by as by
        union select unnest(array[l.made_by, l.proposed_by]) from account_recovery_link l
          where l.account_id = a.id and l.used_at > ${lately}
        union select unnest(array[p.set_by, p.proposed_by]) from account_provider p where p.account_id = a.id
        union select unnest(n.hands) from account_notice n where n.account_id = a.id and n.at > ${lately}
      ) m where m.by is not null and m.by <> a.id::text order by m.by) as "madeBy"
    from account a where a.id::text = any(${[...ids]}::text[])`.execute(tx);
  return found.rows;
}
