/** An allowance that refills evenly. */
export type Bucket = {
  readonly key: string;
  readonly perMinute: number;
  /** How many minutes' worth may be used at once; 1 unless given. */
  readonly burstMin?: number;
  /** What this request takes of it; 1 unless given. */
  readonly cost?: number;
};

export type RateLimiter = {
  /** Seconds to wait; 0 when the request may pass. */
  take(key: string, perMinute: number, nowMs: number): number;
  /**
   * Takes from all or, when one of them is short, from none: a refusal at one must not eat up another.
   * @returns the bucket that has to be waited for longest, with the seconds until it holds enough; null: it may pass
   */
  takeAll(
    buckets: readonly Bucket[],
    nowMs: number,
  ): { readonly bucket: Bucket; readonly seconds: number } | null;
};

const MAX_BUCKETS = 50_000;

type Level = { readonly tokens: number; readonly atMs: number };

export function rateLimiter(): RateLimiter {
  const levels = new Map<string, Level>();
  const takeAll: RateLimiter['takeAll'] = (buckets, nowMs) => {
    const filled = buckets.map((bucket) => ({
      bucket,
      tokens: tokensIn(bucket, levels.get(bucket.key), nowMs),
    }));
    const waits = filled
      .map(({ bucket, tokens }) => ({ bucket, seconds: waitS(bucket, tokens) }))
      .toSorted((one, other) => other.seconds - one.seconds);
    const longest = waits[0];
    const isRefused = longest !== undefined && longest.seconds > 0;
    for (const { bucket, tokens } of filled) {
      levels.delete(bucket.key);
      if (levels.size >= MAX_BUCKETS) forgetOldest(levels);
      levels.set(bucket.key, { tokens: isRefused ? tokens : tokens - costOf(bucket), atMs: nowMs });
    }
    return isRefused ? longest : null;
  };
  return {
    takeAll,
    take: (key, perMinute, nowMs) => takeAll([{ key, perMinute }], nowMs)?.seconds ?? 0,
  };
}

const capacityOf = ({ perMinute, burstMin = 1 }: Bucket) => perMinute * burstMin;
/** What costs more than a full bucket takes all of it: it must not be refused for ever. */
const costOf = (bucket: Bucket) => Math.min(bucket.cost ?? 1, capacityOf(bucket));

function tokensIn(bucket: Bucket, level: Level | undefined, nowMs: number): number {
  const capacity = capacityOf(bucket);
  if (!level) return capacity;
  const refilled = level.tokens + ((nowMs - level.atMs) / 60_000) * bucket.perMinute;
  // A clock that was set back takes nothing away.
  return Math.min(capacity, Math.max(refilled, level.tokens));
}

function waitS(bucket: Bucket, tokens: number): number {
  const missing = costOf(bucket) - tokens;
  return missing <= 0 ? 0 : Math.ceil((missing / bucket.perMinute) * 60);
}

// Keys are re-inserted at each use, so the first is the one that was quiet longest.
function forgetOldest(levels: Map<string, unknown>): void {
  const oldest = levels.keys().next();
  if (!oldest.done) levels.delete(oldest.value);
}
