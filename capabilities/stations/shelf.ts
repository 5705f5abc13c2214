/** Keeps what was costly to make, and makes it once however many ask for it at the same time. */
export type Shelf<T> = (key: string, make: () => Promise<T>) => Promise<T>;

/**
 * A shelf that holds things up to a weight; the one that was asked for longest ago goes first, and the latest one
 * stays whatever it weighs. Whoever comes while a thing is being made waits for it; where the making fails, they make
 * their own, because the fault may have been the other's.
 */
export function shelf<T>(limits: {
  readonly weight: number;
  readonly weightOf: (thing: T) => number;
}): Shelf<T> {
  const kept = new Map<string, T>();
  const coming = new Map<string, Promise<T>>();
  const put = (key: string, thing: T) => {
    kept.delete(key);
    kept.set(key, thing);
    let weight = 0;
    for (const each of kept.values()) weight += limits.weightOf(each);
    for (const [oldest, each] of kept) {
      if (weight <= limits.weight || oldest === key) break;
      kept.delete(oldest);
      weight -= limits.weightOf(each);
    }
    return thing;
  };
  const begin = async (key: string, make: () => Promise<T>) => {
    const making = make();
    coming.set(key, making);
    try {
      return put(key, await making);
    } finally {
      if (coming.get(key) === making) coming.delete(key);
    }
  };
  return async (key, make) => {
    const known = kept.get(key);
    if (known !== undefined) return put(key, known);
    const other = coming.get(key);
    return other ? other.catch(() => begin(key, make)) : begin(key, make);
  };
}
