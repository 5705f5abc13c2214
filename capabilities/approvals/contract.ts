/** The two-person rule: what waits for a second person, and what was decided. The door of this room. */
import { command, list, query } from '#shared/endpoint.ts';
import { type EventType, eventType } from '#shared/event.ts';
import type { ProblemCatalogue } from '#shared/problem.ts';
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
  /** `take`: confirmed, and a part of it is the first person's to hand on. */
  mine: oneOf(['decide', 'take', 'withdraw', 'watch']),
});
export type ProposalRow = Static<typeof Row>;

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
  return {
    kind,
    made,
    decided,
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
    ...decidingDoors(decided),
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
function decidingDoors(decided: EventType) {
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

export const approvalProblems = {
  'approvals.same-person': {
    status: 409,
    id: 'Anda yang mengajukan. Orang lain harus memutusnya.',
    en: 'You proposed it. Somebody else has to decide.',
  },
  'approvals.wrong-agency': {
    status: 409,
    id: 'Orang kedua untuk hal ini harus {who}. Mintalah kepadanya.',
    en: 'The second person for this matter must be {whoEn}. Ask them.',
  },
  'approvals.too-young': {
    status: 409,
    id: 'Akun Anda baru dibuka. Ia dapat menyetujui sebagai orang kedua sesudah {hours} jam lagi. Mintalah rekan yang akunnya lebih lama.',
    en: 'Your account is new. It can confirm as the second person after {hours} more hours. Ask a colleague whose account is older.',
  },
  'approvals.made-by-first': {
    status: 409,
    id: 'Akun Anda dibuka, dipulihkan, atau diikat oleh yang mengajukan, jadi Anda bukan orang kedua baginya. Mintalah rekan yang akunnya tidak dari dia, atau minta orang lain mengajukannya.',
    en: 'Your account was opened, recovered or bound by whoever proposed this, so you are no second person to them. Ask a colleague whose account does not come from them, or somebody else to propose it.',
  },
  'approvals.made-first': {
    status: 409,
    id: 'Anda yang membuka, memulihkan, atau mengikat akun yang mengajukan, jadi Anda bukan orang kedua baginya. Mintalah rekan yang lain memutusnya.',
    en: 'You opened, recovered or bound the account that proposed this, so you are no second person to it. Ask another colleague to decide.',
  },
  'approvals.not-waiting': {
    status: 409,
    id: 'Sudah diputus, ditarik, atau lewat waktu. Muat ulang daftarnya; bila masih perlu, ajukan lagi.',
    en: 'It was decided, withdrawn or has lapsed. Reload the list; propose it anew where it is still needed.',
  },
  'approvals.already-waiting': {
    status: 409,
    id: 'Hal yang sama sudah diajukan dan menunggu orang kedua. Lihat di Persetujuan.',
    en: 'The same matter waits for a second person already. Look under Approvals.',
  },
  'approvals.id-taken': {
    status: 409,
    id: 'Nomor ini sudah dipakai untuk hal lain. Muat ulang halaman, lalu ajukan lagi.',
    en: 'This id stands for another matter. Reload the page and propose again.',
  },
} as const satisfies ProblemCatalogue;
