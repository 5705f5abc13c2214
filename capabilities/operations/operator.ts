/** Who operates the server, and the agencies' word on it: an operation opens once KPU and police have accepted. */
import { contentRoles, leadRoles } from '#rooms/access/contract.ts';
import { command, list, query } from '#shared/endpoint.ts';
import { eventType } from '#shared/event.ts';
import { permission } from '#shared/permission.ts';
import type { ProblemCatalogue } from '#shared/problem.ts';
import { question } from '#shared/question.ts';
import {
  Id,
  Instant,
  type Localized,
  line,
  nullable,
  object,
  oneOf,
  paragraph,
  type Static,
  Type,
} from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { YesNo, yesNoColumn } from '#shared/usual-columns.ts';
import { byReach, recordKind } from '#shared/visibility.ts';
import { operationKind, operationOpen, operationRead } from './rights.ts';

const SYSTEM = 'system';

export const operatorRead = permission('server-operator.read', [...contentRoles, 'administrator', SYSTEM], {
  id: 'Melihat siapa pengelola server',
  en: 'See who operates the server',
});
export const operatorState = permission('server-operator.state', ['administrator', SYSTEM], {
  id: 'Menyatakan siapa pengelola server',
  en: 'State who operates the server',
});
export const operatorDecide = permission('operation.accept-operator', [...leadRoles, 'agency-officer'], {
  id: 'Menerima atau berkeberatan atas pengelola server, atas nama KPU atau Polri',
  en: 'Accept or object to the operator of the server, in the name of KPU or the police',
});

/** Nothing about it is secret: whoever entrusts data to a server may know who runs it. */
export const operatorKind = recordKind({
  name: 'server-operator',
  read: operatorRead,
  attributes: [],
  visibleTo: byReach(operatorRead, {}),
});

/** Which kinds of agency speak for the two parties whose word is needed (keys of data/actors). */
export const partyKinds = { kpu: ['kpu'], police: ['polda', 'polres'] } as const;
export type Party = keyof typeof partyKinds;
export const Parties = oneOf(['kpu', 'police']);
export const partyWords = {
  kpu: { id: 'KPU', en: 'Election commission (KPU)' },
  police: { id: 'Polri', en: 'Police' },
} as const satisfies Record<Party, Localized>;
export const Decision = oneOf(['accepted', 'objected']);

const said = {
  operator: line(200),
  place: line(200),
  contact: line(200),
  backups: line(300),
};
const Said = object({ id: Id, ...said });
export type OperatorSaid = Static<typeof Said>;
const OperatorStatement = object({ id: Id, ...said, statedAt: Instant });

export const operatorStated = eventType({
  name: 'server-operator.stated.v1',
  of: operatorKind,
  fields: { operator: 'open', place: 'open', contact: 'personal', backups: 'open' },
  text: { id: 'Pengelola server dinyatakan', en: 'The operator of the server was stated' },
});
export const operatorDecided = eventType({
  name: 'operation.operator-decided.v1',
  of: operationKind,
  fields: { statement: 'open', agency: 'open', party: 'open', decision: 'open', reason: 'personal' },
  text: { id: 'Instansi memutus tentang pengelola server', en: 'An agency decided on the operator' },
  beforeAdmission: true,
});
export const operationAdmitted = eventType({
  name: 'operation.admitted.v1',
  of: operationKind,
  fields: { statement: 'open', how: 'open' },
  text: { id: 'Operasi boleh berjalan', en: 'The operation may run' },
  beforeAdmission: true,
});

export const listOperators = list({
  name: 'operations.listOperators',
  path: '/api/server-operator/statements',
  summary: { id: 'Siapa pengelola server, dulu dan sekarang', en: 'Who operates the server, then and now' },
  access: operatorRead,
  row: object({ ...OperatorStatement.properties, current: YesNo }),
  columns: columns({
    id: { title: { id: 'Nomor', en: 'Id' }, type: 'id', hidden: true },
    operator: { title: { id: 'Pengelola', en: 'Operator' }, type: 'text' },
    place: { title: { id: 'Tempat server', en: 'Place of the server' }, type: 'text' },
    contact: { title: { id: 'Kontak dinas', en: 'Office contact' }, type: 'text' },
    backups: { title: { id: 'Pemegang cadangan', en: 'Who holds backups' }, type: 'text' },
    statedAt: { title: { id: 'Dinyatakan', en: 'Stated' }, type: 'instant' },
    current: yesNoColumn('Berlaku', 'In force'),
  }),
});

