/** When something is due: a day, or so many days before or after a stage, which moves when the stage does. */

import { Key } from '#rooms/agencies/contract.ts';
import { question } from '#shared/question.ts';
import { type Localized, object, oneOf, PlainDate, type Static, Type } from '#shared/schema.ts';
import { addDays } from '#shared/time.ts';

export const DueDay = object({ on: PlainDate });
/** `days` counts calendar days: -30 is H-30, thirty days before the edge; 0 the day itself. */
export const DueByStage = object({
  stage: Key,
  edge: oneOf(['start', 'end']),
  days: Type.Integer({ minimum: -1_000, maximum: 1_000 }),
});
export const Due = Type.Union([DueDay, DueByStage]);
export type Due = Static<typeof Due>;

/** The days of a stage as they stand now, as far as anybody has stated them. */
export type StageDays = { readonly start: string | null; readonly end: string | null };

/** The calendar day that `due` falls on; null where it hangs on a stage without that day. */
export function dueDayOf(due: Due, stages: ReadonlyMap<string, StageDays>): string | null {
  if ('on' in due) return due.on;
  const stage = stages.get(due.stage);
  const edge = due.edge === 'start' ? stage?.start : (stage?.end ?? stage?.start);
  return edge ? addDays(edge, due.days) : null;
}

/** `H-30 Pemungutan suara`, or null for a plain day, which is written as every day is. */
export function dueWords(due: Due, stageName: Localized): Localized | null {
  if ('on' in due) return null;
  const { days, edge } = due;
  const sign = days === 0 ? 'H' : days < 0 ? `H-${-days}` : `H+${days}`;
  const end = { id: edge === 'end' ? ' akhir' : '', en: edge === 'end' ? ' end of' : '' };
  return { id: `${sign}${end.id} ${stageName.id}`, en: `${sign}${end.en} ${stageName.en}` };
}

/** Days on which these fall, in their order, by the stages of the operation as they stand now; asked by other rooms. */
export const dueDays = question<
  { operationId: string; dues: readonly Due[] },
  readonly { day: string | null; stage: Localized | null }[]
>('operations.due-days', null);
