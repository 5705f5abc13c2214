/** What an operation secures and with whom, as it is restated after opening: elections, phases, owner agencies. */
import { command, list } from '#shared/endpoint.ts';
import { eventType } from '#shared/event.ts';
import {
  AreaCode,
  Id,
  line,
  nullable,
  object,
  oneOf,
  PlainDate,
  Standing,
  type Static,
  Type,
} from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { operationDisown, operationKind, operationRead, operationRevise } from './contract.ts';
import { Election, Key, Phase } from './opening.ts';
import { madeOf, operationParams, sourceColumn, standingColumn } from './statements.ts';
import { electionWords, standingOfElection } from './vocabulary.ts';

/** The version that a change was made from; null: said for the first time. A newer one refuses it. */
const MadeFrom = nullable(Type.Integer({ minimum: 1 }));
const Versioned = object({ version: Type.Integer() });

export const StateElection = object({ ...Election.properties, version: MadeFrom });
export type StateElection = Static<typeof StateElection>;
export const electionStated = eventType({
  name: 'operation.election-stated.v1',
  of: operationKind,
  beforeAdmission: true,
  fields: {
    key: 'open',
    kind: 'open',
    area: 'open',
    name: 'open',
    votingDay: 'open',
    source: 'open',
    standing: 'open',
  },
  text: { id: 'Pemilihan yang diamankan dicatat', en: 'Election to secure recorded' },
});
/** Adds an election or changes what is said of one; a withdrawn one counts again. */
export const stateElection = command({
  name: 'operations.stateElection',
  path: '/api/operations/:operationId/elections',
  summary: { id: 'Catat atau ubah pemilihan yang diamankan', en: 'Record or change an election to secure' },
  access: operationRevise,
  params: operationParams,
  body: StateElection,
  reply: Versioned,
  records: [electionStated],
  refusals: [
    'operation.key-taken',
    'operation.changed-meanwhile',
    'operation.area-unknown',
    'operation.area-outside',
  ],
});
export const electionWithdrawn = eventType({
  name: 'operation.election-withdrawn.v1',
  of: operationKind,
  beforeAdmission: true,
  fields: { key: 'open', reason: 'personal' },
  text: { id: 'Pemilihan tidak lagi diamankan', en: 'Election no longer secured' },
});
export const withdrawElection = command({
  name: 'operations.withdrawElection',
  path: '/api/operations/:operationId/election-withdrawals',
  summary: { id: 'Nyatakan pemilihan tidak lagi diamankan', en: 'Say that an election is no longer secured' },
  access: operationRevise,
  params: operationParams,
  body: object({ key: Key, reason: line(400) }),
  reply: object({ key: Key }),
  records: [electionWithdrawn],
});
export const listElections = list({
  name: 'operations.listElections',
  path: '/api/operations/:operationId/elections',
  summary: { id: 'Pemilihan yang diamankan', en: 'Elections to secure' },
  access: operationRead,
  params: operationParams,
  row: object({
    key: Type.String(),
    name: Type.String(),
    nameEn: Type.String(),
    kind: oneOf(['governor', 'mayor', 'regent', 'president-legislative', 'other']),
    area: nullable(AreaCode),
    votingDay: PlainDate,
    state: oneOf(['secured', 'withdrawn']),
    reason: nullable(Type.String()),
    standing: Standing,
    source: Type.String(),
    version: Type.Integer(),
  }),
  columns: columns({
    key: { title: { id: 'Kunci', en: 'Key' }, type: 'text', quiet: true },
    name: { title: { id: 'Pemilihan', en: 'Election' }, type: 'text' },
    nameEn: { title: { id: 'Nama Inggris', en: 'English name' }, type: 'text', hidden: true },
    kind: { title: { id: 'Jenis', en: 'Kind' }, type: 'choice', choices: electionWords },
    area: { title: { id: 'Wilayah', en: 'Area' }, type: 'area' },
    votingDay: { title: { id: 'Pemungutan suara', en: 'Voting' }, type: 'day' },
    state: { title: { id: 'Keadaan', en: 'State' }, type: 'choice', choices: standingOfElection },
    reason: { title: { id: 'Alasan', en: 'Reason' }, type: 'text', quiet: true },
    standing: standingColumn,
    source: sourceColumn,
    version: { title: { id: 'Versi', en: 'Version' }, type: 'number', hidden: true },
  }),
});

export const StatePhase = object({ ...Phase.properties, version: MadeFrom });
export type StatePhase = Static<typeof StatePhase>;
export const phaseStated = eventType({
  name: 'operation.phase-stated.v1',
  of: operationKind,
  beforeAdmission: true,
  fields: { phase: 'open', firstDay: 'open', lastDay: 'open', source: 'open', standing: 'open' },
  text: { id: 'Masa operasi dicatat', en: 'Phase of the operation recorded' },
});
export const statePhase = command({
  name: 'operations.statePhase',
  path: '/api/operations/:operationId/phases',
  summary: { id: 'Catat atau ubah masa operasi', en: 'Record or change a phase of the operation' },
  access: operationRevise,
  params: operationParams,
  body: StatePhase,
  reply: Versioned,
  records: [phaseStated],
  refusals: [
    'operation.key-taken',
    'operation.changed-meanwhile',
    'operation.period-reversed',
    'operation.phases-overlap',
  ],
});

export const ownerAdded = eventType({
  name: 'operation.owner-added.v1',
  of: operationKind,
  beforeAdmission: true,
  fields: { agency: 'open', source: 'open' },
  text: { id: 'Pemilik bersama dicatat', en: 'Owner agency recorded' },
});
export const addOwner = command({
  name: 'operations.addOwner',
  path: '/api/operations/:operationId/owners',
  summary: { id: 'Catat pemilik bersama operasi', en: 'Record an owner agency of the operation' },
  access: operationRevise,
  params: operationParams,
  body: object({ agencyId: Id, source: line(400) }),
  reply: madeOf,
  records: [ownerAdded],
  refusals: ['operation.agency-unknown', 'operation.too-many-owners'],
});
export const ownerWithdrawn = eventType({
  name: 'operation.owner-withdrawn.v1',
  of: operationKind,
  beforeAdmission: true,
  fields: { agency: 'open', reason: 'personal' },
  text: { id: 'Instansi mundur sebagai pemilik bersama', en: 'Agency withdrew as an owner' },
});
/** An agency withdraws itself: nobody takes ownership away from another. */
export const withdrawOwner = command({
  name: 'operations.withdrawOwner',
  path: '/api/operations/:operationId/owner-withdrawals',
  summary: { id: 'Mundur sebagai pemilik bersama', en: 'Withdraw as an owner agency' },
  access: operationDisown,
  params: operationParams,
  body: object({ agencyId: Id, reason: line(400) }),
  reply: madeOf,
  records: [ownerWithdrawn],
  refusals: ['operation.owner-itself-only'],
});
