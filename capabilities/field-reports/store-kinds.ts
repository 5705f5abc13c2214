/** SQL of the kinds of report. */
import { sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { KindDefinition } from './contract.ts';
import { withEmergency } from './emergency.ts';

export type KindsInForce = { readonly version: number; readonly kinds: readonly KindDefinition[] };

/** The kinds that may be reported: those of the highest version, and always the emergency. */
export async function kindsInForce(tx: Tx): Promise<KindsInForce> {
  const { version, kinds } = await newestKinds(tx);
  return { version, kinds: withEmergency(kinds) };
}

/** The highest version as it was set; version 0 without kinds where none was set yet. */
export async function newestKinds(tx: Tx): Promise<KindsInForce> {
  const found = await sql<{ version: number }>`
    select coalesce(max(version), 0) as version from field_report_kind`.execute(tx);
  const version = found.rows[0]?.version ?? 0;
  return { version, kinds: await listKinds(tx, version) };
}

export async function listKinds(tx: Tx, version: number): Promise<readonly KindDefinition[]> {
  const found = await sql<KindDefinition>`
    select key, name, icon, addressees, bypasses_subject as "bypassesSubject", stance, hint
    from field_report_kind where version = ${version} order by position`.execute(tx);
  return found.rows;
}

/** Holds the lock of the vocabulary to the end of the transaction. */
export async function lockKinds(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('field-report-kinds', 0))`.execute(tx);
}

export async function insertKinds(tx: Tx, version: number, kinds: readonly KindDefinition[]): Promise<void> {
  for (const [position, kind] of kinds.entries()) {
    await sql`
      insert into field_report_kind
        (version, key, position, name, icon, addressees, bypasses_subject, stance, hint)
      values (${version}, ${kind.key}, ${position}, ${JSON.stringify(kind.name)}::jsonb, ${kind.icon},
              ${kind.addressees}::text[], ${kind.bypassesSubject}, ${kind.stance},
              ${JSON.stringify(kind.hint)}::jsonb)`.execute(tx);
  }
}
