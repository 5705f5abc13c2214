/** Doors at which tasks are read: the list with its counts, one task, what a new one can name. */
import { sql } from 'kysely';
import { ownColleagues } from '#rooms/access/contract.ts';
import { areaNames, areasBelow } from '#rooms/areas/contract.ts';
import { operationStages, operationSummary } from '#rooms/operations/contract.ts';
import type { Context } from '#server/endpoint/context.ts';
import { handle, handleList } from '#server/endpoint/handle.ts';
import { Refused, refuse } from '#shared/problem.ts';
import { cardOf } from './card.ts';
import {
  listTasks,
  PLENARY_KINDS,
  readChoices,
  readTask,
  readTaskCounts,
  taskKind,
  taskWork,
} from './contract.ts';
import { agenciesTakingPart, todayIn } from './parties.ts';
import { attributeColumns } from './store.ts';
import { findCard } from './store-card.ts';
import { countTasks, type Looker, rowFields } from './store-reading.ts';

const visible = (context: Context) => context.visible(taskKind, attributeColumns);

async function lookerAt(context: Context, operationId: string): Promise<Looker> {
  const { userId, agencyId } = context.actor;
  return { userId, agencyId, today: await todayIn(context, operationId) };
}

const listing = handleList(listTasks, async (context, { params: { operationId }, query }) => {
  const looker = await lookerAt(context, operationId);
  const stages = await stageNames(context, operationId, query.lang ?? 'id');
  return {
    name: 'tugas',
    from: sql`task t`,
    where: sql`t.operation_id = ${operationId} and ${visible(context)}`,
    fields: rowFields(looker),
    worded: { stageName: { of: async () => stages, all: async () => stages } },
    filled: ['ourTurn', 'overdue', 'closed'],
    tieBreak: sql`t.id`,
    // What waits for us, then what is late, then what is next; what has ended comes last.
    defaultSort: '-ourTurn,-overdue,closed,dueDay',
  };
});

async function stageNames(context: Context, id: string, language: 'id' | 'en') {
  const stages = await context.ask(operationStages, { id, withConditional: true });
  return new Map(stages.map(({ key, name }) => [key, name[language]]));
}

const reading = handle(readTask, async (context, { params }) => {
  const found = await findCard(context.tx, params.taskId, visible(context));
  if (!found) throw new Refused(refuse('not-found'));
  return cardOf(context, found, visible(context));
});

const counting = handle(readTaskCounts, async (context, { params: { operationId } }) => {
  const looker = await lookerAt(context, operationId);
  return countTasks(context.tx, operationId, looker, visible(context));
});

const choosing = handle(readChoices, async (context, { params: { operationId } }) => {
  context.demand(taskWork, { operationId });
  const operation = await context.ask(operationSummary, { id: operationId });
  if (!operation) throw new Refused(refuse('not-found'));
  const agencies = await agenciesTakingPart(context, operation.areas);
  const stages = await context.ask(operationStages, { id: operationId });
  return {
    today: await todayIn(context, operationId),
    ownAgencyId: context.actor.agencyId,
    agencies: agencies.map(({ id, name, short, kind }) => ({
      id,
      name,
      short,
      needsPlenary: PLENARY_KINDS.includes(kind),
    })),
    people: [...(await context.ask(ownColleagues, { operationId }))],
    stages: stages.map(({ key, name, start, end }) => ({ key, name, start, end })),
    areas: await areasIn(context, operation.areas),
  };
});

/** The areas of the operation themselves, and the kecamatan in them. */
async function areasIn(context: Context, codes: readonly string[]) {
  const own = await context.ask(areaNames, { codes });
  const below = await context.ask(areasBelow, {
    within: codes.length > 0 ? codes : [''],
    level: 'district',
  });
  const all = new Map([...own, ...below].map(({ code, name }) => [code, { code, name }]));
  return [...all.values()];
}

export const readingRoutes = [listing, reading, counting, choosing];
