/** The frame of an operation in SQL: itself, its areas, elections, stages, statements. Own tables only. */
import { sql } from 'kysely';
import type { Tx } from '#server/database/connect.ts';
import type { Localized, Standing } from '#shared/schema.ts';
import type { Zone } from '#shared/time.ts';
import type { ClockMode } from './contract.ts';
import type { Phase, Stage, StageRevision } from './rules.ts';

export type OperationRow = {
  readonly id: string;
  readonly key: string;
  readonly codeName: string;
  readonly kind: 'central' | 'regional';
  readonly zone: Zone;
  readonly sample: boolean;
  readonly drill: boolean;
  readonly calendarId: string | null;
  readonly openedByAgencyId: string | null;
  readonly contentHash: Buffer;
  readonly mode: ClockMode;
  readonly offsetMs: number | null;
  readonly frozenAt: Date | null;
  readonly areas: readonly string[];
  readonly owners: readonly string[];
};

const operationColumns = sql`
  o.id, o.key, o.code_name as "codeName", o.kind, o.zone, o.sample, o.drill, o.calendar_id as "calendarId",
  o.opened_by_agency as "openedByAgencyId", o.content_hash as "contentHash", o.clock_mode as mode,
  o.clock_offset_ms as "offsetMs", o.clock_frozen_at as "frozenAt",
  array(select a.area from operation_area a where a.operation_id = o.id order by a.area) as areas,
  array(select w.agency_id::text from operation_owner w where w.operation_id = o.id order by 1) as owners`;

/** Operations that satisfy a condition on `o`. */
export async function listOperationRows(
  tx: Tx,
  where: ReturnType<typeof sql>,
): Promise<readonly OperationRow[]> {
  const found = await sql<OperationRow>`select ${operationColumns} from operation o where ${where}`.execute(
    tx,
  );
  return found.rows;
}

export async function findOperation(tx: Tx, id: string): Promise<OperationRow | null> {
  return (await listOperationRows(tx, sql`o.id = ${id}`))[0] ?? null;
}

/** The same, held to the end of the transaction so that two revisions cannot be decided on the same state. */
export async function lockOperation(tx: Tx, id: string): Promise<OperationRow | null> {
  await sql`select 1 from operation where id = ${id} for update`.execute(tx);
  return findOperation(tx, id);
}

export type PeriodRow = {
  readonly id: string;
  readonly operationId: string;
  readonly statedOn: string | null;
  readonly appliesFrom: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly daysStated: number | null;
  readonly daysComputed: number;
  readonly source: string;
  readonly sourceUrl: string | null;
  readonly standing: Standing;
  readonly note: string | null;
  readonly contentHash: Buffer;
  readonly recorded: string;
};

export async function listPeriodRows(tx: Tx, operationIds: readonly string[]): Promise<readonly PeriodRow[]> {
  const found = await sql<PeriodRow>`
    select id, operation_id as "operationId", announced_on as "statedOn", applies_from as "appliesFrom",
           first_day as "firstDay", last_day as "lastDay", days_stated as "daysStated", days_computed as "daysComputed",
           source, source_url as "sourceUrl", standing, note, content_hash as "contentHash",
           to_char(recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS.US') || id as recorded
    from operation_period where operation_id = any(${[...operationIds]}::uuid[])`.execute(tx);
  return found.rows;
}

export type StrengthRow = {
  readonly id: string;
  readonly statedOn: string | null;
  readonly appliesFrom: string;
  readonly area: string | null;
  readonly publishedTotal: number | null;
  readonly computedTotal: number | null;
  readonly source: string;
  readonly sourceUrl: string | null;
  readonly standing: Standing;
  readonly note: string | null;
  readonly contentHash: Buffer;
  readonly recorded: string;
};

export async function listStrengthRows(tx: Tx, operationId: string): Promise<readonly StrengthRow[]> {
  const found = await sql<StrengthRow>`
    select id, stated_on as "statedOn", applies_from as "appliesFrom", area, published_total as "publishedTotal",
           computed_total as "computedTotal", source, source_url as "sourceUrl", standing, note,
           content_hash as "contentHash", to_char(recorded_at, 'YYYY-MM-DD"T"HH24:MI:SS.US') || id as recorded
    from operation_strength where operation_id = ${operationId}`.execute(tx);
  return found.rows;
}

export type PartRow = {
  readonly force: string;
  readonly duty: string;
  readonly count: number;
  readonly standing: Standing;
};

export async function listPartRows(tx: Tx, strengthId: string): Promise<readonly PartRow[]> {
  const found = await sql<PartRow>`
    select force, duty, count, standing from operation_strength_part
    where strength_id = ${strengthId} order by ordinal`.execute(tx);
  return found.rows;
}

export type CalendarRow = {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly title: Localized;
  readonly votingDay: string;
  readonly citation: readonly { title: string; url?: string; note?: string }[];
  readonly contradictions: readonly {
    stage: string;
    what: Localized;
    values: readonly { value: string; source: number }[];
  }[];
  readonly contentHash: Buffer;
};

