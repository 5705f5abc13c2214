/** Evidence of a task: added by its owner, withdrawn by whoever added it, never removed. */
import { contentHashOf } from '#server/endpoint/content-hash.ts';
import type { Context } from '#server/endpoint/context.ts';
import type { Values } from '#server/journal/record.ts';
import type { Json } from '#shared/canonical-json.ts';
import type { BodyOf } from '#shared/endpoint.ts';
import { accept, Refused, refuse } from '#shared/problem.ts';
import { perform } from './acting.ts';
import { type addEvidence as door, taskEvidenceAdded, taskEvidenceWithdrawn } from './contract.ts';
import { decide } from './rules.ts';
import type { Locked } from './store.ts';
import { findEvidence, insertEvidence, type NewEvidence, withdraw } from './store-evidence.ts';
import { doerIn } from './terms.ts';

type Asked = BodyOf<typeof door>;

export async function addEvidence(context: Context, task: Locked, asked: Asked): Promise<void> {
  await addPiece(context, task, { id: asked.id, asked }, async () => saidBy(asked));
}

/**
 * @param piece its id, and what was asked for, by which the same request is known again
 * @param tell what it says; asked once the rules let whoever asks add it
 */
export async function addPiece(
  context: Context,
  task: Locked,
  piece: { readonly id: string; readonly asked: Readonly<Record<string, Json>> },
  tell: () => Promise<Told>,
): Promise<void> {
  const contentHash = contentHashOf({ task: task.id, ...piece.asked });
  const earlier = await findEvidence(context.tx, piece.id);
  const isSame = earlier?.byUser === context.actor.userId && earlier.contentHash.equals(contentHash);
  if (isSame) return context.unchanged();
  const { userId, agencyId } = context.actor;
  accept(decide(task, 'evidence', { userId, agencyId }));
  if (earlier) throw new Refused(refuse('task.evidence-taken'));
  const told = await tell();
  const doer = await doerIn(context, task.operationId);
  const { at, operationAt } = doer;
  const byName = doer.byName ?? doer.agency?.name ?? '';
  const made = { ...told, taskId: task.id, byUser: doer.byUser, byName, agencyId: agencyId ?? task.owner.id };
  const isNew = await insertEvidence(context.tx, { ...made, at, operationAt, contentHash });
  // Another task's evidence took the id at the same moment.
  if (!isNew) throw new Refused(refuse('task.evidence-taken'));
  await perform(
    context,
    task,
    { act: 'evidence', event: taskEvidenceAdded, fields: () => fieldsOf(told), text: wordsOf(told) },
    doer,
  );
}

type Told = Pick<NewEvidence, 'id' | 'kind' | 'text' | 'url' | 'count' | 'unit' | 'file'>;

/** What a piece of its kind has to say. @throws Refused when it does not */
function saidBy({ id, kind, text, url, count, unit }: Asked): Told {
  const told = { id, kind, text: text.trim(), url: null, count: null, unit: null, file: null };
  if (kind === 'link' && url !== null) return { ...told, url };
  if (kind === 'count' && count !== null && unit !== null && unit.trim() !== '')
    return { ...told, count, unit: unit.trim() };
  if (kind === 'note' && told.text !== '') return told;
  throw new Refused(refuse('task.evidence-empty'));
}

/** `file`: the hash of what is kept. Its name is somebody's words, and stands with them. */
function fieldsOf({ id: evidence, kind, text, url, count, unit, file }: Told): Values {
  const words = [file?.name ?? '', text].filter((part) => part !== '').join(' · ');
  return { evidence, kind, text: words === '' ? null : words, url, count, unit, file: file?.sha256 ?? null };
}

function wordsOf({ kind, text, url, count, unit, file }: Told): string {
  const fact = kind === 'count' ? `${count} ${unit}` : (file?.name ?? url);
  return [fact, text].filter((part) => part !== null && part !== '').join(' · ');
}

export async function withdrawEvidence(
  context: Context,
  task: Locked,
  { evidenceId, reason }: { evidenceId: string; reason: string },
): Promise<void> {
  const evidence = await findEvidence(context.tx, evidenceId);
  if (evidence?.taskId !== task.id) throw new Refused(refuse('not-found'));
  const { userId, agencyId } = context.actor;
  accept(decide(task, 'evidence', { userId, agencyId }));
  if (evidence.agencyId !== agencyId) throw new Refused(refuse('task.evidence-not-yours'));
  if (evidence.isWithdrawn) return context.unchanged();
  const doer = await doerIn(context, task.operationId);
  const by = doer.byName ?? doer.agency?.name ?? '';
  await withdraw(context.tx, evidenceId, { reason, by, operationAt: doer.operationAt });
  const fields = () => ({ evidence: evidenceId, reason });
  await perform(context, task, { act: 'evidence', event: taskEvidenceWithdrawn, fields, text: reason }, doer);
}
