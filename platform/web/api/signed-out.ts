const listeners = new Set<() => void>();

/** Called once for every answer that says: sign in first. */
export function raiseSignedOut(): void {
  for (const listener of listeners) listener();
}

/** @returns the way to stop listening */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
