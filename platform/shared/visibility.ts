/**
 * What an actor may see of one kind of record, as rules in the form of CASL: `can` opens, `cannot` closes what the
 * rules before it opened, and a later rule outweighs an earlier one. The server builds one ability out of them and
 * compiles it to SQL for lists, counts, tiles and exports, and to a closure for streams: one declaration, so that no
 * door can disagree with another. Rules are plain data here: what phones load brings no library along.
 */
import { rangeOf } from './area-code.ts';
import { type Actor, type Permission, type Reach, reachesOf } from './permission.ts';

/**
 * What one attribute must hold. `null` is the empty attribute; a range is half-open, in byte order. `$all` asks an attribute
 * that is a list whether this one stands in it; the other tests let no list through.
 */
export type Test =
  | { readonly $eq: string | null }
  | { readonly $in: readonly string[] }
  | { readonly $all: readonly [string] }
  | { readonly $gte: string; readonly $lt: string };

/** Every named attribute must pass its test. What is meant as "or" is said by several rules. */
export type Conditions = Readonly<Record<string, Test>>;
/** A rule without conditions holds for every record. */
export type Rule = { readonly conditions?: Conditions; readonly inverted?: boolean };

export const can = (conditions?: Conditions): Rule => (conditions ? { conditions } : {});
export const cannot = (conditions: Conditions): Rule => ({ conditions, inverted: true });

/** The attribute holds the code of the area, or of a place below it. */
export function within(area: string): Test {
  const { from, to } = rangeOf(area);
  return { $gte: from, $lt: to };
}

/** The attribute is a list that holds this. */
export function holding(value: string): Test {
  return { $all: [value] };
}

/** The attributes of a record that its visibility may ask for. A list is a column of texts or ids. */
export type Attributes = Readonly<Record<string, string | null | readonly string[]>>;

/** One kind of record and who sees it: the only place where that is said. */
export type RecordKind = {
  readonly name: string;
  readonly read: Permission;
  /** Attributes that the rules ask for; each must be a column of the list and an attribute of the leaf. */
  readonly attributes: readonly string[];
  readonly visibleTo: (actor: Actor) => readonly Rule[];
};

/** Names of the attributes that hold where a record belongs. A kind without one of them leaves it out. */
export type ReachFields = { readonly area?: string; readonly operation?: string; readonly agency?: string };

/** The usual rule: visible within the areas and operations in which the actor holds the permission. */
export function byReach(read: Permission, fields: ReachFields): (actor: Actor) => readonly Rule[] {
  return (actor) => canReach(reachesOf(actor, read), fields);
}

/** One rule for each reach and area; `also` holds in all of them. */
export function canReach(
  reaches: readonly Reach[],
  fields: ReachFields,
  also: Conditions = {},
): readonly Rule[] {
  return reaches.flatMap((reach) => {
    const conditions: Record<string, Test> = { ...also };
    if (fields.operation && reach.operationId !== null) {
      conditions[fields.operation] = { $eq: reach.operationId };
    }
    if (fields.agency && reach.agencyId !== null) conditions[fields.agency] = { $eq: reach.agencyId };
    const { area } = fields;
    if (!area || reach.areas.includes('')) return [ruleOf(conditions)];
    return reach.areas.map((code) => can({ ...conditions, [area]: within(code) }));
  });
}

function ruleOf(conditions: Conditions): Rule {
  return Object.keys(conditions).length > 0 ? can(conditions) : can();
}

export function recordKind(kind: RecordKind): RecordKind {
  return kind;
}
