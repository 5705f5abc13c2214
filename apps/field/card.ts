import { nameKey, spokenFrom } from '#rooms/access/rules.ts';

/** The secret in what was scanned, typed or linked: a whole link, the secret of the QR, or the short code. */
export function cardFrom(given: string): string {
  const linked = /#kartu=([\w-]{16,80})/.exec(given)?.[1];
  return linked ?? spokenFrom(given) ?? given.trim();
}

/** A card in the address, `…/lapor/#kartu=…`. It is taken out at once, before it reaches a history or a screenshot. */
export function takeLinkedCard(): string | null {
  const card = /^#kartu=([\w-]{16,80})$/.exec(location.hash)?.[1] ?? null;
  if (card !== null) history.replaceState(null, '', location.pathname);
  return card;
}

export function isSamePerson(a: string, b: string): boolean {
  return nameKey(a) === nameKey(b);
}
