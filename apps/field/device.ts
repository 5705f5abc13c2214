import { canEncrypt } from '#web/outbox/index.ts';

/** What a browser withholds here, mostly because the page came over plain HTTP. */
export type Lack = 'worker' | 'storage' | 'camera' | 'encryption';

export function lacks(): readonly Lack[] {
  const has: Record<Lack, boolean> = {
    worker: 'serviceWorker' in navigator,
    storage: 'storage' in navigator && typeof navigator.storage?.persist === 'function',
    camera: navigator.mediaDevices !== undefined,
    encryption: canEncrypt(),
  };
  const all: readonly Lack[] = ['worker', 'storage', 'camera', 'encryption'];
  return all.filter((each) => !has[each]);
}

/** Whether this page may keep reports: only encrypted, so not without encryption, and only where a database opens. */
export function mayKeep(): boolean {
  return canEncrypt() && typeof indexedDB !== 'undefined';
}

/** Whether the browser promised not to clear what is kept here; null where it cannot say. */
export async function askToKeep(): Promise<boolean | null> {
  if (!('storage' in navigator) || typeof navigator.storage?.persist !== 'function') return null;
  return (await navigator.storage.persisted()) || (await navigator.storage.persist());
}

export async function startServiceWorker(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register('/lapor/sw.js', { scope: '/lapor/' });
  } catch (error) {
    // A certificate that this phone does not trust: the app works while there is network, and says what it lacks.
    console.warn('service worker refused', error);
  }
}

/** Whether the app opens without network from now on. */
export async function opensOffline(): Promise<boolean> {
  if (!('serviceWorker' in navigator)) return false;
  const registration = await navigator.serviceWorker.getRegistration('/lapor/');
  return registration?.active != null;
}
