/** Commands on notes: permit, load, decide, save. */
import { createHash } from 'node:crypto';
import { agencyNames } from '#rooms/agencies/contract.ts';
import { operationSummary } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle } from '#server/endpoint/handle.ts';
import { accept, Refused, refuse } from '#shared/problem.ts';
import { titleOf } from './about.ts';
import {
  type About,
  amendSealedNote,
  sealedNoteAddressed,
  sealedNoteWithdrawn,
  sealedNoteWritten,
  sealedWrite,
  withdrawSealedNote,
  writeSealedNote,
} from './contract.ts';
import { visibleNotes } from './routes-notes.ts';
import { type CurrentKey, decideSealing, isSameCircle, type Named } from './rules.ts';
import { agencyShort, ownAgency, ownName } from './speaking.ts';
import { listCurrentKeys } from './store-keys.ts';
import {
  insertNote,
  insertVersion,
  listVersions,
  lockNote,
  type NoteRow,
  withdrawNote,
} from './store-notes.ts';

const writing = handle(writeSealedNote, async (context, { params, body }) => {
  const { operationId } = params;
  const agencyId = ownAgency(context, sealedWrite, operationId);
  if (!(await context.ask(operationSummary, { id: operationId }))) throw new Refused(refuse('not-found'));
  const about = await seenAbout(context, operationId, body.about);
  const content = Buffer.from(body.ciphertext, 'base64');
  const keys = accept(
    decideSealing({ content, sealedTo: body.sealedTo }, await currentKeys(context, body.sealedTo), agencyId),
  );
  const note: NoteRow = {
    id: body.id,
    operationId,
    agencyId,
    agencyName: await agencyShort(context, agencyId),
    aboutKind: about.kind,
    aboutId: about.id,
    version: 1,
    withdrawnAt: null,
  };
  if (!(await insertNote(context.tx, note))) return repeated(context, note, content);
  await keep(context, note, { content, keys });
  return { id: note.id, version: 1 };
});

/** @throws Refused when the writer does not see the record, or names one where there is none */
async function seenAbout(context: Context, operationId: string, about: About): Promise<About> {
  const isBare = about.kind === 'none' || about.kind === 'operation';
  if (isBare !== (about.id === null)) throw new Refused(refuse('not-found'));
  if (!isBare && (await titleOf(context, operationId, about)) === null)
    throw new Refused(refuse('not-found'));
  return about;
}

/** The same note sent again under another request is the same note. */
async function repeated(context: Context, note: NoteRow, content: Buffer) {
  const known = await lockNote(context.tx, note.id, visibleNotes(context));
  const first = known ? (await listVersions(context.tx, note.id)).at(-1) : undefined;
  const isSame =
    known?.agencyId === note.agencyId &&
    first?.writtenBy === context.actor.userId &&
    first.sha256 === hashOf(content);
  if (!isSame) throw new Refused(refuse('seal.id-taken'));
  context.unchanged();
  return { id: note.id, version: 1 };
}

const amending = handle(amendSealedNote, async (context, { params, body }) => {
  const note = await ownNote(context, params.noteId);
  if (note.withdrawnAt !== null) throw new Refused(refuse('sealed-note.gone'));
  if (body.version !== note.version + 1) throw new Refused(refuse('sealed-note.amended-meanwhile'));
  const content = Buffer.from(body.ciphertext, 'base64');
  const { agencyId } = note;
  const keys = accept(
    decideSealing({ content, sealedTo: body.sealedTo }, await currentKeys(context, body.sealedTo), agencyId),
  );
  const [newest] = await listVersions(context.tx, note.id);
  const circle = newest?.sealedTo.map((each) => each.agencyId) ?? [];
  if (!isSameCircle(circle, body.sealedTo)) throw new Refused(refuse('sealed-note.other-addressees'));
  await keep(context, { ...note, version: body.version }, { content, keys });
  return { id: note.id, version: body.version };
});

const withdrawing = handle(withdrawSealedNote, async (context, { params }) => {
  const note = await ownNote(context, params.noteId);
  if (note.withdrawnAt !== null) {
    context.unchanged();
    return { id: note.id };
  }
  const [newest] = await listVersions(context.tx, note.id);
  await withdrawNote(context.tx, note.id, context.now);
  for (const { agencyId } of newest?.sealedTo ?? []) {
    await context.record(sealedNoteWithdrawn, {
      subject: note.id,
      operation: note.operationId,
      after: { agency: agencyId, versions: note.version },
      attributes: { operation: note.operationId, agency: agencyId },
    });
  }
  return { id: note.id };
});

/** A note of the actor's own agency, locked. @throws Refused */
async function ownNote(context: Context, noteId: string): Promise<NoteRow> {
  const note = await lockNote(context.tx, noteId, visibleNotes(context));
  if (!note) throw new Refused(refuse('not-found'));
  const agencyId = ownAgency(context, sealedWrite, note.operationId);
  if (note.agencyId !== agencyId)
    throw new Refused(refuse('sealed-note.not-ours', { author: note.agencyName }));
  return note;
}

async function currentKeys(context: Context, wanted: readonly Named[]): Promise<readonly CurrentKey[]> {
  const ids = wanted.map(({ agencyId }) => agencyId);
  const names = await context.ask(agencyNames, { ids });
  const keys = await listCurrentKeys(context.tx);
  return keys.flatMap(({ id, agencyId, version, fingerprint }) => {
    const short = names.find((name) => name.id === agencyId)?.short;
    return short === undefined ? [] : [{ agencyId, keyId: id, short, version, fingerprint }];
  });
}

type Kept = { readonly content: Buffer; readonly keys: readonly CurrentKey[] };

async function keep(context: Context, note: NoteRow, { content, keys }: Kept): Promise<void> {
  const { id: noteId, version, operationId } = note;
  const sha256 = hashOf(content);
  const by = { writtenBy: context.actor.userId, writtenByName: await ownName(context) };
  const row = { noteId, version, ciphertext: content, sha256, ...by, writtenAt: context.now };
  await insertVersion(context.tx, row, keys);
  const about = { kind: note.aboutKind, id: note.aboutId };
  await context.record(sealedNoteWritten, {
    subject: noteId,
    operation: operationId,
    after: { version, size: content.length, content: sha256, about },
    attributes: { operation: operationId, agency: note.agencyId },
  });
  for (const { agencyId, fingerprint } of keys) {
    await context.record(sealedNoteAddressed, {
      subject: noteId,
      operation: operationId,
      after: { agency: agencyId, version, fingerprint },
      attributes: { operation: operationId, agency: agencyId },
    });
  }
}

function hashOf(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

export const noteRoutes = [writing, amending, withdrawing];
