/** Angka terbit: what was published about an operation, each with its source; nothing is computed from it. */
import { command, list } from '#shared/endpoint.ts';
import { eventType } from '#shared/event.ts';
import {
  AreaCode,
  Id,
  Localized,
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
import { YesNo } from '#shared/usual-columns.ts';
import { operationKind, operationRead, operationRevise } from './contract.ts';
import { Key, sourced } from './opening.ts';
import { idColumn, madeOf, operationParams, sourceColumn, standingColumn } from './statements.ts';
import { keysOf, unitWords, yesNoWords } from './vocabulary.ts';

export const AddFigure = object({
  id: Id,
  /** Figures with one topic answer the same question: where their values differ, they disagree. */
  topic: Key,
  name: Localized,
  value: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
  unit: oneOf(keysOf(unitWords)),
  /** null: the whole operation. An area beyond it is right where a figure was published for more. */
  area: nullable(AreaCode),
  statedOn: nullable(PlainDate),
  note: nullable(line(600)),
  ...sourced,
});
export type AddFigure = Static<typeof AddFigure>;
export const figureAdded = eventType({
  name: 'operation.figure-added.v1',
  of: operationKind,
  beforeAdmission: true,
  fields: {
    topic: 'open',
    name: 'open',
    value: 'open',
    unit: 'open',
    area: 'open',
    statedOn: 'open',
    source: 'open',
    standing: 'open',
  },
  text: { id: 'Angka terbit dicatat', en: 'Published figure recorded' },
});
export const addFigure = command({
  name: 'operations.addFigure',
  path: '/api/operations/:operationId/published-figures',
  summary: { id: 'Catat angka yang terbit', en: 'Record a published figure' },
  access: operationRevise,
  params: operationParams,
  body: AddFigure,
  reply: madeOf,
  records: [figureAdded],
  refusals: ['operation.id-taken', 'operation.area-unknown'],
});
export const listFigures = list({
  name: 'operations.listFigures',
  path: '/api/operations/:operationId/published-figures',
  summary: { id: 'Angka terbit dengan sumbernya', en: 'Published figures with their source' },
  access: operationRead,
  params: operationParams,
  row: object({
    id: Id,
    name: Type.String(),
    value: Type.Integer(),
    unit: Type.String(),
    disagrees: YesNo,
    area: nullable(AreaCode),
    statedOn: nullable(PlainDate),
    standing: Standing,
    source: Type.String(),
    note: nullable(Type.String()),
    topic: Type.String(),
  }),
  columns: columns({
    id: idColumn,
    name: { title: { id: 'Angka', en: 'Figure' }, type: 'text' },
    value: { title: { id: 'Nilai', en: 'Value' }, type: 'number' },
    unit: { title: { id: 'Satuan', en: 'Unit' }, type: 'choice', choices: unitWords },
    disagrees: { title: { id: 'Bertentangan', en: 'Disagrees' }, type: 'choice', choices: yesNoWords },
    area: { title: { id: 'Wilayah', en: 'Area' }, type: 'area' },
    statedOn: { title: { id: 'Dinyatakan', en: 'Stated on' }, type: 'day' },
    standing: standingColumn,
    source: sourceColumn,
    note: { title: { id: 'Catatan', en: 'Note' }, type: 'text', quiet: true },
    topic: { title: { id: 'Pokok', en: 'Topic' }, type: 'text', quiet: true },
  }),
});
