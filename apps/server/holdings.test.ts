import { resolve } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listFields, readPromise } from '#rooms/holdings/contract.ts';
import { declaredBy } from '#rooms/holdings/declared.ts';
import { exceptions } from '#rooms/holdings/exceptions.ts';
import { namesIn } from '#rooms/holdings/names.ts';
import { checkNames, matchesPlace } from '#rooms/holdings/refused.ts';
import { declaredColumns, linesOf } from '#rooms/holdings/rows.ts';
import { readSchema } from '#rooms/holdings/schema.ts';
import { apartFromColumns, openInLeaves } from '#rooms/holdings/without-column.ts';
import type { Capability } from '#server/capability.ts';
import { systemClock } from '#shared/time.ts';
import { planHouse } from './house.ts';
import { type House, openHouse } from './testing/house.ts';

const root = resolve(import.meta.dirname, '..', '..');
const rooms = planHouse(root, systemClock, false).capabilities;
const declared = declaredBy(rooms);
const lines = linesOf(declared);

let house: House;
let columns: readonly string[];
beforeAll(async () => {
  house = await openHouse();
  columns = (await house.db.transaction().execute(readSchema)).columns;
});
afterAll(() => house.close());

describe('what Rakor says it holds', () => {
  it('is every column of the migrated database, and no other', () => {
    expect(columns.length).toBeGreaterThan(300);
    expect({ notDeclared: without(columns, declaredColumns(declared)) }).toEqual({ notDeclared: [] });
    expect({ notInDatabase: without(declaredColumns(declared), columns) }).toEqual({ notInDatabase: [] });
  });

  it('tells of every personal or sealed field of an event in which column the same value stands', () => {
    const told = new Set(
      lines.flatMap(({ column }) =>
        column.class === 'personal' || column.class === 'sealed' ? (column.journal ?? []) : [],
      ),
    );
    const recorded = fieldsOf(rooms, (kind) => kind !== 'open');
    expect({ withoutColumn: without(recorded, [...told, ...Object.keys(apartFromColumns)]) }).toEqual({
      withoutColumn: [],
    });
    expect({ noSuchField: without([...told, ...Object.keys(apartFromColumns)], recorded) }).toEqual({
      noSuchField: [],
    });
  });

  it('lists by name each value that is personal in its column and stands open in a leaf', () => {
    const open = rooms.flatMap((room) => {
      const own = lines.filter((line) => line.room === room.name && line.column.class === 'personal');
      const personal = new Set(own.flatMap(({ columns: names }) => names.map(fieldOf)));
      return fieldsOf([room], (kind) => kind === 'open').filter((field) =>
        personal.has(field.split(':')[1] ?? ''),
      );
    });
    expect({ notListed: without(open, Object.keys(openInLeaves)) }).toEqual({ notListed: [] });
    const all = fieldsOf(rooms, (kind) => kind === 'open');
    expect({ noLongerOpen: without(Object.keys(openInLeaves), all) }).toEqual({ noLongerOpen: [] });
  });
});

describe('what Rakor refuses to hold', () => {
  it('is in no name of a table, a column, a door or an event', () => {
    expect(checkNames(namesIn(columns, rooms)).found).toEqual([]);
  });

  it('is found where somebody adds it', () => {
    const planted = [
      'column:station.party_votes',
      'door:stations.register/body/nikPemilih',
      'table:watch_list',
    ];
    expect(checkNames(planted).found.map(({ category }) => category)).toEqual([
      'votes',
      'candidates',
      'voters',
      'civil-id',
      'watching',
    ]);
  });

  it('has no exception that nothing needs', () => {
    const names = namesIn(columns, rooms);
    const idle = exceptions.flatMap(({ sign, where }) =>
      where
        .filter((place) => !names.some((name) => matchesPlace(place, name)))
        .map((place) => `${sign} ${place}`),
    );
    expect(idle).toEqual([]);
  });
});

describe('the pages', () => {
  it('are open to anybody and look at the database that is running', async () => {
    const before = await house.stranger.ask(readPromise, {});
    expect(before).toMatchObject({ undeclared: [], missing: [], columns: columns.length });
    await sql`create table vote_tally (id uuid primary key, paslon text)`.execute(house.db);
    const after = await house.stranger.ask(readPromise, {});
    expect(after.undeclared).toEqual(['vote_tally.id', 'vote_tally.paslon']);
    expect(after.refused.flatMap(({ found }) => found)).toEqual([
      'table:vote_tally',
      'column:vote_tally.paslon',
    ]);
    expect(after.schema).not.toBe(before.schema);
    await sql`drop table vote_tally`.execute(house.db);
  });

  it('tell a role what it sees, and the operator that everything unsealed is readable', async () => {
    const seenBy = async (viewer: 'liaison' | 'auditor' | 'administrator' | 'public' | 'operator') => {
      const { rows } = await house.stranger.ask(listFields, { query: { viewer, limit: 500 } });
      return rows.flatMap((row) => row.columns.split(', '));
    };
    const text = 'incident.text';
    expect(await seenBy('liaison')).toContain(text);
    expect(await seenBy('auditor')).not.toContain(text);
    expect(await seenBy('administrator')).not.toContain(text);
    expect(await seenBy('public')).not.toContain(text);
    const operator = await seenBy('operator');
    expect(operator).toEqual(expect.arrayContaining([text, 'account.password_hash', 'journal_apart.value']));
    expect(operator).not.toContain('phone.outbox');
  });
});

function without(all: readonly string[], known: readonly string[]): readonly string[] {
  const set = new Set(known);
  return all.filter((each) => !set.has(each));
}

/** `incident.opened.v1:title` */
function fieldsOf(of: readonly Capability[], isWanted: (kind: string) => boolean): readonly string[] {
  return of.flatMap((room) =>
    room.events.flatMap(({ name, fields }) =>
      Object.entries(fields).flatMap(([field, kind]) => (isWanted(kind) ? [`${name}:${field}`] : [])),
    ),
  );
}

/** `station.responsible_name` as an event calls it: `responsibleName`. */
function fieldOf(column: string): string {
  return (column.split('.')[1] ?? '').replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
