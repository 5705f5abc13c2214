/** What the journal is told about tasks. Free text of people stands apart. */
import { eventsOf } from '#shared/event.ts';
import { taskKind } from './rights.ts';

const said = eventsOf(taskKind);

/** By the asker: a new task, or an own one, which is agreed at once. */
export const taskOffered = said(
  'task.offered.v1',
  {
    code: 'open',
    title: 'personal',
    detail: 'personal',
    measure: 'personal',
    asker: 'open',
    owner: 'open',
    stage: 'open',
    theme: 'open',
    due: 'open',
    weight: 'open',
    sharing: 'open',
    origin: 'open',
    state: 'open',
  },
  { id: 'Tugas ditawarkan', en: 'Task offered' },
);
export const taskAccepted = said(
  'task.accepted.v1',
  { state: 'open' },
  { id: 'Tugas diterima', en: 'Task accepted' },
);
export const taskCountered = said(
  'task.countered.v1',
  { state: 'open', due: 'open', measure: 'personal', reason: 'personal' },
  { id: 'Tugas diusul balik', en: 'Counter-proposal to a task' },
);
/** The asker's answer to a counter-proposal: it stands as proposed, or the offer stands as it was. */
export const taskCounterAnswered = said(
  'task.counter-answered.v1',
  { state: 'open', accepted: 'open', due: 'open', measure: 'personal', reason: 'personal' },
  { id: 'Usul balik dijawab', en: 'Counter-proposal answered' },
);
export const taskRefused = said(
  'task.refused.v1',
  { state: 'open', reason: 'personal' },
  { id: 'Tugas ditolak', en: 'Task refused' },
);
export const taskPlenarySpoke = said(
  'task.plenary-spoke.v1',
  { state: 'open', confirmed: 'open', decision: 'open', reason: 'personal' },
  { id: 'Pleno memutuskan tugas', en: 'The plenary decided on a task' },
);
export const taskPersonNamed = said(
  'task.person-named.v1',
  { person: 'open' },
  { id: 'Penanggung jawab tugas disebut', en: 'Responsible person of a task named' },
);
export const taskStarted = said(
  'task.started.v1',
  { state: 'open' },
  { id: 'Tugas mulai dikerjakan', en: 'Work on a task begun' },
);
export const taskEvidenceAdded = said(
  'task.evidence-added.v1',
  {
    evidence: 'open',
    kind: 'open',
    text: 'personal',
    url: 'personal',
    count: 'open',
    unit: 'open',
    file: 'open',
  },
  { id: 'Bukti tugas ditambahkan', en: 'Evidence added to a task' },
);
export const taskEvidenceWithdrawn = said(
  'task.evidence-withdrawn.v1',
  { evidence: 'open', reason: 'personal' },
  { id: 'Bukti tugas ditarik', en: 'Evidence of a task withdrawn' },
);
export const taskDone = said('task.done.v1', { state: 'open' }, { id: 'Tugas selesai', en: 'Task done' });
export const taskConfirmed = said(
  'task.confirmed.v1',
  { state: 'open' },
  { id: 'Tugas dikonfirmasi', en: 'Task confirmed' },
);
export const taskReturned = said(
  'task.returned.v1',
  { state: 'open', reason: 'personal' },
  { id: 'Tugas dikembalikan', en: 'Task returned' },
);
export const taskHandOverOffered = said(
  'task.hand-over-offered.v1',
  { to: 'open', reason: 'personal' },
  { id: 'Serah terima tugas ditawarkan', en: 'Hand-over of a task offered' },
);
export const taskHandOverAnswered = said(
  'task.hand-over-answered.v1',
  { accepted: 'open', owner: 'open', state: 'open', reason: 'personal' },
  { id: 'Serah terima tugas dijawab', en: 'Hand-over of a task answered' },
);
/** Due and measure of what was agreed change only when both sides say so. */
export const taskChangeProposed = said(
  'task.change-proposed.v1',
  { due: 'open', measure: 'personal', reason: 'personal' },
  { id: 'Perubahan tugas diusulkan', en: 'Change of a task proposed' },
);
export const taskChangeAnswered = said(
  'task.change-answered.v1',
  { accepted: 'open', due: 'open', measure: 'personal', reason: 'personal' },
  { id: 'Usul perubahan tugas dijawab', en: 'Change of a task answered' },
);
/** Its stage was moved. */
export const taskDayMoved = said(
  'task.day-moved.v1',
  { dueDay: 'open' },
  { id: 'Tenggat tugas mengikuti tahapan', en: 'Due day of a task moved with its stage' },
);
export const taskNeedsSet = said(
  'task.needs-set.v1',
  { needs: 'open' },
  { id: 'Ketergantungan tugas diatur', en: 'Dependencies of a task set' },
);
export const taskDropped = said(
  'task.dropped.v1',
  { state: 'open', reason: 'personal' },
  { id: 'Tugas dibatalkan', en: 'Task dropped' },
);
