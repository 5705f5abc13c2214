import { system } from '#shared/permission.ts';
import type { Localized } from '#shared/schema.ts';

/** Before a key of who wrote a leaf: nobody was signed in yet, and the leaf is about this account. */
export const AT_THE_DOOR = '@';

/** Who wrote a leaf, in words: by name, the server itself, or by the end of an account id whose name is gone. */
export function personText(author: string, name: string | undefined): Localized {
  if (author === system.userId) return { id: 'Server Rakor', en: 'Rakor server' };
  if (author === '') return { id: 'Di pintu masuk', en: 'At the sign-in' };
  // Signing in and enrolling are written before there is anybody to name; the subject says which account.
  if (author.startsWith(AT_THE_DOOR)) {
    const of = personText(author.slice(AT_THE_DOOR.length), name);
    return { id: `Di pintu masuk: ${of.id}`, en: `At the sign-in: ${of.en}` };
  }
  if (name !== undefined) return { id: name, en: name };
  const end = author.slice(-6);
  return { id: `Tanpa nama (…${end})`, en: `Nameless (…${end})` };
}
