/** What is read of sealed notes: the list, the cover, and the ciphertext, whose reader is journalled first. */
import { operationSummary } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleList } from '#server/endpoint/handle.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { titleOf, titlesOf } from './about.ts';
import {
  listSealedNotes,
  openSealed,
  ownReaches,
  readNoteCard,
  sealedNoteKind,
  sealedNoteRead,
  sealedRead,
  sealedWrite,
} from './contract.ts';
import { ownAgency, ownName } from './speaking.ts';
import {
  findCiphertext,
  findNote,
  insertReading,
  listAbouts,
  listReadings,
  listVersions,
  type NoteRow,
  noteColumns,
  noteSource,
} from './store-notes.ts';

export const visibleNotes = (context: Context) => context.visible(sealedNoteKind, noteColumns);

const listing = handleList(listSealedNotes, async (context, { params, query }) => {
  const { operationId } = params;
  const agencyId = ownAgency(context, sealedRead);
  const visible = visibleNotes(context);
  const titles = await titlesOf(context, operationId, await listAbouts(context.tx, operationId, visible));
  const operationName = (await context.ask(operationSummary, { id: operationId }))?.codeName ?? '';
  const { userId } = context.actor;
  return noteSource({ operationId, operationName, record: query.record, titles, userId, agencyId }, visible);
});

const reading = handle(readNoteCard, async (context, { params }) => {
  const note = await findNote(context.tx, params.noteId, visibleNotes(context));
  if (!note) throw new Refused(refuse('not-found'));
  const agencyId = ownAgency(context, sealedRead);
  const about = { kind: note.aboutKind, id: note.aboutId };
  const aboutTitle = await titleOf(context, note.operationId, about);
  const versions = await listVersions(context.tx, note.id);
  const readers = await listReadings(context.tx, note.id, agencyId);
  return {
    id: note.id,
    operationId: note.operationId,
    // The id of a record that is hidden from the reader is not told either.
    about: aboutTitle === null ? { ...about, id: null } : about,
    aboutTitle,
    authorId: note.agencyId,
    author: note.agencyName,
    state: note.withdrawnAt === null ? ('sealed' as const) : ('withdrawn' as const),
    withdrawnAt: note.withdrawnAt?.toISOString() ?? null,
    version: note.version,
    versions: versions.map(({ version, size, writtenByName, writtenAt, sealedTo }) => ({
      version,
      size,
      writtenBy: writtenByName,
      writtenAt: writtenAt.toISOString(),
      sealedTo: [...sealedTo],
    })),
    readers: readers.map((read) => ({ ...read, at: read.at.toISOString() })),
    mayAmend: mayAmend(context, note),
  };
});

function mayAmend(context: Context, note: NoteRow): boolean {
  const { agencyId, operationId } = note;
  return ownReaches(context.actor, sealedWrite).some(
    (reach) =>
      reach.agencyId === agencyId && (reach.operationId === null || reach.operationId === operationId),
  );
}

/** The leaf is written in this transaction before the ciphertext is even looked for: no leaf, no content. */
const opening = handle(openSealed, async (context, { params, body }) => {
  const note = await findNote(context.tx, params.noteId, visibleNotes(context));
  if (!note) throw new Refused(refuse('not-found'));
  const agencyId = ownAgency(context, sealedRead, note.operationId);
  const version = body.version ?? note.version;
  await context.record(sealedNoteRead, {
    subject: note.id,
    operation: note.operationId,
    after: { version, agency: agencyId },
    attributes: { operation: note.operationId, agency: agencyId },
  });
  const ciphertext = await findCiphertext(context.tx, note.id, version);
  if (!ciphertext) throw new Refused(refuse('sealed-note.gone'));
  await insertReading(context.tx, {
    id: context.newId(),
    noteId: note.id,
    version,
    agencyId,
    userId: context.actor.userId,
    name: await ownName(context),
    at: context.now,
  });
  return { id: note.id, version, ciphertext: ciphertext.toString('base64') };
});

export const noteReadingRoutes = [listing, reading, opening];
