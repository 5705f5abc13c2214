/** The journal for those who audit: who changed and who read what, with proofs, and never a personal value. */
import { deskRoles, type Role, RoleText } from '#rooms/access/contract.ts';
import { list, query, type ReplyOf } from '#shared/endpoint.ts';
import { permission, type Reach, reachesOf } from '#shared/permission.ts';
import { Id, Instant, Localized, nullable, object, oneOf, Type } from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { type Conditions, can, cannot, type Rule, recordKind, within } from '#shared/visibility.ts';

const auditors: readonly Role[] = ['auditor'];
export const journalRead = permission('journal.read', auditors, {
  id: 'Membaca jurnal: siapa mengubah dan membaca apa, tanpa isi pribadi',
  en: 'Read the journal: who changed and read what, without personal content',
});
export const sealRead = permission('journal.seal', [...deskRoles, 'auditor', 'administrator'], {
  id: 'Melihat dan menyalin pengesahan jurnal',
  en: 'See and copy the checkpoints of the journal',
});

/**
 * What an auditor reads, told by where a leaf belongs. What happened in an operation: within their operations and areas,
 * and what concerns the whole of such an operation. What belongs to no operation and no area: everything when they are
 * bound to neither; otherwise what concerns the whole server (agencies, code lists, erasures, links of the console), what
 * concerns their own agency (its accounts and keys), and what is their own (jobs, calendar links). What is about their
 * own agency's people stays hidden from them here as in its own room, and is read by the auditors of others.
 */
export const leafKind = recordKind({
  name: 'journal-leaf',
  read: journalRead,
  attributes: ['operation', 'area', 'agency', 'owner', 'about'],
  visibleTo: (actor) => {
    const reaches = reachesOf(actor, journalRead);
    if (reaches.length === 0) return [];
    return [
      ...reaches.flatMap(placed),
      cannot(UNPLACED),
      ...reaches.flatMap(unplaced),
      ...(actor.userId === '' ? [] : [can({ ...UNPLACED, owner: { $eq: actor.userId } })]),
      ...(actor.agencyId === null ? [] : [cannot({ about: { $eq: actor.agencyId } })]),
    ];
  },
});

const UNPLACED: Conditions = { operation: { $eq: null }, area: { $eq: null } };

/** What happened in an operation or an area, and what concerns the whole of an operation. */
function placed({ operationId, areas }: Reach): readonly Rule[] {
  const operation: Conditions = operationId === null ? {} : { operation: { $eq: operationId } };
  if (areas.includes('')) return [can(operationId === null ? undefined : operation)];
  return [...areas.map(within), { $eq: null }].map((area) => can({ ...operation, area }));
}

/** What belongs to no operation and no area. */
function unplaced({ operationId, areas, agencyId }: Reach): readonly Rule[] {
  if (operationId === null && areas.includes('')) return [can(UNPLACED)];
  const agencies = agencyId === null ? [null] : [null, agencyId];
  return agencies.map((agency) => can({ ...UNPLACED, owner: { $eq: null }, agency: { $eq: agency } }));
}

/** Roles of people, and what acts without one. */
const actingAs = { ...RoleText, system: { id: 'Server', en: 'Server' } };
const title = (id: string, en: string) => ({ title: { id, en } });

export const listLeaves = list({
  name: 'audit.listLeaves',
  path: '/api/journal/leaves',
  summary: { id: 'Jurnal: siapa melakukan apa, kapan', en: 'The journal: who did what, and when' },
  access: journalRead,
  query: {
    /** Of this operation, and what belongs to none. */
    operationId: Type.Optional(Id),
    /** `reads`: only who read or opened something. */
    only: Type.Optional(oneOf(['reads'])),
  },
  row: object({
    index: Type.Integer(),
    id: Id,
    at: Instant,
    what: Type.String({ description: 'The event in words' }),
    event: Type.String(),
    kind: Type.String(),
    subject: Type.String(),
    person: nullable(Type.String()),
    personId: nullable(Type.String()),
    agency: nullable(Type.String()),
    agencyId: nullable(Type.String()),
    role: nullable(Type.String()),
    operation: nullable(Id),
    area: nullable(Type.String()),
  }),
  columns: columns({
    index: { ...title('No.', 'No.'), type: 'number' },
    at: { ...title('Waktu server', 'Server time'), type: 'instant' },
    what: { ...title('Kejadian', 'What happened'), type: 'text' },
    person: { ...title('Siapa', 'Who'), type: 'text' },
    agency: { ...title('Instansi', 'Agency'), type: 'text' },
    role: { ...title('Sebagai', 'Acting as'), type: 'choice', choices: actingAs },
    area: { ...title('Wilayah', 'Area'), type: 'area' },
    kind: { ...title('Jenis catatan', 'Kind of record'), type: 'text', quiet: true },
    subject: { ...title('Nomor catatan', 'Record'), type: 'text', quiet: true },
    event: { ...title('Kode kejadian', 'Event code'), type: 'text', quiet: true },
    id: { ...title('Nomor daun', 'Leaf id'), type: 'id', quiet: true },
    personId: { ...title('Nomor akun', 'Account id'), type: 'text', quiet: true },
    agencyId: { ...title('Nomor instansi', 'Agency id'), type: 'text', hidden: true },
    operation: { ...title('Operasi', 'Operation'), type: 'id', hidden: true },
  }),
});

const Apart = object({
  field: Type.String(),
  side: oneOf(['before', 'after']),
  class: oneOf(['personal', 'sealed']),
});

export const readLeaf = query({
  name: 'audit.readLeaf',
  path: '/api/journal/leaves/:leafId',
  summary: { id: 'Satu catatan jurnal dengan bytenya', en: 'One leaf of the journal with its bytes' },
  access: journalRead,
  params: { leafId: Id },
  reply: object({
    id: Id,
    index: Type.Integer(),
    /** Of the leaf, hexadecimal. */
    hash: Type.String(),
    /** The canonical bytes as text: UTF-8, and so exact. */
    text: Type.String(),
    what: Localized,
    person: Localized,
    agency: nullable(Type.String()),
    /** What ids in its fields are called: agencies and people. */
    names: Type.Array(object({ id: Id, name: Type.String() })),
    /** What codes in its fields are called, where a room knows. */
    codes: Type.Array(object({ field: Type.String(), code: Type.String(), text: Localized })),
    /** Values that still stand apart. A commitment in the leaf without its line here was erased. */
    apart: Type.Array(Apart),
  }),
  refusals: ['not-found'],
});

export type ShownLeaf = ReplyOf<typeof readLeaf>;

export const listCheckpoints = list({
  name: 'audit.listCheckpoints',
  path: '/api/journal/checkpoints',
  summary: { id: 'Pengesahan jurnal yang disimpan', en: 'The checkpoints of the journal that are kept' },
  access: sealRead,
  row: object({ size: Type.Integer(), at: Instant, root: Type.String(), note: Type.String() }),
  columns: columns({
    size: { ...title('Ukuran', 'Size'), type: 'number' },
    at: { ...title('Waktu', 'Time'), type: 'instant' },
    root: { ...title('Akar', 'Root'), type: 'text' },
    note: { ...title('Pengesahan', 'Checkpoint'), type: 'text', hidden: true },
  }),
});
