/** Published figures: recorded once, listed beside those that disagree. */
import { sql } from 'kysely';
import { handle, handleList } from '#server/endpoint/handle.ts';
import { addFigure, figureAdded, listFigures } from './figures.ts';
import { demandAreas } from './naming.ts';
import { getVisible } from './picture.ts';
import { getRevisable } from './revision-routes.ts';
import { insertFigure } from './saving.ts';
import { saveOnce } from './writing.ts';

const listing = handleList(listFigures, async (context, { params, query }) => {
  const operation = await getVisible(context, params.operationId);
  return {
    name: 'angka-terbit',
    from: sql`operation_figure f`,
    where: sql`f.operation_id = ${operation.id}`,
    fields: {
      id: sql`f.id`,
      name: sql`f.name ->> ${query.lang ?? 'id'}`,
      value: sql`f.value`,
      unit: sql`f.unit`,
      disagrees: sql`case when exists (
        select 1 from operation_figure o
        where o.operation_id = f.operation_id and o.topic = f.topic and o.value <> f.value) then 'yes' else 'no' end`,
      area: sql`f.area`,
      statedOn: sql`f.stated_on`,
      standing: sql`f.standing`,
      source: sql`f.source`,
      note: sql`f.note`,
      topic: sql`f.topic`,
    },
    tieBreak: sql`f.id`,
    defaultSort: 'topic,statedOn',
  };
});

const adding = handle(addFigure, async (context, { params, body }) => {
  const operation = await getRevisable(context, params.operationId);
  const { id, topic, name, value, unit, area, statedOn, source, standing } = body;
  const said = { table: 'figure', id, said: [params, body], event: figureAdded } as const;
  const of = { operation: operation.id, attributes: { operation: operation.id } };
  await saveOnce(context, { ...said, ...of }, async () => {
    await demandAreas(context, [{ field: '/body/area', code: area }], null);
    return {
      after: { topic, name, value, unit, area, statedOn, source, standing },
      insert: (made) => insertFigure(context.tx, operation.id, body, made),
    };
  });
  return { id };
});

export const figureRoutes = [listing, adding];
