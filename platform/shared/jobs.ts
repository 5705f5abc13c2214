/** Work that takes longer than an answer: it waits, runs, tells how far it is, can be cancelled, and survives a restart. */
import { command, list, query } from './endpoint.ts';
import { eventType } from './event.ts';
import { permission } from './permission.ts';
import { FieldError } from './problem.ts';
import { Id, Instant, Localized, nullable, object, oneOf, type Static, Type } from './schema.ts';
import { columns } from './table.ts';
import { byReach, can, recordKind } from './visibility.ts';

export const jobStates = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const;
export const JobState = oneOf(jobStates);
export type JobState = Static<typeof JobState>;

/** Whether nothing more will happen to it by itself. */
export function isOver(state: JobState): boolean {
  return state !== 'waiting' && state !== 'running';
}

/** How far a job is, without what it is about. */
const progress = {
  id: Id,
  /** room.what-it-does */
  kind: Type.String(),
  title: Localized,
  state: JobState,
  /** Of `total`, in whatever the job counts; null while it does not know how much there is. */
  done: Type.Integer(),
  total: nullable(Type.Integer()),
  attempts: Type.Integer(),
  /** A stable code of what went wrong last; a job that waits has it when it will be tried again. */
  failure: nullable(Type.String()),
  cancelAsked: Type.Boolean(),
  askedAt: Instant,
  startedAt: nullable(Instant),
  endedAt: nullable(Instant),
  /** When it may begin, or be tried again. */
  runAt: Instant,
};

export const JobRow = object({
  ...progress,
  note: nullable(Localized),
  /** The page on which its result stands. */
  link: nullable(Type.String()),
});
export type JobRow = Static<typeof JobRow>;

/** One job, for whoever asked for it. */
export const JobView = object({
  ...JobRow.properties,
  /** Why it was refused, in words; null unless it was. */
  problem: nullable(object({ code: Type.String(), detail: Localized, errors: Type.Array(FieldError) })),
});
export type JobView = Static<typeof JobView>;

/** Held by nobody: a job is seen by whoever asked for it. */
const ownJobs = permission('job.own', [], {
  id: 'Melihat dan membatalkan pekerjaan sendiri',
  en: 'See and cancel own jobs',
});
export const jobKind = recordKind({
  name: 'job',
  read: ownJobs,
  attributes: ['by'],
  visibleTo: (actor) => [can({ by: { $eq: actor.userId } })],
});

const both = (id: string, en: string): Localized => ({ id, en });
export const jobAsked = eventType({
  name: 'job.asked.v1',
  of: jobKind,
  fields: { kind: 'open' },
  text: both('Pekerjaan diminta', 'A job was asked for'),
});
/** Of a job that the server does by its own schedule only a failure is told. */
export const jobEnded = eventType({
  name: 'job.ended.v1',
  of: jobKind,
  fields: { kind: 'open', state: 'open', failure: 'open', attempts: 'open' },
  text: both('Pekerjaan berakhir', 'A job ended'),
});
export const jobCancelAsked = eventType({
  name: 'job.cancel-asked.v1',
  of: jobKind,
  fields: { kind: 'open' },
  text: both('Pembatalan pekerjaan diminta', 'A job was told to stop'),
});
export const jobRetried = eventType({
  name: 'job.retried.v1',
  of: jobKind,
  fields: { kind: 'open', failure: 'open' },
  text: both('Pekerjaan diulang', 'A job was started again'),
});

const STATES = {
  waiting: both('Menunggu', 'Waiting'),
  running: both('Berjalan', 'Running'),
  done: both('Selesai', 'Done'),
  failed: both('Gagal', 'Failed'),
  cancelled: both('Dibatalkan', 'Cancelled'),
} as const satisfies Readonly<Record<JobState, Localized>>;

