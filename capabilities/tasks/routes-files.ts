/** Files that are evidence. */
import { createHash } from 'node:crypto';
import { inTransaction } from '#server/database/connect.ts';
import { type Before, handle, handleBytes } from '#server/endpoint/handle.ts';
import { turns } from '#server/endpoint/turns.ts';
import { accept, Refused, refuse } from '#shared/problem.ts';
import { lockedTask } from './acting.ts';
import { addEvidenceFile, readEvidenceFile, taskKind } from './contract.ts';
import { addPiece } from './evidence.ts';
import { keepable, keptName } from './evidence-file.ts';
import { attributeColumns } from './store.ts';
import { awaitsFile, findVisibleFile } from './store-evidence.ts';

// A picture of 50 million pixels takes 200 MB and a second of a core while it is decoded.
const decoding = turns({ atOnce: 2, waiting: 20 });

type Ids = { readonly taskId: string; readonly evidenceId: string };

/** Before the transaction, so that no lock waits for a decoder; only where the owner's own work will need it. */
async function prepare({ actor, db }: Before, { params, body }: { params: Ids; body: unknown }) {
  const isWanted = await inTransaction(db, (tx) => awaitsFile(tx, params, actor.agencyId));
  return isWanted ? decoding(() => keepable(body)) : null;
}

const adding = handle(
  addEvidenceFile,
  async (context, { params, query, body }, prepared) => {
    const { taskId, evidenceId: id } = params;
    const task = await lockedTask(context, taskId);
    if (!(body instanceof Uint8Array)) throw new Refused(refuse('task.evidence-file'));
    const sha256 = createHash('sha256').update(body).digest('hex');
    const { name, text = '' } = query;
    await addPiece(context, task, { id, asked: { id, kind: 'file', name, text, sha256 } }, async () => {
      // Handed over to us between the look and the transaction: the next try finds it.
      if (prepared === null) throw new Refused(refuse('server.unavailable'));
      const { bytes, type } = accept(prepared);
      const hash = await context.files.put(bytes);
      const file = { sha256: hash, name: keptName(name, type), bytes: bytes.length, type };
      return { id, kind: 'file', text: text.trim(), url: null, count: null, unit: null, file };
    });
    return { id };
  },
  { prepare },
);

const reading = handleBytes(readEvidenceFile, async (context, { params }) => {
  const file = await findVisibleFile(context.tx, params, context.visible(taskKind, attributeColumns));
  const body = file && (await context.files.get(file.sha256));
  if (!file || !body) throw new Refused(refuse('not-found'));
  return { contentType: file.type, body, fileName: file.name, cacheControl: 'private, no-store' };
});

export const fileRoutes = [adding, reading];
