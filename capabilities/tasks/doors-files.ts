/** The doors of evidence that is a file: in from its owner, out to those who see the task. */
import { Bytes, command, query } from '#shared/endpoint.ts';
import { Id, line, object, paragraph, Type } from '#shared/schema.ts';
import { taskEvidenceAdded } from './events.ts';
import { taskRead, taskWork } from './rights.ts';

export const EVIDENCE_FILE_LIMIT_BYTES = 12_582_912;
/** What lies above is a bomb or a poster. */
export const EVIDENCE_LIMIT_PIXELS = 50_000_000;

/** PDF, JPEG, PNG or WebP by its content. A picture is kept as JPEG, without what the camera wrote into it. */
export const addEvidenceFile = command({
  name: 'tasks.addEvidenceFile',
  path: '/api/tasks/:taskId/evidence-files/:evidenceId',
  summary: { id: 'Tambahkan berkas sebagai bukti', en: 'Add a file as evidence' },
  access: taskWork,
  params: { taskId: Id, evidenceId: Id },
  query: { name: line(150), text: Type.Optional(paragraph(2000)) },
  body: Bytes,
  bodyType: 'bytes',
  bodyLimit: EVIDENCE_FILE_LIMIT_BYTES,
  reply: object({ id: Id }),
  records: [taskEvidenceAdded],
  refusals: ['task.not-yours', 'task.state', 'task.evidence-taken', 'task.evidence-file'],
});

export const readEvidenceFile = query({
  name: 'tasks.readEvidenceFile',
  path: '/api/tasks/:taskId/evidence-files/:evidenceId',
  summary: { id: 'Berkas bukti', en: 'A file that is evidence' },
  access: taskRead,
  params: { taskId: Id, evidenceId: Id },
  reply: Bytes,
  replyType: 'bytes',
});