export const stateOperator = command({
  name: 'operations.stateOperator',
  path: '/api/server-operator/statements',
  summary: { id: 'Nyatakan siapa pengelola server', en: 'State who operates the server' },
  access: operatorState,
  body: Said,
  reply: object({ id: Id }),
  records: [operatorStated],
  refusals: ['operation.id-taken'],
});

const Spoken = object({
  agencyId: Id,
  agency: Type.String(),
  decision: nullable(Decision),
  /** False where the operator has changed since: the agency spoke about another one. */
  aboutCurrent: Type.Boolean(),
  reason: nullable(Type.String()),
  name: nullable(Type.String()),
  at: nullable(Instant),
});
export type Spoken = Static<typeof Spoken>;

export const readAdmission = query({
  name: 'operations.readAdmission',
  path: '/api/operations/:operationId/admission',
  summary: {
    id: 'Apakah operasi sudah boleh berjalan, dan kata instansi',
    en: 'Whether the operation may run',
  },
  access: operationRead,
  params: { operationId: Id },
  reply: object({
    admittedAt: nullable(Instant),
    how: nullable(oneOf(['accepted', 'sample', 'before-rule'])),
    operator: nullable(OperatorStatement),
    parties: Type.Array(object({ party: Parties, agencies: Type.Array(Spoken), accepted: Type.Boolean() })),
    /** The party for which the asker may decide now. */
    mine: nullable(Parties),
  }),
});

export const decideOperator = command({
  name: 'operations.decideOperator',
  path: '/api/operations/:operationId/admission/decisions',
  summary: { id: 'Terima atau berkeberatan atas pengelola server', en: 'Accept or object to the operator' },
  access: operatorDecide,
  params: { operationId: Id },
  body: object({ id: Id, statementId: Id, decision: Decision, reason: nullable(paragraph(1_000)) }),
  reply: object({ admittedAt: nullable(Instant) }),
  records: [operatorDecided, operationAdmitted],
  refusals: ['operator.not-a-party', 'operator.changed', 'operator.reason-missing', 'operation.id-taken'],
});

/**
 * The statement on which the asker's agency is asked to decide, because its party has not accepted it yet; null for
 * everybody else, once the agency has spoken about it, and in a sample.
 */
export const operatorAwaited = question<{ id: string }, { operator: string; place: string } | null>(
  'operations.operator-awaited',
  operatorDecide,
);

/**
 * For those who set the house up and see no operation: how far it is, in two figures and nothing of their content. Null
 * for whoever opens operations in a part of the house only: they do not learn of the other parts.
 */
export const countOperations = query({
  name: 'operations.count',
  path: '/api/operation-count',
  summary: {
    id: 'Berapa operasi dibuka, dan berapa yang sudah boleh berjalan',
    en: 'How many operations are opened, and how many may run',
  },
  access: operationOpen,
  reply: object({
    counted: nullable(
      object({ opened: Type.Integer({ minimum: 0 }), running: Type.Integer({ minimum: 0 }) }),
    ),
  }),
});

export const operatorProblems = {
  'operator.not-a-party': {
    status: 409,
    id: 'Yang memutus adalah KPU dan kepolisian yang menjadi pemilik bersama operasi ini. Catat dulu instansi Anda sebagai pemilik bersama.',
    en: 'KPU and the police decide where they own the operation. Have your agency recorded as an owner first.',
  },
  'operator.changed': {
    status: 409,
    id: 'Pengelola server baru saja dinyatakan lain. Baca yang berlaku sekarang, lalu putuskan.',
    en: 'Another operator was stated meanwhile. Read the one in force, then decide.',
  },
  'operator.reason-missing': {
    status: 422,
    id: 'Keberatan perlu alasan, supaya pengelola tahu apa yang harus diperbaiki.',
    en: 'An objection needs a reason, so that the operator knows what to mend.',
  },
} as const satisfies ProblemCatalogue;
