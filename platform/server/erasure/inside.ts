/** What is left of a JSON value when what it says is taken out. */
import { ERASED } from '#shared/erased.ts';

/** The same value with the strings at these ways from its root erased. */
export function without(value: unknown, paths: readonly (readonly string[])[]): unknown {
  return replace(value, new Set(paths.map(wayOf)), []);
}

const wayOf = (way: readonly string[]) => way.join('\u0000');

function replace(value: unknown, ways: ReadonlySet<string>, way: readonly string[]): unknown {
  if (typeof value === 'string') return ways.has(wayOf(way)) ? ERASED : value;
  if (Array.isArray(value)) return value.map((inner, at) => replace(inner, ways, [...way, String(at)]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, replace(inner, ways, [...way, name])]),
  );
}

/** The same shape without content, for whoever reads it by its shape: a list is empty, texts are erased, numbers 0. */
export function blank(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  return hollow(value) ?? {};
}

function hollow(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? '' : ERASED;
  if (typeof value === 'number') return 0;
  if (Array.isArray(value)) return value.map(hollow);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hollow(inner)]));
}
