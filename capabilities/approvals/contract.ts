/** The two-person rule: what waits for a second person, and what was decided. The door of this room. */
import { command, list, query } from '#shared/endpoint.ts';
import { type EventType, eventType } from '#shared/event.ts';
import { Id, Instant, type Localized, nullable, object, oneOf, type Static, Type } from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import type { TwoPersons } from '#shared/two-persons.ts';
import { recordKind } from '#shared/visibility.ts';
import { openApprovals } from './rights.ts';
import { PROPOSAL_ATTRIBUTES, visibleProposals } from './visible.ts';

export const stateWords = {
  waiting: { id: 'Menunggu orang kedua', en: 'Waits for a second person' },
  confirmed: { id: 'Disetujui dan dijalankan', en: 'Confirmed and carried out' },
  refused: { id: 'Ditolak', en: 'Refused' },
  withdrawn: { id: 'Ditarik', en: 'Withdrawn' },
  lapsed: { id: 'Lewat waktu', en: 'Lapsed' },
} as const satisfies Readonly<Record<string, Localized>>;
export const ProposalState = oneOf(['waiting', 'confirmed', 'refused', 'withdrawn', 'lapsed']);
export type ProposalState = Static<typeof ProposalState>;

// Ten letters: "ok" explains nothing to the second person, nor to an auditor.
const Reason = Type.String({
  minLength: 10,
  maxLength: 1_000,
  pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$',
});

const Row = object({
  id: Id,
  action: Type.String({ description: 'Name of the action: room.verb-noun' }),
  actionName: Type.String(),
  actionNameEn: Type.String(),
  summary: Type.String(),
  summaryEn: Type.String(),
  effect: Type.String({ description: 'What happens when it is confirmed' }),
  effectEn: Type.String(),
  reason: Type.String(),
  state: ProposalState,
  proposedName: Type.String(),
  proposedAt: Instant,
  lapsesAt: Instant,
  decidedName: nullable(Type.String()),
  decidedAt: nullable(Instant),
  decisionReason: nullable(Type.String()),
  area: nullable(Type.String()),
  /** Whether one of the two accounts was new, or had its role from the other. */
  newcomer: oneOf(['yes', 'no']),
  /** Days since the account was opened, on that day; null where that was long ago. */
  firstDays: nullable(Type.Integer()),
  secondDays: nullable(Type.Integer()),
  given: oneOf(['yes', 'no']),
  /** `take`: confirmed, and a part of it is the first person's to hand on. */
  mine: oneOf(['decide', 'take', 'withdraw', 'watch']),
});
export type ProposalRow = Static<typeof Row>;

const yesNo = { yes: { id: 'Ya', en: 'Yes' }, no: { id: 'Tidak', en: 'No' } };
const COLUMNS = columns({
  id: { title: { id: 'Nomor', en: 'Id' }, type: 'id', hidden: true },
  state: { title: { id: 'Keadaan', en: 'State' }, type: 'choice', choices: stateWords },
  mine: {
    title: { id: 'Giliran', en: 'Turn' },
    type: 'choice',
    choices: {
      decide: { id: 'Menunggu saya', en: 'Waits for me' },
      take: { id: 'Bagian saya siap', en: 'My part is ready' },
      withdraw: { id: 'Saya ajukan', en: 'Proposed by me' },
      watch: { id: 'Orang lain', en: 'Others' },
    },
  },
  actionName: { title: { id: 'Tindakan', en: 'Action' }, type: 'text' },
  actionNameEn: { title: { id: 'Tindakan (Inggris)', en: 'Action (English)' }, type: 'text', quiet: true },
  summary: { title: { id: 'Hal', en: 'Matter' }, type: 'text' },
  summaryEn: { title: { id: 'Hal (Inggris)', en: 'Matter (English)' }, type: 'text', quiet: true },
  reason: { title: { id: 'Alasan', en: 'Reason' }, type: 'text' },
  proposedName: { title: { id: 'Diajukan oleh', en: 'Proposed by' }, type: 'text' },
  proposedAt: { title: { id: 'Diajukan', en: 'Proposed' }, type: 'instant' },
  lapsesAt: { title: { id: 'Berlaku sampai', en: 'Open until' }, type: 'instant' },
  decidedName: { title: { id: 'Diputus oleh', en: 'Decided by' }, type: 'text', quiet: true },
  decidedAt: { title: { id: 'Diputus', en: 'Decided' }, type: 'instant', quiet: true },
  decisionReason: { title: { id: 'Catatan', en: 'Note' }, type: 'text', quiet: true },
  area: { title: { id: 'Wilayah', en: 'Area' }, type: 'area', quiet: true },
  newcomer: { title: { id: 'Akun baru', en: 'New account' }, type: 'choice', choices: yesNo },
  firstDays: {
    title: { id: 'Umur akun pengaju (hari)', en: 'Age of the first account (days)' },
    type: 'number',
    quiet: true,
  },
  secondDays: {
    title: { id: 'Umur akun pemutus (hari)', en: 'Age of the second account (days)' },
    type: 'number',
    quiet: true,
  },
  given: {
    title: { id: 'Peran dari orang pertama atau kedua', en: 'Role given by one to the other' },
    type: 'choice',
    choices: yesNo,
    quiet: true,
  },
});

