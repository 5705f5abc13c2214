import { Check } from 'typebox/value';
import { Problem } from '#shared/problem.ts';
import { nullable, object, Type } from '#shared/schema.ts';
import { type Cipher, openJson, sealJson } from './cipher.ts';
import { UnreadableError } from './outcome.ts';
import type { Row } from './row.ts';
import type { Store, StoredFile } from './store.ts';

const Content = object({
  body: Type.Unknown(),
  reply: Type.Unknown(),
  progress: Type.Unknown(),
  problem: nullable(Problem),
});

/** What an item says, readable only with the key of its person. */
export type Content = {
  readonly body: unknown;
  /** The answer to the text; null until it came. */
  readonly reply: unknown;
  /** What became of it later, as the room keeps it. */
  readonly progress: unknown;
  /** Why it was refused. */
  readonly problem: Problem | null;
};

export type SavedFile = { readonly id: string; readonly blob: Blob };

/** @throws UnreadableError whatever hinders reading it */
export async function contentOf(cipher: Cipher, row: Row): Promise<Content> {
  const content = await openJson(cipher, row.sealed, row.id).catch((cause: unknown) => {
    throw new UnreadableError(`item ${row.id} on this phone does not open`, { cause });
  });
  if (!Check(Content, content)) {
    throw new UnreadableError(`item ${row.id} on this phone is not what was written`);
  }
  const { body, reply, progress, problem } = content;
  return { body, reply, progress, problem };
}

/** Reads, decides, writes; again when another tab was quicker. `null` leaves it as it is. */
export async function changeItem(
  { store, cipher }: { store: Store; cipher: Cipher },
  id: string,
  decide: (row: Row, content: Content) => { row: Row; content: Content } | null,
): Promise<void> {
  for (;;) {
    const row = await store.row(id);
    if (!row) return;
    const decided = decide(row, await contentOf(cipher, row));
    if (!decided) return;
    const sealed = await sealJson(cipher, decided.content, id);
    if (await store.swap({ ...decided.row, sealed, rev: row.rev + 1 }, row.rev)) return;
  }
}

export async function sealFile(cipher: Cipher, item: string, file: SavedFile): Promise<StoredFile> {
  const bytes = new Uint8Array(await file.blob.arrayBuffer());
  return { id: file.id, item, type: file.blob.type, sealed: await cipher.seal(bytes, file.id) };
}

/** Null when the phone no longer holds it, or holds something that does not open. */
export async function openFile({ store, cipher }: { store: Store; cipher: Cipher }, id: string) {
  const file = await store.file(id);
  const bytes = file && (await cipher.open(file.sealed, id).catch(() => null));
  return bytes ? new Blob([bytes], { type: file.type }) : null;
}
