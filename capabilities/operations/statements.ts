/** What all tables and commands of an operation say alike: whose they are, and where a figure comes from. */
import { Id, nullable, object, Standing, Type } from '#shared/schema.ts';
import { YesNo } from '#shared/usual-columns.ts';
import { inForceWords, standingWords } from './vocabulary.ts';

export const operationParams = { operationId: Id };
export const madeOf = object({ id: Id });

export const idColumn = { title: { id: 'ID', en: 'Id' }, type: 'id', hidden: true } as const;
export const sourceColumn = { title: { id: 'Sumber', en: 'Source' }, type: 'text' } as const;
export const standingColumn = {
  title: { id: 'Kedudukan', en: 'Standing' },
  type: 'choice',
  choices: standingWords,
} as const;

/** A published figure beside what it counts up to, and whether it stands today: the end of every table of statements. */
export const judged = {
  difference: nullable(Type.Integer()),
  inForce: YesNo,
  source: Type.String(),
  sourceUrl: nullable(Type.String()),
  standing: Standing,
  note: nullable(Type.String()),
};
export const judgedColumns = {
  difference: { title: { id: 'Selisih', en: 'Difference' }, type: 'number' },
  inForce: { title: { id: 'Berlaku', en: 'In force' }, type: 'choice', choices: inForceWords },
  source: sourceColumn,
  sourceUrl: { title: { id: 'Tautan sumber', en: 'Source link' }, type: 'text', quiet: true },
  standing: standingColumn,
  note: { title: { id: 'Catatan', en: 'Note' }, type: 'text', quiet: true },
} as const;
export const appliesFromColumn = { title: { id: 'Berlaku mulai', en: 'Applies from' }, type: 'day' } as const;
