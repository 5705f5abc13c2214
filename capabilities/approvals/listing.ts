/** The list of proposals: what each reader sees of them, and whose turn it is. */
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Context } from '#server/endpoint/context.ts';
import type { ListSource } from '#server/endpoint/handle.ts';
import type { BoundTwoPersons } from '#server/two-persons.ts';
import type { RecordKind } from '#shared/visibility.ts';
import type { approvalDoors } from './contract.ts';

type Doors = ReturnType<typeof approvalDoors>;

const MINUTE_MS = 60_000;
export const COLUMNS = {
  action: sql.ref('p.action'),
  operation: sql.ref('p.operation_id'),
  area: sql.ref('p.area'),
  agency: sql.ref('p.agency_id'),
  proposer: sql.ref('p.proposed_by'),
  proposerAgency: sql.ref('p.proposed_as'),
};

/** Whether a confirmed proposal still has a part for the first person. */
export function takeable(ctx: Context, actions: readonly BoundTwoPersons[]): RawBuilder<SqlBool> {
  const parts = actions.flatMap(({ declared: { name, firstGetsForMin: min } }) =>
    min === undefined
      ? []
      : [
          sql<SqlBool>`(p.action = ${name}
      and p.decided_at > ${new Date(ctx.now.getTime() - min * MINUTE_MS)})`,
        ],
  );
  const some = parts.length === 0 ? sql`false` : sql.join(parts, sql` or `);
  return sql`(p.state = 'confirmed' and p.proposed_by = ${ctx.actor.userId} and (${some}))`;
}

type Turns = { readonly decidable: RecordKind; readonly isTakeable: RawBuilder<SqlBool> };

export function listSource(ctx: Context, doors: Doors, { decidable, isTakeable }: Turns): ListSource {
  const mayDecide = ctx.visible(decidable, COLUMNS);
  const waits = sql`p.state = 'waiting' and p.lapses_at > ${ctx.now}`;
  return {
    from: sql`proposal p`,
    where: ctx.visible(doors.kind, COLUMNS),
    fields: {
      id: sql.ref('p.id'),
      action: sql.ref('p.action'),
      actionName: sql.ref('p.action_id'),
      actionNameEn: sql.ref('p.action_en'),
      summary: sql.ref('p.summary_id'),
      summaryEn: sql.ref('p.summary_en'),
      effect: sql.ref('p.effect_id'),
      effectEn: sql.ref('p.effect_en'),
      reason: sql.ref('p.reason'),
      state: sql`case when p.state = 'waiting' and p.lapses_at <= ${ctx.now} then 'lapsed' else p.state end`,
      proposedName: sql.ref('p.proposed_name'),
      proposedAt: sql.ref('p.proposed_at'),
      lapsesAt: sql.ref('p.lapses_at'),
      decidedName: sql.ref('p.decided_name'),
      decidedAt: sql.ref('p.decided_at'),
      decisionReason: sql.ref('p.decision_reason'),
      area: sql.ref('p.area'),
      newcomer: sql`case when p.given or coalesce(p.first_days, p.second_days) is not null then 'yes' else 'no' end`,
      firstDays: sql.ref('p.first_days'),
      secondDays: sql.ref('p.second_days'),
      given: sql`case when p.given then 'yes' else 'no' end`,
      mine: sql`case when ${waits} and p.proposed_by = ${ctx.actor.userId} then 'withdraw'
                     when ${waits} and ${mayDecide} then 'decide'
                     when ${isTakeable} then 'take' else 'watch' end`,
    },
    tieBreak: sql.ref('p.id'),
    defaultSort: '-proposedAt',
    name: 'persetujuan',
  };
}
