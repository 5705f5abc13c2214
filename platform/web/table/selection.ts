/** Which rows are picked. `all`: everything that the filter finds except `keys`; otherwise only `keys`. */
export type Selection = { readonly all: boolean; readonly keys: ReadonlySet<string> };

export const nothingPicked: Selection = { all: false, keys: new Set() };
export const everythingPicked: Selection = { all: true, keys: new Set() };

export function isPicked(selection: Selection, key: string): boolean {
  return selection.keys.has(key) !== selection.all;
}

export function countPicked(selection: Selection, total: number): number {
  return selection.all ? Math.max(0, total - selection.keys.size) : selection.keys.size;
}

export function toggled(selection: Selection, key: string): Selection {
  const keys = new Set(selection.keys);
  if (!keys.delete(key)) keys.add(key);
  return { ...selection, keys };
}

/** Makes all of these picked: the rows between two clicks. */
export function withPicked(selection: Selection, between: readonly string[]): Selection {
  const keys = new Set(selection.keys);
  for (const key of between) {
    if (selection.all) keys.delete(key);
    else keys.add(key);
  }
  return { ...selection, keys };
}
