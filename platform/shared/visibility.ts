/**
 * What an actor may see of one kind of record, as data: compiled to SQL for lists, counts, tiles and exports,
 * and to a closure for streams. One declaration, so that no door can disagree with another.
 */
import { isWithin } from './area-code.ts';
import { type Actor, type Permission, reachesOf } from './permission.ts';

export type Predicate =
  | { readonly op: 'all'; readonly of: readonly Predicate[] }
  | { readonly op: 'any'; readonly of: readonly Predicate[] }
  | { readonly op: 'eq'; readonly field: string; readonly value: string }
  /** True also when the field is empty. */
  | { readonly op: 'differs'; readonly field: string; readonly value: string }
  | { readonly op: 'in'; readonly field: string; readonly values: readonly string[] }
  /** The field holds an area code at or below `area`. */
  | { readonly op: 'within'; readonly field: string; readonly area: string }
  | { readonly op: 'absent'; readonly field: string };

/** The attributes of a record that its visibility may ask for. */
export type Attributes = Readonly<Record<string, string | null>>;

export const everything: Predicate = { op: 'all', of: [] };
export const nothing: Predicate = { op: 'any', of: [] };
export const all = (...of: readonly Predicate[]): Predicate => ({ op: 'all', of });
export const any = (...of: readonly Predicate[]): Predicate => ({ op: 'any', of });
export const eq = (field: string, value: string): Predicate => ({ op: 'eq', field, value });
export const differs = (field: string, value: string): Predicate => ({ op: 'differs', field, value });
export const oneOfValues = (field: string, values: readonly string[]): Predicate => ({
  op: 'in',
  field,
  values,
});
export const within = (field: string, area: string): Predicate => ({ op: 'within', field, area });
export const absent = (field: string): Predicate => ({ op: 'absent', field });

/** One kind of record and who sees it: the only place where that is said. */
export type RecordKind = {
  readonly name: string;
  readonly read: Permission;
  /** Attributes that the predicate asks for; each must be a column of the list and an attribute of the leaf. */
  readonly attributes: readonly string[];
  readonly visibleTo: (actor: Actor) => Predicate;
};

/**
 * The usual rule: visible within the areas and operations in which the actor holds the permission.
 * A kind without an area or without an operation leaves that attribute out.
 */
export function byReach(
  read: Permission,
  fields: { area?: string; operation?: string; agency?: string },
): (actor: Actor) => Predicate {
  return (actor) => {
    const reaches = reachesOf(actor, read).map((reach) => {
      const parts: Predicate[] = [];
      if (fields.operation && reach.operationId !== null) parts.push(eq(fields.operation, reach.operationId));
      const { area } = fields;
      if (area && !reach.areas.includes(''))
        parts.push(any(...reach.areas.map((code) => within(area, code))));
      if (fields.agency && reach.agencyId !== null) parts.push(eq(fields.agency, reach.agencyId));
      return all(...parts);
    });
    return any(...reaches);
  };
}

export function recordKind(kind: RecordKind): RecordKind {
  return kind;
}

/** Whether a record with these attributes satisfies the predicate. Twin of `toSql` in platform/server. */
export function matches(predicate: Predicate, record: Attributes): boolean {
  switch (predicate.op) {
    case 'all':
      return predicate.of.every((part) => matches(part, record));
    case 'any':
      return predicate.of.some((part) => matches(part, record));
    case 'eq':
      return record[predicate.field] === predicate.value;
    case 'differs':
      return record[predicate.field] !== predicate.value;
    case 'in':
      return predicate.values.includes(record[predicate.field] ?? '\u0000');
    case 'within': {
      const code = record[predicate.field];
      return code != null && isWithin(code, predicate.area);
    }
    case 'absent':
      return record[predicate.field] == null;
  }
}
