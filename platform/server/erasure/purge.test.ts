import pg from 'pg';
import { expect, it } from 'vitest';
import { testDatabase } from '../database/test-database.ts';
import { purgeTables } from './purge.ts';

it('calls nothing clean while a backup may still read what was erased', async () => {
  const { url, drop } = await testDatabase({ key: 'empty', build: async () => {} });
  const [writer, backup] = [new pg.Client(url), new pg.Client(url)];
  await Promise.all([writer.connect(), backup.connect()]);
  await writer.query(`create table person (name text); insert into person values ('Yohana')`);
  await backup.query('begin isolation level repeatable read read only');
  await backup.query('select 1');
  await writer.query('delete from person');
  // The backup has not come to this table yet, so that no lock of its is in the way.
  expect(await purgeTables(url, ['person'], 0)).toEqual({ tables: ['person'], busy: ['person'] });
  await Promise.all([writer.end(), backup.end()]);
  await drop();
});
