import { sql } from 'kysely';
import type { Database } from '#server/database/connect.ts';
import type { Authenticate } from '#server/http/mount.ts';
import { type Actor, type Grant, nobody } from '#shared/permission.ts';
import { DESK_IDLE_MS } from './rules.ts';
import { tokenHash } from './secrets.ts';
import { grantsOfAccount } from './store.ts';
import { lateSince } from './store-cards.ts';

type Found = {
  id: string;
  account_id: string | null;
  bearer_id: string | null;
  agency_id: string | null;
  seen_at: Date;
  area: string | null;
  operation_id: string | null;
  late: boolean | null;
  grants: readonly Grant[];
};

const TOUCH_MS = 60_000;

/** Whether this server is in sample mode: only then is anybody a demo account. */
type Mode = { readonly sample: () => boolean };

/**
 * Finds out who calls. `nobody` for every token that opens nothing: unknown, idle, over, revoked, closed, or of a demo
 * account where there is no sample any more. Only what a person does keeps a session from idling out.
 */
export function authenticator(db: Database, mode: Mode): Authenticate {
  return async (token, now, presence) => {
    const found = await findSession(db, token, { now, sample: mode.sample() });
    if (!found) return nobody;
    // Before any transaction of the request, so that a question may stay read-only.
    if (presence === 'person' && now.getTime() - found.seen_at.getTime() >= TOUCH_MS)
      await touch(db, found.id, now);
    return actorOf(found);
  };
}

async function findSession(
  db: Database,
  token: string,
  { now, sample }: { now: Date; sample: boolean },
): Promise<Found | undefined> {
  const found = await sql<Found>`
    select s.id, s.account_id, s.bearer_id, s.seen_at, c.area, c.operation_id, c.valid_until <= ${now} as late,
           coalesce(a.agency_id, c.agency_id) as agency_id,
           ${grantsOfAccount({ now, sample })} as grants
    from account_session s
    left join account a on a.id = s.account_id
    left join post_card_bearer b on b.id = s.bearer_id
    left join post_card c on c.id = b.card_id
    where s.token_hash = ${tokenHash(token)} and s.revoked_at is null
      and (c.id is not null or (s.idle_until > ${now} and s.expires_at > ${now}))
      and a.closed_at is null and (${sample} or not (s.demo or coalesce(a.demo, false)))
      and (c.id is null
           or (c.revoked_at is null and c.valid_from <= ${now} and c.valid_until > ${lateSince(now)}))`.execute(
    db,
  );
  return found.rows[0];
}

// A card is good by its own hours whether used or not; a desk slides.
async function touch(db: Database, sessionId: string, now: Date): Promise<void> {
  const idle = new Date(now.getTime() + DESK_IDLE_MS);
  await sql`
    update account_session
    set seen_at = ${now}, idle_until = case when bearer_id is null then least(expires_at, ${idle}) else idle_until end
    where id = ${sessionId} and seen_at < ${now}`.execute(db);
}

function actorOf(found: Found): Actor {
  const { id, agency_id: agencyId, area, operation_id: operationId } = found;
  if (found.bearer_id !== null && area !== null) {
    // Once the shift is over a card only lets out what waits on the phone.
    const role = found.late ? 'late-sender' : 'field-officer';
    const grants = [{ role, agencyId, areas: [area], operationId }];
    return { kind: 'card', userId: found.bearer_id, sessionId: id, agencyId, grants };
  }
  return { kind: 'person', userId: found.account_id ?? '', sessionId: id, agencyId, grants: found.grants };
}
