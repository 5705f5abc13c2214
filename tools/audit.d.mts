/** What `audit.mjs` gives to its test. */
export function examine(
  lock: object,
  manifest: object,
  knownBad: object,
): { readonly wrong: readonly string[]; readonly packages: number; readonly unhashed: number };
