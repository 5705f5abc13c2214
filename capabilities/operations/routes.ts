/** What is read of an operation: list, card, stages, statements, contradictions. */
import { sql } from 'kysely';
import { handle, handleList, type ListSource } from '#server/endpoint/handle.ts';
import { clockView, todayOf } from './clock.ts';
import { listOperations, operationKind, readOperation } from './contract.ts';
import { findAdmission } from './operator-store.ts';
import {
  contradictionsIn,
  getVisible,
  glanceAt,
  periodOn,
  stagesOf,
  strengthOn,
  votingDayOfOperation,
} from './picture.ts';
import { listPeriods, listStages, listStrengthParts, listStrengths } from './revisions.ts';
import { countdown, phaseOn, type Stage } from './rules.ts';
import { readStages, type StageView } from './stages.ts';
import {
  type CalendarRow,
  findCalendar,
  listElectionRows,
  listOperationRows,
  listPeriodRows,
  listPhases,
  listStrengthRows,
} from './store.ts';
import { listContradictions } from './warnings.ts';

/** Rows that rules have computed, as a source of a list: filtered, sorted and exported like any other. */
function computedRows(
  name: string,
  rows: readonly object[],
  types: Readonly<Record<string, string>>,
  order: { readonly tieBreak: string; readonly defaultSort: string },
): ListSource {
  const shape = Object.entries(types).map(([field, type]) => sql`${sql.ref(field)} ${sql.raw(type)}`);
  return {
    name,
    from: sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${sql.join(shape)})`,
    fields: Object.fromEntries(Object.keys(types).map((field) => [field, sql.ref(`r.${field}`)])),
    tieBreak: sql.ref(`r.${order.tieBreak}`),
    defaultSort: order.defaultSort,
  };
}

const listing = handleList(listOperations, async (context) => {
  const seen = context.visible(operationKind, { operation: sql.ref('o.id') });
  const operations = await listOperationRows(context.tx, sql`${seen}`);
  const rows: object[] = [];
  for (const operation of operations) {
    const { period, votingDay } = await glanceAt(context.tx, operation, context.now);
    const { id, codeName, kind, zone } = operation;
    const { firstDay, lastDay } = period;
    const sample = operation.sample ? 'yes' : 'no';
    const areas = operation.areas.join(', ');
    rows.push({ id, codeName, kind, zone, areas, firstDay, lastDay, votingDay, sample });
  }
  const types = {
    id: 'uuid',
    codeName: 'text',
    kind: 'text',
    zone: 'text',
    areas: 'text',
    firstDay: 'date',
    lastDay: 'date',
    votingDay: 'date',
    sample: 'text',
  };
  return computedRows('operasi', rows, types, { tieBreak: 'id', defaultSort: '-firstDay,codeName' });
});

const reading = handle(readOperation, async (context, { params }) => {
  const { tx, now } = context;
  const operation = await getVisible(context, params.operationId);
  const { today, period, votingDay } = await glanceAt(tx, operation, now);
  const phases = await listPhases(tx, operation.id);
  const { id, key, codeName, kind, sample, drill, openedByAgencyId } = operation;
  return {
    id,
    key,
    codeName,
    kind,
    areas: [...operation.areas],
    sample,
    drill,
    owners: [...operation.owners],
    openedByAgencyId,
    admittedAt: (await findAdmission(tx, id)).admittedAt?.toISOString() ?? null,
    clock: clockView(operation, now),
    period: {
      firstDay: period.firstDay,
      lastDay: period.lastDay,
      days: period.daysComputed,
      revision: (await listPeriodRows(tx, [id])).filter((each) => each.appliesFrom <= period.appliesFrom)
        .length,
    },
    votingDay,
    phase: phaseOn(phases, votingDay, today),
    phases,
    elections: await listElectionRows(tx, id),
    contradictions: (await contradictionsIn(tx, id)).length,
  };
});

const stages = handle(readStages, async (context, { params }) => {
  const { tx, now } = context;
  const operation = await getVisible(context, params.operationId);
  const found = await stagesOf(tx, operation);
  const votingDay = await votingDayOfOperation(tx, operation, found);
  const today = todayOf(operation, now);
  const calendar =
    operation.calendarId === null ? null : await findCalendar(tx, { id: operation.calendarId });
  return {
    clock: clockView(operation, now),
    calendar: calendar && calendarView(calendar),
    phase: phaseOn(await listPhases(tx, operation.id), votingDay, today),
    votingDay,
    stages: found.map((stage): StageView => ({ ...stage, countdown: countdown(stage, today) })),
  };
});

function calendarView(calendar: CalendarRow) {
  const { key, version, title, citation, contradictions } = calendar;
  return {
    key,
    version,
    title,
    citation: citation.map((each) => each.title),
    contradictions: contradictions.map(({ stage, what, values }) => ({
      stage,
      what,
      values: values.map((each) => `${each.value} (${citation[each.source]?.title ?? '?'})`),
    })),
  };
}

const stageTable = handleList(listStages, async (context, { params, query }) => {
  const operation = await getVisible(context, params.operationId);
  const today = todayOf(operation, context.now);
  const language = query.lang ?? 'id';
  const rows = (await stagesOf(context.tx, operation)).map((stage, order) => ({
    ...stage,
    name: stage.name[language],
    daysTo: daysTo(stage, today),
    conditional: stage.conditional ? 'yes' : 'no',
    revised: stage.revised ? 'yes' : 'no',
    order,
  }));
  const types = {
    key: 'text',
    name: 'text',
    phase: 'text',
    start: 'date',
    end: 'date',
    daysTo: 'integer',
    conditional: 'text',
    revised: 'text',
    standing: 'text',
    source: 'text',
  };
  return computedRows('tahapan', rows, types, { tieBreak: 'key', defaultSort: 'start' });
});

function daysTo(stage: Stage, today: string): number | null {
  const { state, days, day } = countdown(stage, today);
  if (state === 'ahead') return days;
  if (state === 'running') return day === null ? null : 1 - day;
  if (state !== 'past' || stage.start === null) return null;
  return 1 - (countdown({ ...stage, end: null }, today).day ?? 1);
}

const statement = {
  id: 'uuid',
  appliesFrom: 'date',
  difference: 'integer',
  inForce: 'text',
  source: 'text',
  sourceUrl: 'text',
  standing: 'text',
  note: 'text',
};

const periods = handleList(listPeriods, async (context, { params }) => {
  const operation = await getVisible(context, params.operationId);
  const found = await listPeriodRows(context.tx, [operation.id]);
  const standing = periodOn(found, operation.id, todayOf(operation, context.now));
  const rows = found.map((row) => ({
    ...row,
    announcedOn: row.statedOn,
    difference: row.daysStated === null ? null : row.daysComputed - row.daysStated,
    inForce: row.id === standing.id ? 'yes' : 'no',
  }));
  const days = { firstDay: 'date', lastDay: 'date', daysStated: 'integer', daysComputed: 'integer' };
  const types = { ...statement, announcedOn: 'date', ...days };
  return computedRows('revisi-waktu', rows, types, { tieBreak: 'id', defaultSort: '-appliesFrom' });
});

const strengths = handleList(listStrengths, async (context, { params }) => {
  const operation = await getVisible(context, params.operationId);
  const found = await listStrengthRows(context.tx, operation.id);
  const standing = strengthOn(found, operation, todayOf(operation, context.now));
  const rows = found.map((row) => {
    const { publishedTotal: published, computedTotal: computed } = row;
    const difference = published === null || computed === null ? null : computed - published;
    return { ...row, difference, inForce: row.id === standing?.id ? 'yes' : 'no' };
  });
  const totals = { area: 'text', publishedTotal: 'integer', computedTotal: 'integer' };
  return computedRows(
    'revisi-kekuatan',
    rows,
    { ...statement, statedOn: 'date', ...totals },
    { tieBreak: 'id', defaultSort: '-appliesFrom' },
  );
});

const parts = handleList(listStrengthParts, async (context, { params }) => {
  const operation = await getVisible(context, params.operationId);
  return {
    name: 'rincian-kekuatan',
    from: sql`operation_strength_part p join operation_strength s on s.id = p.strength_id`,
    where: sql`s.operation_id = ${operation.id}`,
    fields: {
      strengthId: sql`s.id`,
      statedOn: sql`s.stated_on`,
      force: sql`p.force`,
      duty: sql`p.duty`,
      count: sql`p.count`,
      counted: sql`case when p.in_published_total then 'yes' else 'no' end`,
      standing: sql`p.standing`,
      source: sql`p.source`,
    },
    tieBreak: sql`s.id::text || lpad(p.ordinal::text, 4, '0')`,
    defaultSort: '-statedOn',
  };
});

const contradictions = handleList(listContradictions, async (context, { params, query }) => {
  const operation = await getVisible(context, params.operationId);
  const language = query.lang ?? 'id';
  const rows = (await contradictionsIn(context.tx, operation.id)).map((each) => ({
    ...each,
    text: each.text[language],
    difference: each.computed - each.stated,
  }));
  const figures = { stated: 'integer', computed: 'integer', difference: 'integer' };
  const types = { key: 'text', about: 'text', text: 'text', statedOn: 'date', ...figures, source: 'text' };
  return computedRows('pertentangan', rows, types, { tieBreak: 'key', defaultSort: '-statedOn' });
});

export const readingRoutes = [
  listing,
  reading,
  stages,
  stageTable,
  periods,
  strengths,
  parts,
  contradictions,
];