/** The doors for these actions. */
export function approvalDoors(actions: readonly TwoPersons[]) {
  const kind = recordKind({
    name: 'proposal',
    read: openApprovals,
    attributes: PROPOSAL_ATTRIBUTES,
    visibleTo: (actor) => visibleProposals(actor, actions),
  });
  const told = (what: string, text: Localized) =>
    eventType({
      name: `proposal.${what}.v1`,
      of: kind,
      fields: { action: 'open', matter: 'open', state: 'open', reason: 'personal' },
      text,
    });
  const made = told('made', { id: 'Tindakan dua orang diajukan', en: 'A two-person action was proposed' });
  const decided = told('decided', {
    id: 'Tindakan dua orang diputus',
    en: 'A two-person action was decided',
  });
  const newcomer = eventType({
    name: 'proposal.newcomer-noted.v1',
    of: kind,
    fields: { action: 'open', firstDays: 'open', secondDays: 'open', given: 'open' },
    text: {
      id: 'Tindakan dua orang disetujui dengan akun baru, atau yang perannya dari orang satunya',
      en: 'A two-person action was confirmed with a new account, or one whose role came from the other',
    },
  });
  return {
    kind,
    made,
    decided,
    newcomer,
    listProposals: list({
      name: 'approvals.list',
      path: '/api/proposals',
      summary: { id: 'Hal yang menunggu atau sudah diputus orang kedua', en: 'Matters for a second person' },
      access: openApprovals,
      row: Row,
      columns: COLUMNS,
    }),
    readMatter,
    propose: command({
      name: 'approvals.propose',
      path: '/api/proposals',
      summary: { id: 'Ajukan tindakan yang memerlukan dua orang', en: 'Propose an action that needs two' },
      access: openApprovals,
      body: object({
        id: Id,
        action: Type.String({ maxLength: 80 }),
        input: Type.Unknown({ description: 'As the action asks for it' }),
        reason: Reason,
      }),
      reply: object({ id: Id, lapsesAt: Instant }),
      records: [made],
      refusals: ['access.confirm-first', 'approvals.already-waiting', 'approvals.id-taken'],
    }),
    ...decidingDoors(decided, newcomer),
  };
}

const Said = object({ id: Type.String(), en: Type.String() });
export const readMatter = query({
  name: 'approvals.readMatter',
  path: '/api/proposals/:proposalId/matter',
  summary: {
    id: 'Isi satu hal: jenis catatan, isian, jumlah',
    en: 'What a matter holds: kinds, fields, numbers',
  },
  access: openApprovals,
  params: { proposalId: Id },
  reply: object({
    kinds: Type.Array(
      object({
        title: Said,
        /** Records of this kind. */
        total: Type.Integer(),
        fields: Type.Array(object({ what: Said, count: Type.Integer() })),
        /** Those of them that the asker may open. */
        records: Type.Array(object({ code: Type.String(), path: Type.String() })),
      }),
    ),
  }),
  refusals: ['not-found'],
});

/** What the second person does, and what the first may still do. */
function decidingDoors(decided: EventType, newcomer: EventType) {
  const common = { access: openApprovals, reply: object({ state: ProposalState }), records: [decided] };
  const params = { proposalId: Id };
  return {
    confirmProposal: command({
      ...common,
      name: 'approvals.confirm',
      path: '/api/proposals/:proposalId/confirm',
      summary: {
        id: 'Setujui sebagai orang kedua; tindakan langsung dijalankan',
        en: 'Confirm and carry out',
      },
      params,
      body: object({}),
      reply: object({ state: ProposalState, result: Handed }),
      records: [decided, newcomer],
      refusals: CONFIRMING,
      // What the second person is handed can be a secret link; it is made again on a resend, never stored.
      resend: 'refused-by-rule',
    }),
    takeShare: command({
      ...common,
      name: 'approvals.takeShare',
      path: '/api/proposals/:proposalId/share',
      summary: {
        id: 'Ambil bagian saya dari yang sudah disetujui',
        en: 'Fetch my part of what was confirmed',
      },
      params,
      body: object({}),
      reply: object({ result: Handed }),
      records: [],
      refusals: ['access.confirm-first'],
      resend: 'refused-by-rule',
    }),
    refuseProposal: command({
      ...common,
      name: 'approvals.refuse',
      path: '/api/proposals/:proposalId/refuse',
      summary: { id: 'Tolak sebagai orang kedua', en: 'Refuse as the second person' },
      params,
      body: object({ reason: Reason }),
      refusals: DECIDING,
    }),
    withdrawProposal: command({
      ...common,
      name: 'approvals.withdraw',
      path: '/api/proposals/:proposalId/withdraw',
      summary: { id: 'Tarik yang saya ajukan', en: 'Withdraw what I proposed' },
      params,
      body: object({}),
      refusals: ['approvals.not-waiting'],
    }),
  };
}

const Handed = Type.Record(Type.String(), Type.Unknown());
const DECIDING = ['approvals.same-person', 'approvals.wrong-agency', 'approvals.not-waiting'];
const CONFIRMING = [
  ...DECIDING,
  'access.confirm-first',
  'approvals.too-young',
  'approvals.made-by-first',
  'approvals.made-first',
];

/** For screens: paths and shapes, without the actions, which only the server knows. */
export const { listProposals, propose, confirmProposal, takeShare, refuseProposal, withdrawProposal } =
  approvalDoors([]);
