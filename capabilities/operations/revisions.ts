/** What may change while an operation runs: nothing is overwritten, every statement is kept with its date and source. */
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
  PlainTime,
  Standing,
  type Static,
  Type,
} from '#shared/schema.ts';
import { columns } from '#shared/table.ts';
import { YesNo } from '#shared/usual-columns.ts';
import { operationKind, operationRead, operationRevise } from './contract.ts';
import { Key, PeriodStatement, sourced } from './opening.ts';
import { stageRevised } from './stage-revised.ts';
import {
  appliesFromColumn,
  idColumn,
  judged,
  judgedColumns,
  madeOf,
  operationParams,
  sourceColumn,
  standingColumn,
} from './statements.ts';
import { dutyWords, forceWords, keysOf, phaseWords, yesNoWords } from './vocabulary.ts';

const Count = Type.Integer({ minimum: 0, maximum: 10_000_000 });

export const periodRevised = eventType({
  name: 'operation.period-revised.v1',
  of: operationKind,
  beforeAdmission: true,
  fields: {
    announcedOn: 'open',
    appliesFrom: 'open',
    firstDay: 'open',
    lastDay: 'open',
    daysStated: 'open',
    daysComputed: 'open',
    source: 'open',
    standing: 'open',
  },
  text: { id: 'Waktu operasi direvisi', en: 'Period of the operation revised' },
});
export const revisePeriod = command({
  name: 'operations.revisePeriod',
  path: '/api/operations/:operationId/periods',
  summary: { id: 'Catat revisi waktu operasi', en: 'Record a revision of the period' },
  access: operationRevise,
  params: operationParams,
  body: PeriodStatement,
  reply: madeOf,
  records: [periodRevised],
  refusals: ['operation.id-taken', 'operation.period-reversed', 'operation.past-stands'],
});
export const listPeriods = list({
  name: 'operations.listPeriods',
  path: '/api/operations/:operationId/periods',
  summary: { id: 'Revisi waktu operasi', en: 'Revisions of the period' },
  access: operationRead,
  params: operationParams,
  row: object({
    id: Id,
    announcedOn: nullable(PlainDate),
    appliesFrom: PlainDate,
    firstDay: PlainDate,
    lastDay: PlainDate,
    daysStated: nullable(Type.Integer()),
    daysComputed: Type.Integer(),
    ...judged,
  }),
  columns: columns({
    id: idColumn,
    announcedOn: { title: { id: 'Diumumkan', en: 'Announced' }, type: 'day' },
    appliesFrom: appliesFromColumn,
    firstDay: { title: { id: 'Hari pertama', en: 'First day' }, type: 'day' },
    lastDay: { title: { id: 'Hari terakhir', en: 'Last day' }, type: 'day' },
    daysStated: { title: { id: 'Hari tertulis', en: 'Days stated' }, type: 'number' },
    daysComputed: { title: { id: 'Hari terhitung', en: 'Days computed' }, type: 'number' },
    ...judgedColumns,
  }),
});

const Part = object({
  force: oneOf(keysOf(forceWords)),
  duty: oneOf(keysOf(dutyWords)),
  count: Count,
  inPublishedTotal: Type.Boolean(),
  standing: Standing,
  source: Type.Optional(line(400)),
});
export const StrengthStatement = object({
  id: Id,
  statedOn: nullable(PlainDate),
  /** The first day on which this strength stands; unless given, the day on which it was stated. */
  appliesFrom: Type.Optional(PlainDate),
  /** null: the whole operation. */
  area: nullable(AreaCode),
  publishedTotal: nullable(Count),
  parts: Type.Array(Part, { maxItems: 60 }),
  note: Type.Optional(nullable(line(600))),
  ...sourced,
});
export type StrengthStatement = Static<typeof StrengthStatement>;

