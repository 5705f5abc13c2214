/** A bucket of tokens per caller and door. Refills evenly; holds a minute's worth. */
export type RateLimiter = {
  /** Seconds to wait; 0 when the request may pass. */
  take(key: string, perMinute: number, nowMs: number): number;
};

const MAX_BUCKETS = 50_000;

export function rateLimiter(): RateLimiter {
  const buckets = new Map<string, { tokens: number; atMs: number }>();
  return {
    take(key, perMinute, nowMs) {
      const bucket = buckets.get(key) ?? { tokens: perMinute, atMs: nowMs };
      const refilled = bucket.tokens + ((nowMs - bucket.atMs) / 60_000) * perMinute;
      const tokens = Math.min(perMinute, Math.max(refilled, bucket.tokens));
      buckets.delete(key);
      if (buckets.size >= MAX_BUCKETS) forgetOldest(buckets);
      const passes = tokens >= 1;
      buckets.set(key, { tokens: passes ? tokens - 1 : tokens, atMs: nowMs });
      return passes ? 0 : Math.ceil(((1 - tokens) / perMinute) * 60);
    },
  };
}

// Keys are re-inserted at each use, so the first is the one that was quiet longest.
function forgetOldest(buckets: Map<string, unknown>): void {
  const oldest = buckets.keys().next();
  if (!oldest.done) buckets.delete(oldest.value);
}
