import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Connection, connect, inTransaction } from '#server/database/connect.ts';
import { migrate } from '#server/database/migrate.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { openLog } from '#server/journal/identity.ts';
import { record } from '#server/journal/record.ts';
import { numberAll } from '#server/journal/sequencer.ts';
import { signerOf } from '#server/journal/signer.ts';
import { noteWritten } from '#server/testing/notes.ts';
import { newId } from '#shared/id.ts';
import { checkLeaves } from './doctor-leaves.ts';
import { verifyJournalCommand } from './verify-journal.ts';

const signer = signerOf(generateKeyPairSync('ed25519').privateKey);
const NOW = new Date('2024-11-27T06:10:00.000Z');
/** Fewer than the journal has: it counts as large. */
const SMALL = 10;

async function grow({ db }: Connection, count: number): Promise<void> {
  const who = { user: 'user-1', agency: null, role: 'writer' };
  await inTransaction(db, async (tx) => {
    for (let n = 0; n < count; n++) {
      const fact = {
        subject: newId(),
        area: '31.73',
        after: { title: `${n}` },
        attributes: { area: '31.73' },
      };
      await record(tx, noteWritten, fact, { who, at: { device: null, server: NOW, operation: null } });
    }
  });
  await numberAll(db, await openLog(db, { signer, origin: null, clock: () => NOW }));
}

async function alter({ pool }: Connection, index: number): Promise<void> {
  await pool.query(`begin; alter table journal_leaf disable trigger user;
    update journal_leaf set bytes = convert_to(replace(convert_from(bytes, 'UTF8'), '"v":1', '"v":9'), 'UTF8')
    where id = (select leaf_id from journal_index where index = ${index});
    alter table journal_leaf enable trigger user; commit`);
}

it('reads a large journal whole once and then what grew, and believes no note of its own that is not signed', async () => {
  const migrations = join(import.meta.dirname, '..', '..', '..', 'platform', 'server', 'migrations');
  const { url, drop } = await testDatabase({ key: 'nothing at all', build: async () => {} });
  const dataDir = await mkdtemp(join(tmpdir(), 'rakor-leaves-'));
  const connection = connect(url);
  await migrate(connection.pool, [{ room: 'platform', dir: migrations }]);
  const look = async () => {
    const [found] = await checkLeaves(url, dataDir, NOW, SMALL);
    return [found?.level, found?.text.en];
  };
  await grow(connection, 300);
  expect(await look()).toEqual(['good', expect.stringContaining('Every leaf')]);
  await grow(connection, 20);
  expect(await look()).toEqual(['good', expect.stringMatching(/^Leaves 300 to 319 do fit/)]);
  await alter(connection, 305);
  expect(await look()).toEqual(['bad', expect.stringMatching(/^Leaves 300 to 319 do not fit/)]);
  const path = join(dataDir, 'journal-checked.json');
  const kept = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify({ ...kept, peaks: 'ab'.repeat(kept.peaks.length / 2) }));
  expect(await look()).toEqual(['bad', expect.stringMatching(/ALTERED: .* Index 305/)]);
  const said: string[] = [];
  const at = {
    root: dataDir,
    version: 'test',
    env: {},
    say: (line: string) => said.push(line),
    complain: () => {},
  };
  // What a monitoring system gets.
  expect(await verifyJournalCommand.run(['--database', url, '--json'], at)).toBe(1);
  const { whole, size, findings } = JSON.parse(said.join('\n'));
  expect({ whole, size, first: findings[0] }).toMatchObject({
    ...{ whole: false, size: 320 },
    first: { kind: 'altered', index: 305, text: { en: expect.stringContaining('ALTERED') } },
  });
  await connection.close();
  await drop();
  await rm(dataDir, { recursive: true });
});
