/** SQL of passkeys. */
import { sql } from 'kysely';
import type { Database, Tx } from '#server/database/connect.ts';

export type Passkey = {
  readonly id: string;
  readonly accountId: string;
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
};

const open = sql`revoked_at is null and suspended_at is null`;
const fields = sql`
  id, account_id as "accountId", credential_id as "credentialId", public_key as "publicKey", counter`;

/** One that still opens something under this name. */
export async function findPasskey(
  db: Database | Tx,
  host: string,
  credentialId: string,
): Promise<Passkey | undefined> {
  const found = await sql<Passkey>`
    select ${fields} from account_passkey
    where host = ${host} and credential_id = ${credentialId} and ${open}`.execute(db);
  return found.rows[0];
}

/** The same, held until the transaction ends: two answers of one authenticator are counted one after the other. */
export async function lockPasskey(tx: Tx, id: string): Promise<Passkey | undefined> {
  const found = await sql<Passkey>`
    select ${fields} from account_passkey where id = ${id} and ${open} for update`.execute(tx);
  return found.rows[0];
}

export async function passkeysOf(tx: Tx, accountId: string, host: string): Promise<readonly Passkey[]> {
  const found = await sql<Passkey>`
    select ${fields} from account_passkey
    where account_id = ${accountId} and host = ${host} and ${open} order by made_at, id`.execute(tx);
  return found.rows;
}

export type NewPasskey = Passkey & {
  readonly host: string;
  readonly name: string;
  readonly transports: readonly string[];
};

/** @returns false when the id is in use, or the credential is */
export async function insertPasskey(tx: Tx, made: NewPasskey, now: Date): Promise<boolean> {
  const { id, accountId, host, credentialId, publicKey, counter, transports, name } = made;
  const done = await sql`
    insert into account_passkey
      (id, account_id, host, credential_id, public_key, counter, transports, name, made_at)
    values (${id}, ${accountId}, ${host}, ${credentialId}, ${publicKey}, ${counter}, ${[...transports]}::text[],
            ${name}, ${now})
    on conflict do nothing returning id`.execute(tx);
  return done.rows.length === 1;
}

export async function savePasskeyUse(tx: Tx, id: string, counter: number, now: Date): Promise<void> {
  await sql`update account_passkey set counter = ${counter}, used_at = ${now} where id = ${id}`.execute(tx);
}

export async function suspendPasskey(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`update account_passkey set suspended_at = ${now} where id = ${id}`.execute(tx);
}

/** How many of these are this account's, and how many of them were open until now. */
export async function revokePasskeyRows(
  tx: Tx,
  accountId: string,
  ids: readonly string[],
  now: Date,
): Promise<{ readonly own: number; readonly revoked: readonly string[] }> {
  const own = await sql<{ id: string; wasOpen: boolean }>`
    select id, revoked_at is null as "wasOpen" from account_passkey
    where account_id = ${accountId} and id = any(${[...ids]}::uuid[]) order by id for update`.execute(tx);
  const revoked = own.rows.filter((row) => row.wasOpen).map((row) => row.id);
  await sql`update account_passkey set revoked_at = ${now} where id = any(${revoked}::uuid[])`.execute(tx);
  return { own: own.rows.length, revoked };
}
