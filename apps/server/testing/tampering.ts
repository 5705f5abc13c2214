/** What an operator with every right on the database can do to the journal, as plain SQL. */

// Numbers move in two steps, because each step of an update keeps them unique.
const renumber = (from: number, by: number) => [
  `update journal_index set index = -1 - index where index >= ${from}`,
  `update journal_index set index = -1 - index + ${by} where index < 0`,
];
const ALTERED = `convert_to(replace(convert_from(bytes, 'UTF8'), 'Laporan', 'Karangan'), 'UTF8')`;
export const rewrite = (index: number) => [
  `update journal_leaf set bytes = ${ALTERED} where id = (select leaf_id from journal_index where index = ${index})`,
  `update journal_leaf set hash = sha256('\\x00'::bytea || bytes)`,
];
export const remove = (index: number) => [
  `with gone as (delete from journal_index where index = ${index} returning leaf_id)
   delete from journal_leaf where id in (select leaf_id from gone)`,
  ...renumber(index + 1, -1),
];
/** Somebody thorough does not forget what lists show. */
const listed = [
  `update journal_index i set event = l.event, kind = l.kind, subject = l.subject, operation = l.operation, area = l.area,
     actor = case when l.author ->> 'user' = '' and l.kind = 'account' then '@' || l.subject else l.author ->> 'user' end,
     actor_agency = l.author ->> 'agency', role = l.author ->> 'role',
     written_at = l.written_at, agency = l.attributes ->> 'agency',
     owner = coalesce(l.attributes ->> 'by', l.attributes ->> 'user'), about = l.attributes ->> 'about'
   from journal_leaf l where l.id = i.leaf_id`,
];
export const insert = (index: number) => [
  ...renumber(index, 1),
  `with made as (
     insert into journal_leaf (id, event, kind, subject, operation, area, attributes, bytes, hash, written_at)
     select '00000000-0000-7000-8000-000000000001', event, kind, subject, operation, area, attributes,
       convert_to(replace(convert_from(bytes, 'UTF8'), id::text, '00000000-0000-7000-8000-000000000001'), 'UTF8'), hash, written_at
     from journal_leaf limit 1 returning id)
   insert into journal_index (index, leaf_id) select ${index}, id from made`,
  `update journal_leaf set hash = sha256('\\x00'::bytea || bytes)`,
  ...listed,
];
export const swap = (one: number, other: number) => [
  `update journal_index set index = -index where index in (${one}, ${other})`,
  `update journal_index set index = ${one + other} + index where index < 0`,
];
export const cutFrom = (index: number) => [
  `create temp table gone as select leaf_id from journal_index where index >= ${index}`,
  `delete from journal_index where index >= ${index}`,
  'delete from journal_apart where leaf_id in (select leaf_id from gone)',
  'delete from journal_leaf where id in (select leaf_id from gone)',
];
