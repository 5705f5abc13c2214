/** What an ability lets through, in the few operators that both SQL and a closure can be held to. */
import type { Attributes } from '#shared/visibility.ts';

export type Filter =
  | { readonly op: 'and' | 'or'; readonly of: readonly Filter[] }
  /** From `cannot`; no condition can say it by itself. */
  | { readonly op: 'not'; readonly of: Filter }
  | { readonly op: 'eq'; readonly field: string; readonly value: string | null }
  | { readonly op: 'in'; readonly field: string; readonly values: readonly string[] }
  /** The attribute is a list, and this stands in it. */
  | { readonly op: 'has'; readonly field: string; readonly value: string }
  /** The two sides of a half-open range. */
  | { readonly op: 'gte' | 'lt'; readonly field: string; readonly value: string };

/**
 * Reads the tree that CASL made of an actor's rules.
 * @throws Error at every operator but eq, in, all (of one), the two sides of a range, and, or, and the `not` of a `cannot`
 */
export function filterOf(tree: unknown): Filter {
  if (!isRecord(tree) || typeof tree.operator !== 'string') throw new Error('a rule makes no condition');
  const { operator, value, field } = tree;
  if (operator === 'and' || operator === 'or') return { op: operator, of: listOf(value).map(filterOf) };
  if (operator === 'not') return { op: 'not', of: { op: 'or', of: listOf(value).map(filterOf) } };
  if (typeof field !== 'string') throw new Error(`the operator ${operator} asks for no attribute`);
  if (operator === 'eq' && (value === null || typeof value === 'string')) return { op: 'eq', field, value };
  if (operator === 'in') return { op: 'in', field, values: listOf(value).map(textOf) };
  if (operator === 'all') return { op: 'has', field, value: onlyOf(value) };
  if (operator === 'gte' || operator === 'lt') return { op: operator, field, value: boundOf(value) };
  throw new Error(`no rule may ask for "${field}" by the operator ${operator} with ${JSON.stringify(value)}`);
}

/** Every attribute that a filter asks for. */
export function fieldsOf(filter: Filter): readonly string[] {
  if ('field' in filter) return [filter.field];
  return filter.op === 'not' ? fieldsOf(filter.of) : filter.of.flatMap(fieldsOf);
}

/** Whether a record with these attributes gets through. Twin of `toSql`; an empty attribute fails all but `eq null`. */
export function passes(filter: Filter, record: Attributes): boolean {
  switch (filter.op) {
    case 'and':
      return filter.of.every((part) => passes(part, record));
    case 'or':
      return filter.of.some((part) => passes(part, record));
    case 'not':
      return !passes(filter.of, record);
    case 'eq':
      return (record[filter.field] ?? null) === filter.value;
    case 'in': {
      const value = record[filter.field];
      return typeof value === 'string' && filter.values.includes(value);
    }
    case 'has': {
      const value = record[filter.field];
      return typeof value === 'object' && value !== null && value.includes(filter.value);
    }
    case 'gte': {
      const value = record[filter.field];
      return typeof value === 'string' && value >= filter.value;
    }
    case 'lt': {
      const value = record[filter.field];
      return typeof value === 'string' && value < filter.value;
    }
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${JSON.stringify(value)} is no list`);
  return value;
}

function onlyOf(value: unknown): string {
  const [only, ...more] = listOf(value);
  if (more.length > 0) throw new Error(`a list is asked for one value, not for ${JSON.stringify(value)}`);
  return textOf(only);
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`${JSON.stringify(value)} is no text`);
  return value;
}

/** JavaScript compares by UTF-16, the database by bytes; they agree on every text as long as one of the two is ASCII. */
function boundOf(value: unknown): string {
  const text = textOf(value);
  if (!/^[!-~]+$/.test(text))
    throw new Error(`a range ends at ${JSON.stringify(text)}, which is not plain ASCII`);
  return text;
}
