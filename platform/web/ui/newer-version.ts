import { hasUnderWay } from '../api/in-flight.ts';

/** Why a part of the app could not be fetched. `same`: this version is the server's, so the part should be there. */
export type Missing = 'newer' | 'same' | 'unreachable';

const RELOADED = 'rakor.reloaded-from';
const typed = new Set<WeakRef<HTMLInputElement | HTMLTextAreaElement>>();

/** Names of built files hold a hash of what is in them: another first script is another version. */
export function entryIn(html: string): string | null {
  const script = /<script\b[^>]*\btype="module"[^>]*>/.exec(html)?.[0] ?? '';
  return /\bsrc="([^"]+)"/.exec(script)?.[1] ?? null;
}

/** Asks the server which version it serves now. */
export async function whyMissing(): Promise<Missing> {
  try {
    const answer = await fetch('/', { cache: 'no-store' });
    if (!answer.ok) return 'unreachable';
    const served = entryIn(await answer.text());
    return served !== null && served !== ownEntry() ? 'newer' : 'same';
  } catch {
    return 'unreachable';
  }
}

/** Loads the page anew, once per version and only where nothing is lost by it. */
export function reloadUnlessUnsent(): boolean {
  const entry = ownEntry();
  if (hasUnsent() || sessionStorage.getItem(RELOADED) === entry) return false;
  sessionStorage.setItem(RELOADED, entry ?? '');
  window.location.reload();
  return true;
}

/** Whether something stands on this page that the server does not have: typed text, or a command without an answer. */
export function hasUnsent(): boolean {
  for (const held of typed) {
    const control = held.deref();
    if (!control?.isConnected) typed.delete(held);
    else if (control.value.trim() !== '') return true;
  }
  return hasUnderWay();
}

/** Remembers the fields into which somebody typed. */
export function watchTyping(): void {
  if (typeof document === 'undefined') return;
  document.addEventListener(
    'input',
    ({ target }) => {
      const isText = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
      if (isText && target.type !== 'search') typed.add(new WeakRef(target));
    },
    { capture: true, passive: true },
  );
}

function ownEntry(): string | null {
  const script = document.querySelector('script[type="module"][src]');
  return script?.getAttribute('src') ?? null;
}
