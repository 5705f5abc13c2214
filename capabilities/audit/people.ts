import { system } from '#shared/permission.ts';
import type { Localized } from '#shared/schema.ts';

/** Who wrote a leaf, in words: by name, the server itself, or by the end of an account id whose name is gone. */
export function personText(author: string, name: string | undefined): Localized {
  if (author === system.userId) return { id: 'Server Rakor', en: 'Rakor server' };
  // Signing in and enrolling are written before there is anybody to name; the subject says which account.
  if (author === '') return { id: 'Di pintu masuk', en: 'At the sign-in' };
  if (name !== undefined) return { id: name, en: name };
  const end = author.slice(-6);
  return { id: `Tanpa nama (…${end})`, en: `Nameless (…${end})` };
}
