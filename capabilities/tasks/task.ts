/** What a task consists of: an undertaking of one agency that another, or it itself, asked for. */
import { Due } from '#rooms/operations/contract.ts';
import {
  AreaCode,
  Id,
  Instant,
  type Localized,
  line,
  nullable,
  object,
  oneOf,
  PlainDate,
  paragraph,
  type Static,
  Type,
} from '#shared/schema.ts';

/**
 * offered: waits for the owner. countered: the owner named another day or measure, the asker answers. agreed: accepted, not
 * begun. awaiting-plenary: accepted by KPU or Bawaslu, binding when their plenary confirms it. in-work, done (by the owner,
 * with evidence), confirmed (by the asker). refused (by the owner, with a reason). dropped (ended before it was done, with
 * a reason).
 */
export const taskStates = [
  'offered',
  'countered',
  'awaiting-plenary',
  'agreed',
  'in-work',
  'done',
  'confirmed',
  'refused',
  'dropped',
] as const;
export type TaskState = (typeof taskStates)[number];
export const stateWords = {
  offered: { id: 'ditawarkan', en: 'offered' },
  countered: { id: 'usul balik', en: 'countered' },
  'awaiting-plenary': { id: 'menunggu pleno', en: 'awaiting plenary' },
  agreed: { id: 'disepakati', en: 'agreed' },
  'in-work': { id: 'dikerjakan', en: 'in work' },
  done: { id: 'selesai, menunggu konfirmasi', en: 'done, awaiting confirmation' },
  confirmed: { id: 'dikonfirmasi', en: 'confirmed' },
  refused: { id: 'ditolak', en: 'refused' },
  dropped: { id: 'dibatalkan', en: 'dropped' },
} as const satisfies Record<TaskState, Localized>;

/** Where nobody has anything to do any more. */
export const closedStates = ['confirmed', 'refused', 'dropped'] as const satisfies readonly TaskState[];

/** Whose move it is, told from the state alone: one of the two agencies, or nobody. */
export const turns = ['owner', 'asker', 'nobody'] as const;
export type Turn = (typeof turns)[number];
export const turnWords = {
  owner: { id: 'pelaksana', en: 'owner' },
  asker: { id: 'peminta', en: 'asker' },
  nobody: { id: 'tidak ada', en: 'nobody' },
} as const satisfies Record<Turn, Localized>;

/** What it came from. `own`: somebody wrote it here. */
export const originKinds = [
  'own',
  'agreement',
  'direction',
  'question',
  'checklist',
  'incident',
  'deadline',
  'playbook',
] as const;
export type OriginKind = (typeof originKinds)[number];
export const originWords = {
  own: { id: 'langsung', en: 'directly' },
  agreement: { id: 'kesepakatan', en: 'agreement' },
  direction: { id: 'penekanan', en: 'direction' },
  question: { id: 'pertanyaan', en: 'question' },
  checklist: { id: 'daftar periksa', en: 'checklist' },
  incident: { id: 'kejadian', en: 'incident' },
  deadline: { id: 'tenggat', en: 'deadline' },
  playbook: { id: 'pedoman tindakan', en: 'playbook' },
} as const satisfies Record<OriginKind, Localized>;

/** Who else sees it. The two agencies of a task always do. */
export const sharings = ['all', 'named', 'own'] as const;
export type Sharing = (typeof sharings)[number];
export const sharingWords = {
  all: { id: 'semua instansi', en: 'all agencies' },
  named: { id: 'instansi yang disebut', en: 'named agencies' },
  own: { id: 'kedua instansi saja', en: 'the two agencies alone' },
} as const satisfies Record<Sharing, Localized>;

/** What the work is about, as readiness counts it. */
export const themes = [
  'planning',
  'personnel',
  'logistics',
  'security',
  'information',
  'legal',
  'other',
] as const;
export type Theme = (typeof themes)[number];
export const themeWords = {
  planning: { id: 'perencanaan', en: 'planning' },
  personnel: { id: 'personel', en: 'personnel' },
  logistics: { id: 'logistik', en: 'logistics' },
  security: { id: 'pengamanan', en: 'security' },
  information: { id: 'informasi dan sosialisasi', en: 'information and outreach' },
  legal: { id: 'hukum dan anggaran', en: 'law and money' },
  other: { id: 'lainnya', en: 'other' },
} as const satisfies Record<Theme, Localized>;

export const Party = object({ id: Id, name: Type.String() });
export type Party = Static<typeof Party>;

/** Evidence that is said, and evidence that lies there. */
export const saidKinds = ['note', 'link', 'count'] as const;
export type SaidKind = (typeof saidKinds)[number];
export const evidenceKinds = [...saidKinds, 'file'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];
export const evidenceWords = {
  note: { id: 'keterangan', en: 'note' },
  link: { id: 'tautan', en: 'link' },
  count: { id: 'jumlah', en: 'count' },
  file: { id: 'berkas', en: 'file' },
} as const satisfies Record<EvidenceKind, Localized>;

/** Never removed: what was withdrawn stays, struck, with its reason. */
export const Evidence = object({
  id: Id,
  kind: oneOf(evidenceKinds),
  /** What it says or is called. */
  text: Type.String(),
  url: nullable(Type.String()),
  count: nullable(Type.Number()),
  unit: nullable(Type.String()),
  /** Name and size in bytes of a stored file. */
  file: nullable(object({ name: Type.String(), bytes: Type.Integer(), type: Type.String() })),
  by: Type.String(),
  agencyId: Id,
  at: Instant,
  operationAt: Instant,
  withdrawn: nullable(object({ reason: Type.String(), by: Type.String(), operationAt: Instant })),
});
export type Evidence = Static<typeof Evidence>;

/** What the other side is asked to agree to: a counter-proposal, or a change of what was agreed. */
export const Proposed = object({
  due: nullable(Due),
  dueDay: nullable(PlainDate),
  measure: Type.String(),
  reason: Type.String(),
  by: Party,
  operationAt: Instant,
});
export type Proposed = Static<typeof Proposed>;

export const HandOver = object({ to: Party, reason: Type.String(), operationAt: Instant });

/** One line of what was done, oldest first; `what` is the event without its room and version. */
export const Entry = object({
  id: Id,
  what: Type.String(),
  by: nullable(Type.String()),
  agency: nullable(Type.String()),
  text: nullable(Type.String()),
  at: Instant,
  operationAt: Instant,
});
export type Entry = Static<typeof Entry>;

/** What somebody who asks has to say of it. */
export const NewTask = object({
  id: Id,
  operationId: Id,
  title: line(200),
  detail: paragraph(4000),
  /** Agency that is asked to do it; one's own for an own task, which is agreed at once. */
  ownerId: Id,
  area: AreaCode,
  stage: nullable(Type.String({ maxLength: 60 })),
  theme: oneOf(themes),
  due: nullable(Due),
  /** When it counts as done, in words: "all 2,471 TPS have a guard". */
  measure: line(300),
  weight: Type.Integer({ minimum: 1, maximum: 100 }),
  sharing: oneOf(sharings),
  /** With `named`: who else sees it. */
  readerIds: Type.Array(Id, { maxItems: 50, uniqueItems: true }),
});
export type NewTask = Static<typeof NewTask>;
