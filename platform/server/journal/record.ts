import { hash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Json } from '#shared/canonical-json.ts';
import type { EventType } from '#shared/event.ts';
import { newId } from '#shared/id.ts';
import { type Change, commitment, type Leaf, leafBytes, leafHash, toHex } from '#shared/leaf.ts';
import type { Attributes } from '#shared/visibility.ts';
import type { Tx } from '../database/connect.ts';

export type Values = Readonly<Record<string, Json | undefined>>;

/** What happened, as a handler tells it. `before` and `after` hold only fields that the event declares. */
export type Fact = {
  readonly subject: string;
  readonly operation?: string | null;
  readonly area?: string | null;
  readonly before?: Values;
  readonly after?: Values;
  /** What the visibility of the record kind asks for. */
  readonly attributes: Attributes;
};

export type Author = Leaf['who'];
export type Moment = { readonly device: Date | null; readonly server: Date; readonly operation: Date | null };

/** A leaf as it was written: its id and its hash, which a receipt may promise. */
export type Written = {
  readonly leafId: string;
  readonly hashHex: string;
  readonly changed: readonly string[];
};

export const sha256 = (bytes: Uint8Array): Uint8Array => hash('sha256', bytes, 'buffer');

/** Writes one leaf in the transaction that changes state. No number and no previous hash: nobody waits for anybody. */
export async function record(
  tx: Tx,
  event: EventType,
  fact: Fact,
  by: { readonly who: Author; readonly at: Moment },
): Promise<Written> {
  const { who, at } = by;
  const id = newId(at.server.getTime());
  const apart: Apart[] = [];
  const changes = changesOf(event, fact, apart);
  const leaf: Leaf = {
    v: 1,
    id,
    event: event.name,
    who,
    at: {
      device: at.device?.toISOString() ?? null,
      server: at.server.toISOString(),
      operation: at.operation?.toISOString() ?? null,
    },
    subject: { kind: event.of.name, id: fact.subject },
    operation: fact.operation ?? null,
    area: fact.area ?? null,
    changes,
  };
  const bytes = leafBytes(leaf);
  const hashed = leafHash(bytes, sha256);
  await save(tx, leaf, { bytes, hash: hashed, attributes: attributesOf(event, fact), apart });
  return { leafId: id, hashHex: toHex(hashed), changed: changes.map((change) => change.field) };
}

type Apart = {
  field: string;
  side: 'before' | 'after';
  class: string;
  value: Json;
  salt: Buffer;
  commit: string;
};

function changesOf(event: EventType, fact: Fact, apart: Apart[]): Change[] {
  const names = [...new Set([...Object.keys(fact.before ?? {}), ...Object.keys(fact.after ?? {})])].sort();
  return names.flatMap((field) => {
    const kind = event.fields[field];
    if (!kind) throw new Error(`${event.name} does not declare the field "${field}"`);
    const before = fact.before?.[field] ?? null;
    const after = fact.after?.[field] ?? null;
    if (JSON.stringify(before) === JSON.stringify(after)) return [];
    if (kind === 'open') return [{ field, before, after }];
    const commit = (side: 'before' | 'after', value: Json) => {
      if (value === null) return null;
      const salt = randomBytes(32);
      const made = commitment(field, value, salt, sha256);
      apart.push({ field, side, class: kind, value, salt, commit: made.commit });
      return made;
    };
    return [{ field, before: commit('before', before), after: commit('after', after) }];
  });
}

function attributesOf(event: EventType, fact: Fact): Attributes {
  for (const name of event.of.attributes) {
    if (!(name in fact.attributes))
      throw new Error(`${event.name} was recorded without the attribute "${name}"`);
  }
  return fact.attributes;
}

async function save(
  tx: Tx,
  leaf: Leaf,
  made: { bytes: Uint8Array; hash: Uint8Array; attributes: Attributes; apart: readonly Apart[] },
): Promise<void> {
  await sql`
    with leaf as (
      insert into journal_leaf (id, event, kind, subject, operation, area, attributes, bytes, hash, written_at)
      values (${leaf.id}, ${leaf.event}, ${leaf.subject.kind}, ${leaf.subject.id}, ${leaf.operation}, ${leaf.area},
              ${JSON.stringify(made.attributes)}::jsonb, ${Buffer.from(made.bytes)}, ${Buffer.from(made.hash)}, ${leaf.at.server}::timestamptz)
    )
    insert into journal_pending (leaf_id, written_at) values (${leaf.id}, ${leaf.at.server}::timestamptz)`.execute(
    tx,
  );
  for (const value of made.apart) {
    await sql`
      insert into journal_apart (leaf_id, field, side, class, value, salt, commit_hex)
      values (${leaf.id}, ${value.field}, ${value.side}, ${value.class}, ${JSON.stringify(value.value)}::jsonb, ${value.salt}, ${value.commit})`.execute(
      tx,
    );
  }
}
