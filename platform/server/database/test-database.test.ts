import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { connect } from './connect.ts';
import { testDatabase } from './test-database.ts';

const prepare = {
  key: 'test-database.test: one table',
  build: async (url: string) => {
    const { db, close } = connect(url);
    await sql`create table note (text text not null)`.execute(db);
    await sql`insert into note values ('from the template')`.execute(db);
    await close();
  },
};

async function readNotes(url: string): Promise<readonly string[]> {
  const { db, close } = connect(url);
  const found = await sql<{ text: string }>`select text from note order by text`.execute(db);
  await close();
  return found.rows.map((row) => row.text);
}

describe('test databases', () => {
  it('start alike and do not see each other', async () => {
    const [first, second] = await Promise.all([testDatabase(prepare), testDatabase(prepare)]);
    const { db, close } = connect(first.url);
    await sql`insert into note values ('only here')`.execute(db);
    await close();
    expect(await readNotes(first.url)).toEqual(['from the template', 'only here']);
    expect(await readNotes(second.url)).toEqual(['from the template']);
    await Promise.all([first.drop(), second.drop()]);
  });

  it('build their template once, however many ask for it at the same time', async () => {
    let builds = 0;
    const counted = {
      key: 'test-database.test: counted',
      build: async () => {
        builds += 1;
        await wait(50);
      },
    };
    const made = await Promise.all([testDatabase(counted), testDatabase(counted), testDatabase(counted)]);
    await Promise.all(made.map((database) => database.drop()));
    expect(builds).toBe(1);
  });

  it('are built anew when the first build failed', async () => {
    const key = 'test-database.test: fails once';
    const failing = testDatabase({ key, build: () => Promise.reject(new Error('no such table')) });
    await expect(failing).rejects.toThrow('no such table');
    const second = await testDatabase({ ...prepare, key });
    expect(await readNotes(second.url)).toEqual(['from the template']);
    await second.drop();
  });
});
