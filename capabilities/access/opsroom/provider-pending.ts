/** What went to a provider, a sign-in or a binding, kept by this tab alone until it comes back. */
const KEY = 'rakor.provider';

export type Pending = {
  readonly provider: string;
  readonly ticket: string;
  readonly next: string;
  /** Whether somebody signed in binds their account; else somebody signs in. */
  readonly binds: boolean;
};

export function keepPending(pending: Pending): void {
  window.sessionStorage.setItem(KEY, JSON.stringify(pending));
}

/** What this tab waits for, once. */
export function takePending(): Pending | null {
  const kept = window.sessionStorage.getItem(KEY);
  window.sessionStorage.removeItem(KEY);
  const read: unknown = kept === null ? null : JSON.parse(kept);
  if (typeof read !== 'object' || read === null) return null;
  const { provider, ticket, next, binds }: Partial<Record<keyof Pending, unknown>> = read;
  const isWhole = typeof provider === 'string' && typeof ticket === 'string' && typeof next === 'string';
  return isWhole ? { provider, ticket, next, binds: binds === true } : null;
}