export const strengthRevised = eventType({
  name: 'operation.strength-revised.v1',
  of: operationKind,
  beforeAdmission: true,
  fields: {
    statedOn: 'open',
    appliesFrom: 'open',
    area: 'open',
    publishedTotal: 'open',
    computedTotal: 'open',
    parts: 'open',
    source: 'open',
    standing: 'open',
  },
  text: { id: 'Kekuatan operasi direvisi', en: 'Strength of the operation revised' },
});
export const reviseStrength = command({
  name: 'operations.reviseStrength',
  path: '/api/operations/:operationId/strengths',
  summary: { id: 'Catat revisi kekuatan', en: 'Record a revision of the strength' },
  access: operationRevise,
  params: operationParams,
  body: StrengthStatement,
  reply: madeOf,
  records: [strengthRevised],
  refusals: [
    'operation.id-taken',
    'operation.past-stands',
    'operation.strength-empty',
    'operation.area-unknown',
    'operation.area-outside',
  ],
});
export const listStrengths = list({
  name: 'operations.listStrengths',
  path: '/api/operations/:operationId/strengths',
  summary: { id: 'Revisi kekuatan', en: 'Revisions of the strength' },
  access: operationRead,
  params: operationParams,
  row: object({
    id: Id,
    statedOn: nullable(PlainDate),
    appliesFrom: PlainDate,
    area: nullable(AreaCode),
    publishedTotal: nullable(Type.Integer()),
    computedTotal: nullable(Type.Integer()),
    ...judged,
  }),
  columns: columns({
    id: idColumn,
    statedOn: { title: { id: 'Dinyatakan', en: 'Stated on' }, type: 'day' },
    appliesFrom: appliesFromColumn,
    area: { title: { id: 'Wilayah', en: 'Area' }, type: 'area' },
    publishedTotal: { title: { id: 'Jumlah tertulis', en: 'Published total' }, type: 'number' },
    computedTotal: { title: { id: 'Jumlah terhitung', en: 'Computed total' }, type: 'number' },
    ...judgedColumns,
  }),
});
export const listStrengthParts = list({
  name: 'operations.listStrengthParts',
  path: '/api/operations/:operationId/strength-parts',
  summary: { id: 'Rincian kekuatan per unsur dan tugas', en: 'Strength by force and duty' },
  access: operationRead,
  params: operationParams,
  row: object({
    strengthId: Id,
    statedOn: nullable(PlainDate),
    force: Type.String(),
    duty: Type.String(),
    count: Type.Integer(),
    counted: YesNo,
    standing: Standing,
    source: Type.String(),
  }),
  columns: columns({
    strengthId: { title: { id: 'Revisi', en: 'Revision' }, type: 'id', hidden: true },
    statedOn: { title: { id: 'Dinyatakan', en: 'Stated on' }, type: 'day' },
    force: { title: { id: 'Unsur', en: 'Force' }, type: 'choice', choices: forceWords },
    duty: { title: { id: 'Tugas', en: 'Duty' }, type: 'choice', choices: dutyWords },
    count: { title: { id: 'Orang', en: 'People' }, type: 'number' },
    counted: { title: { id: 'Masuk jumlah', en: 'In the total' }, type: 'choice', choices: yesNoWords },
    standing: standingColumn,
    source: sourceColumn,
  }),
});

export const StageStatement = object({
  id: Id,
  stage: Key,
  start: nullable(PlainDate),
  end: nullable(PlainDate),
  startTime: nullable(PlainTime),
  endTime: nullable(PlainTime),
  /** A conditional stage (a second round) counts down only once it is confirmed. */
  confirmed: Type.Boolean(),
  reason: line(400),
  source: line(400),
  standing: Standing,
});
export type StageStatement = Static<typeof StageStatement>;
export const reviseStage = command({
  name: 'operations.reviseStage',
  path: '/api/operations/:operationId/stages',
  summary: { id: 'Catat perubahan tanggal tahapan', en: 'Record a change of the dates of a stage' },
  access: operationRevise,
  params: operationParams,
  body: StageStatement,
  reply: madeOf,
  records: [stageRevised],
  refusals: ['operation.id-taken', 'operation.stage-unknown', 'operation.period-reversed'],
});
export const listStages = list({
  name: 'operations.listStages',
  path: '/api/operations/:operationId/stage-list',
  summary: { id: 'Tabel tahapan', en: 'Table of stages' },
  access: operationRead,
  params: operationParams,
  row: object({
    key: Type.String(),
    name: Type.String(),
    phase: Type.String(),
    start: nullable(PlainDate),
    end: nullable(PlainDate),
    /** Days until it begins (negative: since it began); null where that is not known or not confirmed. */
    daysTo: nullable(Type.Integer()),
    /** Held only if something else happens first. */
    conditional: YesNo,
    revised: YesNo,
    standing: Standing,
    source: Type.String(),
  }),
  columns: columns({
    key: { title: { id: 'Kunci', en: 'Key' }, type: 'text', hidden: true },
    name: { title: { id: 'Tahapan', en: 'Stage' }, type: 'text' },
    phase: { title: { id: 'Masa', en: 'Phase' }, type: 'choice', choices: phaseWords },
    start: { title: { id: 'Mulai', en: 'Start' }, type: 'day' },
    end: { title: { id: 'Selesai', en: 'End' }, type: 'day' },
    daysTo: { title: { id: 'Hari lagi', en: 'Days to go' }, type: 'number' },
    conditional: {
      title: { id: 'Bersyarat', en: 'Conditional' },
      type: 'choice',
      choices: yesNoWords,
      quiet: true,
    },
    revised: { title: { id: 'Direvisi', en: 'Revised' }, type: 'choice', choices: yesNoWords, quiet: true },
    standing: standingColumn,
    // The page of stages cites every source beside the list.
    source: { ...sourceColumn, quiet: true },
  }),
});