const COLUMNS = columns({
  id: { title: both('Nomor', 'Id'), type: 'id', hidden: true },
  kind: { title: both('Pekerjaan', 'Job'), type: 'text' },
  state: { title: both('Keadaan', 'State'), type: 'choice', choices: STATES },
  done: { title: both('Kemajuan', 'Progress'), type: 'number' },
  failure: { title: both('Kode kesalahan', 'Error code'), type: 'text' },
  askedAt: { title: both('Diminta', 'Asked for'), type: 'instant' },
  endedAt: { title: both('Berakhir', 'Ended'), type: 'instant' },
  startedAt: { title: both('Dimulai', 'Started'), type: 'instant', quiet: true },
  runAt: { title: both('Jadwal mulai', 'Due'), type: 'instant', quiet: true },
  attempts: { title: both('Kali dicoba', 'Tries'), type: 'number', quiet: true },
});

/** The page of the operations room on which everybody's own jobs stand. */
export const OWN_JOBS_PATH = 'pekerjaan-saya';

export const listOwnJobs = list({
  name: 'jobs.listOwn',
  path: '/api/jobs',
  summary: both('Pekerjaan saya', 'My jobs'),
  access: 'signed-in',
  row: JobRow,
  columns: COLUMNS,
});
export const readJob = query({
  name: 'jobs.read',
  path: '/api/jobs/:jobId',
  summary: both('Satu pekerjaan saya', 'One job of mine'),
  access: 'signed-in',
  params: { jobId: Id },
  reply: JobView,
});
export const cancelJob = command({
  name: 'jobs.cancel',
  path: '/api/jobs/:jobId/cancel',
  summary: both('Batalkan pekerjaan saya', 'Cancel a job of mine'),
  access: 'signed-in',
  params: { jobId: Id },
  body: object({}),
  reply: JobView,
  records: [jobCancelAsked, jobEnded],
});
export const retryJob = command({
  name: 'jobs.retry',
  path: '/api/jobs/:jobId/retry',
  summary: both('Ulangi pekerjaan saya yang gagal', 'Start a failed job of mine again'),
  access: 'signed-in',
  params: { jobId: Id },
  body: object({}),
  reply: JobView,
  records: [jobRetried],
});

/** What lies in the file store. `unneeded`: nothing refers to it and it is older than a day; it goes with the next round. */
export const FileUse = object({
  files: Type.Integer(),
  bytes: Type.Integer(),
  unneeded: Type.Integer(),
  unneededBytes: Type.Integer(),
});

/**
 * Doors for those who look after a server: which jobs there are and how they fare, nothing of what they are about.
 * @param administrators roles; nobody else learns that these doors are there
 */
export function jobUpkeepDoors(administrators: readonly string[]) {
  const manage = permission('system.jobs', administrators, {
    id: 'Melihat, membatalkan dan mengulang pekerjaan server, tanpa isinya',
    en: 'See, cancel and repeat the jobs of the server, without their content',
  });
  const kind = recordKind({
    name: 'job-upkeep',
    read: manage,
    attributes: [],
    visibleTo: byReach(manage, {}),
  });
  const body = object({ ids: Type.Array(Id, { minItems: 1, maxItems: 200 }) });
  const listJobs = list({
    name: 'system.listJobs',
    path: '/api/system/jobs',
    summary: both('Pekerjaan server', 'Jobs of the server'),
    access: manage,
    row: object({ ...progress, scheduled: Type.Boolean() }),
    columns: COLUMNS,
  });
  const cancelJobs = command({
    name: 'system.cancelJobs',
    path: '/api/system/jobs/cancel',
    summary: both('Batalkan pekerjaan', 'Cancel jobs'),
    access: manage,
    body,
    reply: object({ cancelled: Type.Integer() }),
    records: [jobCancelAsked, jobEnded],
    refusals: ['not-found'],
  });
  const retryJobs = command({
    name: 'system.retryJobs',
    path: '/api/system/jobs/retry',
    summary: both('Ulangi pekerjaan yang gagal atau dibatalkan', 'Start failed or cancelled jobs again'),
    access: manage,
    body,
    reply: object({ retried: Type.Integer() }),
    records: [jobRetried],
    refusals: ['not-found'],
  });
  const readFileUse = query({
    name: 'system.readFileUse',
    path: '/api/system/files',
    summary: both('Berkas di server, dan yang akan dihapus', 'Files of the server, and those to be removed'),
    access: manage,
    reply: FileUse,
  });
  return { manage, kind, listJobs, cancelJobs, retryJobs, readFileUse };
}
