const KEY = 'rakor.operation';

/**
 * The operation in which this person last worked, on pages that belong to none. The tab's own comes first: two tabs may
 * hold two operations. Who signs in after somebody else on the same machine does not find theirs.
 */
export function lastOperation(userId: string): string | null {
  const key = `${KEY}.${userId}`;
  return sessionStorage.getItem(key) ?? localStorage.getItem(key);
}

export function rememberOperation(userId: string, operationId: string): void {
  const key = `${KEY}.${userId}`;
  sessionStorage.setItem(key, operationId);
  localStorage.setItem(key, operationId);
}

/** One that this person may no longer open is not asked for again. */
export function forgetOperation(userId: string, operationId: string): void {
  const key = `${KEY}.${userId}`;
  for (const store of [sessionStorage, localStorage]) {
    if (store.getItem(key) === operationId) store.removeItem(key);
  }
}
