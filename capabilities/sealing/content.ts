/** What stands inside the ciphertext of a note. The cover is repeated in it, so that no server can put it into another. */
import { Check } from 'typebox/value';
import { object, type Static, Type } from '#shared/schema.ts';
import { About, type NoteCard } from './doors-notes.ts';

export const MOST_TEXT = 20_000;
export const MOST_TITLE = 200;

export const SealedContent = object({
  v: Type.Literal(1),
  noteId: Type.String(),
  version: Type.Integer(),
  operationId: Type.String(),
  about: About,
  from: Type.String(),
  sealedTo: Type.Array(object({ agencyId: Type.String(), fingerprint: Type.String() })),
  title: Type.String({ maxLength: MOST_TITLE }),
  text: Type.String({ maxLength: MOST_TEXT }),
});
export type SealedContent = Static<typeof SealedContent>;

export function isSealedContent(value: unknown): value is SealedContent {
  return Check(SealedContent, value);
}

/** cover: it was sealed for another note, version or subject. circle: it was sealed to other keys than the server says. */
export type Mismatch = 'cover' | 'circle' | null;

/** Whether what was opened belongs to the cover that the server shows with it. */
export function mismatchOf(content: SealedContent, card: NoteCard, version: number): Mismatch {
  const cover = card.versions.find((each) => each.version === version);
  const isHere =
    content.noteId === card.id &&
    content.version === version &&
    content.operationId === card.operationId &&
    content.from === card.authorId &&
    content.about.kind === card.about.kind &&
    // A record hidden from the reader has no id on the cover.
    (card.about.id === null || content.about.id === card.about.id);
  if (!cover || !isHere) return 'cover';
  const keysOf = (circle: SealedContent['sealedTo']) =>
    circle.map(({ agencyId, fingerprint }) => `${agencyId} ${fingerprint}`).sort();
  return keysOf(content.sealedTo).join() === keysOf(cover.sealedTo).join() ? null : 'circle';
}