/** A calendar by its id, or by key and version. */
export async function findCalendar(
  tx: Tx,
  by: { id: string } | { key: string; version: number },
): Promise<CalendarRow | null> {
  const where = 'id' in by ? sql`id = ${by.id}` : sql`key = ${by.key} and version = ${by.version}`;
  const found = await sql<CalendarRow>`
    select id, key, version, title, voting_day as "votingDay", citation, contradictions,
           content_hash as "contentHash"
    from operation_calendar where ${where}`.execute(tx);
  return found.rows[0] ?? null;
}

/** Stages of a calendar in its order, each with the words of its source. */
export async function listCalendarStages(tx: Tx, calendarId: string): Promise<readonly Stage[]> {
  const found = await sql<Stage>`
    select s.key, s.name, s.start_day as start, s.end_day as "end", s.start_time as "startTime",
           s.end_time as "endTime", s.phase, s.standing, s.conditional, s.note, false as revised,
           c.citation -> s.source ->> 'title' as source, c.citation -> s.source ->> 'url' as "sourceUrl"
    from operation_calendar_stage s join operation_calendar c on c.id = s.calendar_id
    where s.calendar_id = ${calendarId}
    order by coalesce(s.start_day, s.end_day) nulls last, s.ordinal`.execute(tx);
  return found.rows;
}

/** Oldest first. */
export async function listStageRevisions(tx: Tx, operationId: string): Promise<readonly StageRevision[]> {
  const found = await sql<StageRevision>`
    select stage_key as stage, start_day as start, end_day as "end", start_time as "startTime",
           end_time as "endTime", confirmed, source, standing
    from operation_stage_revision where operation_id = ${operationId} order by recorded_at, id`.execute(tx);
  return found.rows;
}

export type ElectionRow = {
  readonly key: string;
  readonly kind: string;
  readonly area: string | null;
  readonly name: Localized;
  readonly votingDay: string;
  readonly standing: Standing;
  readonly source: string;
  readonly version: number;
};

type StoredElection = ElectionRow & { readonly withdrawnReason: string | null };

/** Those that are secured no longer included. */
export async function listAllElections(tx: Tx, operationId: string): Promise<readonly StoredElection[]> {
  const found = await sql<StoredElection>`
    select key, kind, area, name, voting_day as "votingDay", standing, source, version,
           withdrawn_reason as "withdrawnReason"
    from operation_election where operation_id = ${operationId} order by ordinal`.execute(tx);
  return found.rows;
}

/** The elections that are secured. */
export async function listElectionRows(tx: Tx, operationId: string): Promise<ElectionRow[]> {
  const found = await listAllElections(tx, operationId);
  return found.flatMap(({ withdrawnReason, ...election }) => (withdrawnReason === null ? [election] : []));
}

export type PhaseRow = {
  phase: Phase;
  firstDay: string;
  lastDay: string;
  standing: Standing;
  source: string;
  version: number;
};

export async function listPhases(tx: Tx, operationId: string): Promise<PhaseRow[]> {
  const found = await sql<PhaseRow>`
    select phase, first_day as "firstDay", last_day as "lastDay", standing, source, version
    from operation_phase where operation_id = ${operationId} order by first_day`.execute(tx);
  return found.rows;
}

export async function listAlarmsSeen(
  tx: Tx,
  operationId: string,
): Promise<readonly { readonly alarm: string; readonly agency: string }[]> {
  const found = await sql<{ alarm: string; agency: string }>`
    select alarm, agency_id as agency from operation_alarm_seen
    where operation_id = ${operationId} order by seen_at, agency_id`.execute(tx);
  return found.rows;
}

export type EventRow = {
  readonly id: string;
  readonly name: Localized;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly standing: Standing;
  readonly source: string;
};

/** Other events that touch the days [from, to]. */
export async function listEventRows(
  tx: Tx,
  operationId: string,
  { from, to }: { from: string; to: string },
): Promise<readonly EventRow[]> {
  const found = await sql<EventRow>`
    select id, name, first_day as "firstDay", last_day as "lastDay", standing, source from operation_event
    where operation_id = ${operationId} and first_day <= ${to}::date and last_day >= ${from}::date
    order by first_day, id`.execute(tx);
  return found.rows;
}

/** How many of these areas stand in an operation, or in anything that was planned or stated for it. */
export async function countAreasUsed(tx: Tx, codes: readonly string[]): Promise<number> {
  const users = ['area', 'election', 'strength', 'point', 'activity', 'figure'].map(
    (name) => sql`select area from ${sql.table(`operation_${name}`)}`,
  );
  const found = await sql<{ count: number }>`
    select count(distinct area) as count from (${sql.join(users, sql` union all `)}) used
    where area = any(${[...codes]}::text[])`.execute(tx);
  return found.rows[0]?.count ?? 0;
}
