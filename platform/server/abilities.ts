/**
 * One ability per actor, built by CASL out of what the rooms declare (platform/shared/visibility.ts), and compiled per
 * kind of record to SQL and to a closure. Nothing else in the house decides who sees a record.
 */
import { createMongoAbility, type MongoAbility } from '@casl/ability';
import { rulesToAST } from '@casl/ability/extra';
import type { RawBuilder, SqlBool } from 'kysely';
import type { Actor } from '#shared/permission.ts';
import type { Attributes, RecordKind, Rule } from '#shared/visibility.ts';
import { type Filter, fieldsOf, filterOf, passes } from './visibility-filter.ts';
import { type AttributeColumns, toSql } from './visibility-sql.ts';

export type Ability = {
  /** Only rows of this kind that the actor may see. @throws Error when the kind is not declared or an attribute has no column */
  sql(kind: RecordKind, columns: AttributeColumns): RawBuilder<SqlBool>;
  /** Whether the actor may see a record of this kind with these attributes; no record of an unknown kind. */
  sees(kind: string, attributes: Attributes): boolean;
};

export type Abilities = { of(actor: Actor): Ability };

const ACTION = 'see';
/** Abilities of that many actors are kept: everybody at work in a large operation room, and the posts that report. */
const MAX_KEPT = 10_000;
const nothing: Filter = { op: 'or', of: [] };

/**
 * Builds what tells for every actor which records they see.
 * @throws Error when two kinds share a name, or when a rule asks for an attribute that its kind does not have or in a
 * way that cannot be compiled: a rule that nobody can check must not open a door
 */
export function abilitiesOf(kinds: readonly RecordKind[]): Abilities {
  const byName = new Map(kinds.map((kind) => [kind.name, kind]));
  if (byName.size < kinds.length) throw new Error('two kinds of record have the same name');
  for (const actor of probes(kinds)) {
    const filters = build(actor, byName);
    for (const kind of kinds) checkFields(kind, filters(kind.name));
  }
  const kept = new Map<string, Ability>();
  return {
    of(actor) {
      const key = keyOf(actor);
      const found = kept.get(key) ?? abilityOf(byName, build(actor, byName));
      // Re-inserted at each use, so the first is the one that was quiet longest.
      kept.delete(key);
      if (kept.size >= MAX_KEPT) kept.delete(kept.keys().next().value ?? '');
      kept.set(key, found);
      return found;
    },
  };
}

/** All that rules may depend on. The session is left out: it changes, and what its bearer sees does not. */
function keyOf({ kind, userId, agencyId, grants }: Actor): string {
  return JSON.stringify([kind, userId, agencyId, grants]);
}

function abilityOf(kinds: ReadonlyMap<string, RecordKind>, filters: (kind: string) => Filter): Ability {
  return {
    sql(kind, columns) {
      if (kinds.get(kind.name) !== kind) throw new Error(`no room declares the kind of record ${kind.name}`);
      return toSql(filters(kind.name), columns);
    },
    sees: (kind, attributes) => kinds.has(kind) && passes(filters(kind), attributes),
  };
}

/** The actor's ability, kind by kind when it is first asked for: most requests ask for one or two, and a post for no more. */
function build(actor: Actor, kinds: ReadonlyMap<string, RecordKind>): (kind: string) => Filter {
  const translated = new Map<string, Filter>();
  return (name) => {
    const known = translated.get(name);
    if (known) return known;
    const rules = kinds.get(name)?.visibleTo(actor) ?? [];
    const ability = createMongoAbility<MongoAbility>(rules.map((rule) => rawRule(name, rule)));
    const tree = rulesToAST(ability, ACTION, name);
    const filter = tree === null ? nothing : filterOf(tree);
    translated.set(name, filter);
    return filter;
  };
}

function rawRule(subject: string, { conditions, inverted = false }: Rule) {
  return { action: ACTION, subject, inverted, ...(conditions ? { conditions: { ...conditions } } : {}) };
}

function checkFields(kind: RecordKind, filter: Filter): void {
  const unknown = fieldsOf(filter).find((field) => !kind.attributes.includes(field));
  if (unknown) throw new Error(`${kind.name} has no attribute "${unknown}", and a rule asks for it`);
}

const SOMEBODY = '00000000-0000-7000-8000-000000000001';

/** Somebody of every sort that rules tell apart: each role, with and without agency, operation and area. */
function probes(kinds: readonly RecordKind[]): readonly Actor[] {
  const roles = [...new Set(kinds.flatMap((kind) => kind.read.roles)), 'stranger'];
  const sides = [null, SOMEBODY].flatMap((id) =>
    [[''], ['31.73', '53.71.01']].map((areas) => ({ id, areas })),
  );
  const sorts = ['person', 'card', 'system', 'nobody'] as const;
  return sorts.flatMap((kind) =>
    sides.flatMap(({ id, areas }) =>
      roles.map((role) => ({
        kind,
        userId: SOMEBODY,
        sessionId: '',
        agencyId: id,
        grants: [{ role, agencyId: id, areas, operationId: id }],
      })),
    ),
  );
}
