/** One receiver of a share: its code and the weight (for example last election's stations) it is measured by. */
export type Share = { readonly code: string; readonly weight: number };

/**
 * Shares a whole number out over receivers in proportion to their weights, by largest remainder
 * (Hamilton's method): everyone gets the floor of the exact share, what is left goes one by one to the
 * largest remainders, equal remainders in order of code. Integer arithmetic throughout, so the result
 * does not depend on rounding of fractions.
 *
 * @param total whole number to share out, at least 0
 * @param shares receivers with distinct codes and whole weights that are not all 0
 * @returns code to count, in order of code; counts sum to `total`, each within 1 of its exact share
 * @throws RangeError when an argument breaks the rules above or a product leaves the safe integers
 */
export function apportion(total: number, shares: readonly Share[]): ReadonlyMap<string, number> {
  const sum = checkedSum(total, shares);
  const parts = [...shares]
    .sort((a, b) => compareCodes(a.code, b.code))
    .map(({ code, weight }) => {
      const product = total * weight;
      return { code, floor: Math.floor(product / sum), remainder: product % sum };
    });
  const left = total - parts.reduce((given, part) => given + part.floor, 0);
  // Sorting is stable, so equal remainders stay in order of code.
  const raised = new Set(
    [...parts]
      .sort((a, b) => b.remainder - a.remainder)
      .slice(0, left)
      .map((part) => part.code),
  );
  return new Map(parts.map((part) => [part.code, part.floor + (raised.has(part.code) ? 1 : 0)]));
}

function checkedSum(total: number, shares: readonly Share[]): number {
  if (!Number.isSafeInteger(total) || total < 0) throw new RangeError(`total ${total} is not a whole number`);
  if (new Set(shares.map((share) => share.code)).size !== shares.length)
    throw new RangeError('a code is given twice');
  let sum = 0;
  for (const { code, weight } of shares) {
    if (!Number.isSafeInteger(weight) || weight < 0 || !Number.isSafeInteger(total * weight))
      throw new RangeError(`weight ${weight} of ${code} cannot be used`);
    sum += weight;
  }
  if (sum === 0) throw new RangeError('the weights are all 0');
  return sum;
}

// Not localeCompare: the order of codes may not depend on the machine's language.
function compareCodes(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
