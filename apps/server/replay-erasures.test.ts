import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, it } from 'vitest';
import { testDatabase } from '#server/database/test-database.ts';
import { openFileStore } from '#server/files/store.ts';
import { personal, table, words } from '#shared/holding.ts';
import { replayErasures } from './replay-erasures.ts';

const what = words('Foto', 'Photograph');
const holding = {
  what,
  purpose: what,
  basis: 'public-task' as const,
  term: { after: 'recorded' as const, days: 1, executed: true as const },
  readers: { by: [], self: true as const },
};

it('takes the photograph of an erased person out of what a backup brought back, and no other', async () => {
  const { url, drop } = await testDatabase({ key: 'empty', build: async () => {} });
  const place = await mkdtemp(join(tmpdir(), 'rakor-replay-'));
  const files = openFileStore(place);
  const [erased, shared, gone] = [
    await files.put(Buffer.from('erased')),
    await files.put(Buffer.from('shared')),
    'a'.repeat(64),
  ];
  const client = new pg.Client(url);
  await client.connect();
  await client.query('create table photo (id text primary key, file text not null)');
  await client.query(`insert into photo values ('1', $1), ('2', $2), ('3', $2), ('4', $3)`, [
    erased,
    shared,
    gone,
  ]);
  const items = ['1', '2', '4'].map((id) => ({ table: 'photo', column: 'file', key: { id }, paths: null }));
  const at = '2024-11-27T01:00:00.000Z';
  const erasures = [{ id: '01890000-0000-7000-8000-000000000001', at, items }];
  // PostgreSQL's own cleaning of a database that was just made sees rows that are dead to everybody else.
  await expect.poll(() => othersIn(client)).toBe(0);
  const replay = replayErasures([{ photo: table(what, personal(holding, 'file')) }], () => {});
  await replay({ url, embedded: false, dataDir: place, erasures });
  const { rows } = await client.query('select id from photo where file <> $1 order by id', ['(dihapus)']);
  expect(rows).toEqual([{ id: '3' }]);
  // What was loaded a moment ago and then changed leaves no dead row behind, in a database of the owner's own either.
  const places = await client.query<{ last: number }>(
    'select max((ctid::text::point)[1])::int as last from photo',
  );
  expect(places.rows).toEqual([{ last: 4 }]);
  expect([await files.get(erased), (await files.get(shared))?.toString()]).toEqual([null, 'shared']);
  await client.end();
  await drop();
  await rm(place, { recursive: true });
});

async function othersIn(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ others: number }>(
    'select count(*)::int as others from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  return rows[0]?.others ?? 0;
}
