/** So many police to so many stations. `linmasPerStation` where it differs from that of the whole computation. */
export type Pattern = {
  readonly police: number;
  readonly stations: number;
  readonly linmasPerStation?: number;
};

/** Stations by class in one group that police can walk, such as a kelurahan. Keys of groups need not be distinct. */
export type Group = { readonly key: string; readonly stations: Readonly<Record<string, number>> };

export type Need = {
  readonly stations: number;
  /** Stations of a class without pattern: they are in no figure of need. */
  readonly withoutPattern: number;
  readonly police: {
    /** Stations of a class shared out over the whole area: the least that the pattern asks for. */
    readonly ideal: number;
    /** Rounded up in every group by itself, because a pair does not guard stations of two groups. */
    readonly grouped: number;
  };
  /** Posted by station, not by group: rounding by group would count people who stand nowhere. */
  readonly linmas: number;
  readonly byClass: Readonly<Record<string, { stations: number; ideal: number; grouped: number }>>;
};

/** Two per station (UU 7/2017 art. 351(4)); published totals mostly agree, some do not. */
export const LINMAS_PER_STATION = 2;

/**
 * What the patterns need for these stations: Σ over classes of ceil(stations / T) × P, over the whole area (ideal) and
 * per group (grouped). Classes are arbitrary keys; a class with sub-patterns is several keys.
 *
 * @param patterns pattern per class; classes that are missing are counted in `withoutPattern`
 * @throws RangeError for a pattern with T < 1 or P < 0, a count that is no whole number, or Linmas below 0
 */
export function need(
  groups: readonly Group[],
  patterns: Readonly<Record<string, Pattern>>,
  options: { readonly linmasPerStation?: number } = {},
): Need {
  const usual = options.linmasPerStation ?? LINMAS_PER_STATION;
  for (const [key, pattern] of Object.entries(patterns))
    check(key, pattern, pattern.linmasPerStation ?? usual);
  const found = new Map<string, { stations: number; grouped: number }>();
  let withoutPattern = 0;
  for (const group of groups) {
    for (const [key, stations] of Object.entries(group.stations)) {
      whole(stations, `stations of ${key} in ${group.key}`);
      const pattern = own(patterns, key);
      if (!pattern) {
        withoutPattern += stations;
        continue;
      }
      const sum = found.get(key) ?? { stations: 0, grouped: 0 };
      sum.stations += stations;
      sum.grouped += guards(stations, pattern);
      found.set(key, sum);
    }
  }
  return summed(found, patterns, { usual, withoutPattern });
}

export type Gap = {
  readonly need: number;
  readonly available: number | null;
  /** need − available: positive is a shortfall, negative a surplus, null where nothing is known to be available. */
  readonly gap: number | null;
};

/** `available` null: not distributed, which is not the same as nobody. */
export function gap(needed: number, available: number | null): Gap {
  return { need: needed, available, gap: available === null ? null : needed - available };
}

function summed(
  found: ReadonlyMap<string, { stations: number; grouped: number }>,
  patterns: Readonly<Record<string, Pattern>>,
  known: { usual: number; withoutPattern: number },
): Need {
  const byClass: Record<string, { stations: number; ideal: number; grouped: number }> = {};
  let [stations, ideal, grouped, linmas] = [known.withoutPattern, 0, 0, 0];
  for (const [key, sum] of found) {
    const pattern = own(patterns, key);
    if (!pattern) continue;
    const least = guards(sum.stations, pattern);
    byClass[key] = { stations: sum.stations, ideal: least, grouped: sum.grouped };
    stations += sum.stations;
    ideal += least;
    grouped += sum.grouped;
    linmas += sum.stations * (pattern.linmasPerStation ?? known.usual);
  }
  return { stations, withoutPattern: known.withoutPattern, police: { ideal, grouped }, linmas, byClass };
}

function guards(stations: number, pattern: Pattern): number {
  return Math.ceil(stations / pattern.stations) * pattern.police;
}

// A class may be called "constructor".
function own(patterns: Readonly<Record<string, Pattern>>, key: string): Pattern | undefined {
  return Object.hasOwn(patterns, key) ? patterns[key] : undefined;
}

function check(key: string, pattern: Pattern, linmas: number): void {
  whole(pattern.police, `police of ${key}`);
  whole(pattern.stations, `stations in the pattern of ${key}`);
  whole(linmas, `Linmas per station of ${key}`);
  if (pattern.stations < 1) throw new RangeError(`the pattern of ${key} guards no station`);
}

function whole(value: number, what: string): void {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new RangeError(`${what}: ${value} is not a whole number`);
}
