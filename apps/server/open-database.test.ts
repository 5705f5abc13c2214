import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeSettings } from '#server/backup/settings.ts';
import type { Capability } from '#server/capability.ts';
import { testDatabase } from '#server/database/test-database.ts';
import type { Config } from './config.ts';
import { openDatabase } from './open-database.ts';

// Nobody holds the identity: only whether it is made is looked at here.
const RECIPIENT = 'age1qvmrcfqnvv4cpdrwzgmz7ackurucqll7kktj6qnd3gq24t74psrqn88vq2';
const root = resolve(import.meta.dirname, '..', '..');
let folder: string;
let database: { url: string; drop(): Promise<void> };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rakor-outside-'));
  database = await testDatabase({ key: 'nothing at all', build: async () => {} });
  await mkdir(join(folder, 'release', 'capabilities', 'later', 'migrations'), { recursive: true });
  await symlink(join(root, 'platform'), join(folder, 'release', 'platform'), 'junction');
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const later: Capability = {
  name: 'later',
  permissions: [],
  kinds: [],
  events: [],
  problems: {},
  endpoints: [],
};

/** Opens the house of one small room, and says what it said. */
async function open(): Promise<string> {
  const config: Config = {
    root: join(folder, 'release'),
    dataDir: join(folder, 'data'),
    port: 0,
    host: '127.0.0.1',
    lan: false,
    sample: false,
    sampleOnLan: false,
    databaseUrl: database.url,
    names: [],
    newAdminLink: false,
    tls: null,
    logOrigin: null,
  };
  const said: string[] = [];
  const opened = await openDatabase(config, [later], (line) => said.push(line));
  await opened.close();
  return said.join('\n');
}

async function addStep(name: string): Promise<void> {
  const sql = `create table step_${name.replace(/\W/g, '_')} (id int primary key);`;
  await writeFile(join(folder, 'release', 'capabilities', 'later', 'migrations', `${name}.sql`), sql);
}

test('before the upgrade of a database of the owner, a backup is made by the plan, or said that there is none', async () => {
  await addStep('0001-one');
  expect(await open()).not.toContain('Upgrading');
  await addStep('0002-two');
  expect(await open()).toContain('no backups are planned');
  const place = join(folder, 'place');
  const keep = { hours: 48, days: 14, weeks: 8 };
  const plan = { place, everyHours: 6, recipients: [RECIPIENT], passphraseFile: null, keep };
  await writeSettings(join(folder, 'data'), plan);
  await addStep('0003-three');
  expect(await open()).toContain('Backup made');
  expect((await readdir(place)).filter((name) => name.endsWith('.rakor-backup'))).toHaveLength(1);
  await writeSettings(join(folder, 'data'), { ...plan, place: join(folder, 'data', 'backup.json', 'below') });
  await addStep('0004-four');
  await expect(open()).rejects.toMatchObject({ code: 'backup.place' });
});

test.skipIf(process.platform === 'win32')(
  'a directory that stood open to other users of the machine is closed at the next start, and what people sent with it',
  async () => {
    await rm(join(folder, 'data', 'backup.json'), { force: true });
    const places = ['', 'files', 'uploads'].map((name) => join(folder, 'data', name));
    for (const place of places) {
      await mkdir(place, { recursive: true });
      await chmod(place, 0o755);
    }
    await open();
    const passing = process.getuid?.() === 0 && process.platform !== 'linux';
    const modes = await Promise.all(places.map(async (place) => (await stat(place)).mode & 0o777));
    expect(modes).toEqual([passing ? 0o711 : 0o700, 0o700, 0o700]);
  },
);
