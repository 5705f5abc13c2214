/** Writes the frame of an operation. Own tables only. */
import { sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { AddFigure } from './figures.ts';
import type { AddEvent, AddPoint, AddTaskForce } from './frame.ts';
import type { OpenOperation, PeriodStatement, StageCalendar } from './opening.ts';
import type { StageStatement, StrengthStatement } from './revisions.ts';

export type Made = { readonly hash: Buffer; readonly now: Date };
const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;

export async function insertCalendar(tx: Tx, id: string, calendar: StageCalendar, made: Made): Promise<void> {
  const { key, version, regime, title, votingDate, citation, contradictions, stages } = calendar;
  await sql`
    insert into operation_calendar (id, key, version, regime, title, voting_day, citation, contradictions, content_hash, imported_at)
    values (${id}, ${key}, ${version}, ${regime}, ${json(title)}, ${votingDate}, ${json(citation)},
            ${json(contradictions)}, ${made.hash}, ${made.now})`.execute(tx);
  for (const [ordinal, stage] of stages.entries()) {
    await sql`
      insert into operation_calendar_stage (calendar_id, key, ordinal, name, start_day, end_day, start_time, end_time,
                                            phase, standing, source, conditional, note)
      values (${id}, ${stage.key}, ${ordinal}, ${json(stage.name)}, ${stage.start}, ${stage.end},
              ${stage.startTime ?? null}, ${stage.endTime ?? null}, ${stage.phase}, ${stage.standing}, ${stage.source},
              ${stage.conditional ?? false}, ${stage.note ? json(stage.note) : null})`.execute(tx);
  }
}

export async function insertOperation(
  tx: Tx,
  wanted: OpenOperation,
  by: { agencyId: string | null; calendarId: string | null },
  made: Made,
): Promise<void> {
  const { id } = wanted;
  await sql`
    insert into operation (id, key, code_name, kind, zone, sample, drill, calendar_id, opened_by_agency, opened_at, content_hash, clock_mode,
                           admitted_at, admitted_how)
    values (${id}, ${wanted.key}, ${wanted.codeName}, ${wanted.kind}, ${wanted.zone}, ${wanted.sample},
            ${wanted.drill ?? false}, ${by.calendarId}, ${by.agencyId}, ${made.now}, ${made.hash}, 'real',
            ${wanted.sample ? made.now : null}, ${wanted.sample ? 'sample' : null})`.execute(tx);
  await sql`
    insert into operation_area (operation_id, area) select ${id}, unnest(${wanted.areas}::text[])`.execute(
    tx,
  );
  await sql`
    insert into operation_owner (operation_id, agency_id) select ${id}, unnest(${wanted.owners}::uuid[])`.execute(
    tx,
  );
  for (const [ordinal, each] of wanted.elections.entries()) {
    await sql`
      insert into operation_election (operation_id, key, ordinal, kind, area, name, voting_day, standing, source)
      values (${id}, ${each.key}, ${ordinal}, ${each.kind}, ${each.area}, ${json(each.name)}, ${each.votingDay},
              ${each.standing}, ${each.source})`.execute(tx);
  }
  for (const each of wanted.phases) {
    await sql`
      insert into operation_phase (operation_id, phase, first_day, last_day, standing, source)
      values (${id}, ${each.phase}, ${each.firstDay}, ${each.lastDay}, ${each.standing}, ${each.source})`.execute(
      tx,
    );
  }
}

export async function insertPeriod(
  tx: Tx,
  operationId: string,
  period: PeriodStatement & { appliesFrom: string; daysComputed: number },
  made: Made,
): Promise<void> {
  await sql`
    insert into operation_period (id, operation_id, announced_on, applies_from, first_day, last_day, days_stated,
                                  days_computed, source, source_url, standing, note, content_hash, recorded_at)
    values (${period.id}, ${operationId}, ${period.announcedOn}, ${period.appliesFrom}, ${period.firstDay},
            ${period.lastDay}, ${period.daysStated}, ${period.daysComputed}, ${period.source},
            ${period.sourceUrl ?? null}, ${period.standing}, ${period.note ?? null}, ${made.hash}, ${made.now})`.execute(
    tx,
  );
}

export async function insertStrength(
  tx: Tx,
  operationId: string,
  strength: StrengthStatement & { appliesFrom: string; computedTotal: number | null },
  made: Made,
): Promise<void> {
  await sql`
    insert into operation_strength (id, operation_id, stated_on, applies_from, area, published_total, computed_total,
                                    source, source_url, standing, note, content_hash, recorded_at)
    values (${strength.id}, ${operationId}, ${strength.statedOn}, ${strength.appliesFrom}, ${strength.area},
            ${strength.publishedTotal}, ${strength.computedTotal}, ${strength.source}, ${strength.sourceUrl ?? null},
            ${strength.standing}, ${strength.note ?? null}, ${made.hash}, ${made.now})`.execute(tx);
  for (const [ordinal, part] of strength.parts.entries()) {
    await sql`
      insert into operation_strength_part (strength_id, ordinal, force, duty, count, in_published_total, standing, source)
      values (${strength.id}, ${ordinal}, ${part.force}, ${part.duty}, ${part.count}, ${part.inPublishedTotal},
              ${part.standing}, ${part.source ?? strength.source})`.execute(tx);
  }
}

export async function insertStageRevision(
  tx: Tx,
  operationId: string,
  wanted: StageStatement,
  made: Made,
): Promise<void> {
  await sql`
    insert into operation_stage_revision (id, operation_id, stage_key, start_day, end_day, start_time, end_time,
                                          confirmed, reason, source, standing, content_hash, recorded_at)
    values (${wanted.id}, ${operationId}, ${wanted.stage}, ${wanted.start}, ${wanted.end}, ${wanted.startTime},
            ${wanted.endTime}, ${wanted.confirmed}, ${wanted.reason}, ${wanted.source}, ${wanted.standing},
            ${made.hash}, ${made.now})`.execute(tx);
}

export async function insertEvent(tx: Tx, operationId: string, wanted: AddEvent, made: Made): Promise<void> {
  await sql`
    insert into operation_event (id, operation_id, name, first_day, last_day, standing, source, content_hash)
    values (${wanted.id}, ${operationId}, ${json(wanted.name)}, ${wanted.firstDay}, ${wanted.lastDay},
            ${wanted.standing}, ${wanted.source}, ${made.hash})`.execute(tx);
}

export async function insertTaskForce(
  tx: Tx,
  operationId: string,
  wanted: AddTaskForce,
  made: Made,
): Promise<void> {
  await sql`
    insert into operation_task_force (id, operation_id, key, name, tasks, standing, source, content_hash)
    values (${wanted.id}, ${operationId}, ${wanted.key}, ${json(wanted.name)}, ${json(wanted.tasks)},
            ${wanted.standing}, ${wanted.source}, ${made.hash})`.execute(tx);
}

export async function insertPoint(tx: Tx, operationId: string, wanted: AddPoint, made: Made): Promise<void> {
  await sql`
    insert into operation_point (id, operation_id, name, kind, area, lon, lat, why, standing, source, content_hash)
    values (${wanted.id}, ${operationId}, ${wanted.name}, ${wanted.kind}, ${wanted.area}, ${wanted.lon},
            ${wanted.lat}, ${wanted.why}, ${wanted.standing}, ${wanted.source}, ${made.hash})`.execute(tx);
}

export async function insertFigure(
  tx: Tx,
  operationId: string,
  wanted: AddFigure,
  made: Made,
): Promise<void> {
  await sql`
    insert into operation_figure (id, operation_id, topic, name, value, unit, area, stated_on, note, standing, source, content_hash)
    values (${wanted.id}, ${operationId}, ${wanted.topic}, ${json(wanted.name)}, ${wanted.value}, ${wanted.unit},
            ${wanted.area}, ${wanted.statedOn}, ${wanted.note}, ${wanted.standing}, ${wanted.source},
            ${made.hash})`.execute(tx);
}

const tables = {
  calendar: 'operation_calendar',
  operation: 'operation',
  period: 'operation_period',
  strength: 'operation_strength',
  stageRevision: 'operation_stage_revision',
  event: 'operation_event',
  taskForce: 'operation_task_force',
  point: 'operation_point',
  activity: 'operation_activity',
  figure: 'operation_figure',
  operator: 'server_operator',
  operatorDecision: 'operation_operator_decision',
} as const;
export type Table = keyof typeof tables;

/** The hash of what a record was made of; null where there is no record with this id. */
export async function madeOf(tx: Tx, table: Table, id: string): Promise<Buffer | null> {
  const found = await sql<{ hash: Buffer }>`
    select content_hash as hash from ${sql.table(tables[table])} where id = ${id}`.execute(tx);
  return found.rows[0]?.hash ?? null;
}

/** Whether an operation has a task force with this key. */
export async function hasTaskForce(tx: Tx, operationId: string, key: string): Promise<boolean> {
  const found = await sql`
    select 1 from operation_task_force where operation_id = ${operationId} and key = ${key}`.execute(tx);
  return found.rows.length > 0;
}

export async function keyIsTaken(tx: Tx, key: string): Promise<boolean> {
  const found = await sql`select 1 from operation where key = ${key}`.execute(tx);
  return found.rows.length > 0;
}
