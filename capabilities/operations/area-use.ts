import { question } from '#shared/question.ts';

/** How many of these areas an operation of any kind or anything in it names: an area in use cannot be taken away. */
export const operationsUsingAreas = question<{ codes: readonly string[] }, number>(
  'operations.using-areas',
  null,
);
