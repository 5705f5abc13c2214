/** This room as the server composes it. */
import { sql } from 'kysely';
import type { Capability } from '#server/capability.ts';
import { handle, handleList } from '#server/endpoint/handle.ts';
import { lawfulBases } from '#shared/holding.ts';
import type { Localized } from '#shared/schema.ts';
import { type FieldRow, listFields, readPromise } from './contract.ts';
import { declaredBy } from './declared.ts';
import { checkPromise } from './promise.ts';
import { operatorReads, readersText, termText, viewersOf } from './readers.ts';
import { type Line, linesOf } from './rows.ts';
import { roomWords } from './vocabulary.ts';

/** @param rooms every room of the house, asked when it is built */
export function holdingsRoom(rooms: () => readonly Capability[]): Capability {
  return {
    name: 'holdings',
    permissions: [],
    kinds: [],
    events: [],
    problems: {},
    migrations: false,
    endpoints: [
      handleList(listFields, async (_context, { query }) => {
        const { viewer, class: wanted, lang = 'id' } = query;
        const rows = linesOf(declaredBy(rooms())).map((line, position) => ({
          row: rowOf(line, position, lang),
          isShown:
            (!viewer || viewersOf(line.column).includes(viewer)) && (!wanted || wanted === line.column.class),
        }));
        const shown = rows.flatMap(({ row, isShown }) => (isShown ? [row] : []));
        return {
          name: 'siapa-melihat-apa',
          from: sql`jsonb_to_recordset(${JSON.stringify(shown)}::jsonb) as f(id text, room text, record text,
            field text, class text, readers text, operator text, purpose text, basis text, kept text,
            columns text, position integer)`,
          fields: Object.fromEntries(FIELDS.map((name) => [name, sql.ref(`f.${name}`)])),
          tieBreak: sql`f.id`,
          defaultSort: 'position',
        };
      }),
      handle(readPromise, ({ tx, now }) => checkPromise(tx, now, rooms())),
    ],
  };
}

const FIELDS = Object.keys(listFields.columns);

function rowOf(
  { room, record, field, column, columns }: Line,
  position: number,
  language: 'id' | 'en',
): FieldRow {
  const say = (text: Localized) => text[language];
  const isPersonal = column.class === 'personal';
  return {
    id: columns.join(' '),
    room: say(roomWords(room)),
    record: say(record),
    field: say(field),
    class: column.class,
    readers: say(readersText(column)),
    operator: operatorReads(column) ? 'yes' : 'no',
    purpose: isPersonal ? say(column.purpose) : null,
    basis: isPersonal ? say(lawfulBases[column.basis]) : null,
    kept: isPersonal ? say(termText(column.term)) : null,
    columns: columns.join(', '),
    position,
  };
}
