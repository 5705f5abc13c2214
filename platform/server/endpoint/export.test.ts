import { sql } from 'kysely';
import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columns, type ListQuery } from '#shared/table.ts';
import { type Connection, connect, inTransaction } from '../database/connect.ts';
import { testDatabase } from '../database/test-database.ts';
import { exportList } from './export.ts';

const both = (text: string) => ({ id: text, en: text });
const declared = columns({
  post: { title: both('Pos'), type: 'text' },
  area: { title: { id: 'Wilayah', en: 'Area' }, type: 'area' },
  areas: { title: both('Semua'), type: 'area', quiet: true },
  seat: { title: both('Kedudukan'), type: 'area', nameIn: 'post', quiet: true },
  gone: { title: both('Nama'), type: 'text', quiet: true },
});
const names = new Map([
  ['31.73.07', 'Palmerah'],
  ['31.73.02', 'Grogol, Petamburan'],
]);

let connection: Connection;
let drop: () => Promise<void>;
beforeAll(async () => {
  const database = await testDatabase({ key: 'export', build: async () => {} });
  connection = connect(database.url);
  drop = database.drop;
});
afterAll(async () => {
  await connection.close();
  await drop();
});

function exported(asked: ListQuery, rows = 1) {
  const source = {
    name: 'pos',
    from: sql`(select 'P' || n as post, case when n % 2 = 1 then '31.73.07' else '31.99.01' end as area
               from generate_series(1, ${rows}::int) n) p`,
    fields: {
      post: sql`p.post`,
      area: sql`p.area`,
      areas: sql`array['31.73.02', '31.73.07']`,
      seat: sql`'31.73'`,
      gone: sql`'(dihapus)'`,
    },
    tieBreak: sql`p.post`,
  };
  const now = new Date('2024-11-24T18:00:00Z');
  return inTransaction(connection.db, (tx) =>
    exportList({ context: { tx, now }, source, columns: declared, namer: async () => names }, asked),
  );
}

async function linesOf(asked: ListQuery, rows?: number): Promise<readonly string[]> {
  const { body } = await exported({ ...asked, format: 'csv' }, rows);
  return Buffer.from(body instanceof Uint8Array ? body : [])
    .toString('utf8')
    .replace('\ufeff', '')
    .trimEnd()
    .split('\r\n');
}

describe('a list as a file', () => {
  it('writes an area as its code and its name, and the code alone where nobody knows a name', async () => {
    expect(await linesOf({}, 2)).toEqual([
      'Pos,Wilayah,Wilayah (nama)',
      'P1,31.73.07,Palmerah',
      'P2,31.99.01,',
    ]);
    expect(await linesOf({ lang: 'en', columns: 'area' })).toEqual(['Area,Area (name)', '31.73.07,Palmerah']);
  });

  it('names several areas in one cell, and writes no second name where another column holds it', async () => {
    expect(await linesOf({ columns: 'seat,areas' })).toEqual([
      'Kedudukan,Semua,Semua (nama)',
      '31.73,"31.73.02, 31.73.07","Grogol, Petamburan, Palmerah"',
    ]);
  });

  it('says in its own language that somebody was erased', async () => {
    expect(await linesOf({ columns: 'gone' })).toEqual(['Nama', '(dihapus)']);
    expect(await linesOf({ columns: 'gone', lang: 'en' })).toEqual(['Nama', '(erased)']);
  });

  it('holds every row of a long list once, as a spreadsheet too', async () => {
    const lines = await linesOf({ columns: 'post,area' }, 4_001);
    expect(new Set(lines).size).toBe(4_002);
    const { body } = await exported({ format: 'xlsx', columns: 'area,post' });
    const rows = await readSheet(Buffer.from(body instanceof Uint8Array ? body : []));
    expect(rows).toEqual([
      ['Wilayah', 'Wilayah (nama)', 'Pos'],
      ['31.73.07', 'Palmerah', 'P1'],
    ]);
  });

  it('is called by what it is, where and when; by the day in Jakarta when nothing else is known', async () => {
    expect((await exported({ format: 'csv' })).fileName).toBe('pos-2024-11-25.csv');
    const about = 'jakarta-barat-2024-11-26';
    expect((await exported({ format: 'xlsx', about })).fileName).toBe(`pos-${about}.xlsx`);
  });
});
