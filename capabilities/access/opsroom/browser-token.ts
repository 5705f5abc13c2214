/** What this browser was given when it signed somebody in: the server then makes it wait for its own failures alone. */
const KEY = 'rakor.browser';

/** What goes with a sign-in; nothing the first time. */
export function browserToken(): { readonly browser?: string } {
  const kept = window.localStorage.getItem(KEY);
  return kept !== null && /^[\w-]{43}$/.test(kept) ? { browser: kept } : {};
}

export function keepBrowserToken(token: string | undefined): void {
  if (token !== undefined) window.localStorage.setItem(KEY, token);
}
