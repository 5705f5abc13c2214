import { execFile } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { Secret, TOTP } from 'otpauth';
import pg from 'pg';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { restoreBackup } from '#server/backup/restore-backup.ts';
import { readStanding } from '#server/backup/standing.ts';
import { houseMark } from '#server/backup/write-backup.ts';
import { testDatabase } from '#server/database/test-database.ts';
import { writeLedger } from '#server/erasure/ledger.ts';
import { systemClock } from '#shared/time.ts';
import { migrationSources } from '../compose.ts';
import { planHouse } from '../house.ts';
import { makeAuthority, makeServerCertificate } from '../lan/authority.ts';
import { type Running, start } from '../start.ts';
import { explainStart } from '../start-error.ts';
import { backup } from './backup.ts';
import type { Command } from './command.ts';
import { doctor } from './doctor.ts';
import type { Finding } from './doctor-finding.ts';
import { restore } from './restore.ts';
import { verifyJournalCommand } from './verify-journal.ts';

const root = resolve(import.meta.dirname, '..', '..', '..');
const SAMPLE = 'kupang-2024';
let folder: string;
let identityFile: string;
let recipient: string;
let first: { url: string; drop(): Promise<void> };
let server: Running;
let file: string;

async function emptyDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  return testDatabase({ key: 'nothing at all', build: async () => {} });
}

function serve(dataDir: string, databaseUrl: string, heard: string[] = []): Promise<Running> {
  const config = { root, dataDir, databaseUrl, port: 0, host: '127.0.0.1', lan: false, sample: false };
  const rest = { sampleOnLan: false, names: [], newAdminLink: false, tls: null, logOrigin: null };
  return start({ ...config, ...rest }, 'test', (line) => heard.push(line));
}

async function run(command: Command, ...args: readonly string[]) {
  const said: string[] = [];
  const say = (line: string) => said.push(line);
  const code = await command.run(args, { root, version: 'test', env: {}, say, complain: say });
  return { code, said: said.join('\n') };
}

async function ask<T>(url: string, sql: string): Promise<readonly T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

/** The only backup in this place is of an altered journal: the house comes back only if somebody says so, and tells. */
async function bringBackAltered(place: string): Promise<void> {
  const [name = ''] = (await readdir(place)).filter((one) => one.endsWith('.rakor-backup'));
  const from = join(place, name);
  const third = await emptyDatabase();
  const refusing = ['--data', join(folder, 'refused'), '--database', third.url];
  const refused = await run(restore, from, ...refusing, '--identity-file', identityFile);
  expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('--altered-journal')]);
  await third.drop();
  const fourth = await emptyDatabase();
  const there = ['--data', join(folder, 'altered'), '--database', fourth.url];
  const more = [...there, '--identity-file', identityFile, '--altered-journal'];
  const brought = await run(restore, from, ...more);
  expect([brought.code, brought.said]).toEqual([0, expect.stringContaining('had been altered')]);
  await (await serve(join(folder, 'altered'), fourth.url)).stop();
  const told = `select convert_from(bytes, 'UTF8') as leaf from journal_leaf where event = 'system.restored.v1'`;
  expect(await ask(fourth.url, told)).toEqual([
    { leaf: expect.stringContaining('"altered","before":null,"field":"journal"') },
  ]);
  const looked = await run(doctor, ...there, '--port', '0');
  expect(looked.said).toContain('whose journal had been altered');
  const verified = await run(verifyJournalCommand, '--database', fourth.url);
  expect([verified.code, verified.said]).toEqual([1, expect.stringContaining('Index 7,')]);
  await fourth.drop();
}

const ERASED_LONG_AGO = {
  id: '01890000-0000-7000-8000-000000000001',
  at: '2024-11-27T01:00:00.000Z',
  items: [{ table: 'no_table', column: 'name', key: { id: '1' }, paths: null }],
};

// But for the queue: a server that runs asks for its next job at any time after the backup.
const COUNTS = `select relname as name,
    (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I', relname), false, true, '')))[1]::text as rows
  from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace and relname <> 'job' order by relname`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rakor-backup-'));
  const identity = await generateX25519Identity();
  recipient = await identityToRecipient(identity);
  identityFile = join(folder, 'identity.txt');
  await writeFile(identityFile, `# kept apart\n${identity}\n`);
  first = await emptyDatabase();
});

afterAll(async () => {
  await server?.stop();
  await first.drop();
  await rm(folder, { recursive: true, force: true });
});

describe('a backup of a house that runs', () => {
  it('becomes the same house in an empty directory: rows, journal, photographs, one-time codes', async () => {
    const heard: string[] = [];
    const dataDir = join(folder, 'house');
    server = await serve(dataDir, first.url, heard);
    const opened = await fetch(`${server.origin}/api/samples/${SAMPLE}/open`, post({}));
    const { operationId } = JSON.parse(await opened.text());
    const secret = await administratorOf(server.origin, heard.join('\n'));
    const photo = await photographIn(server.origin, operationId);
    const place = join(folder, 'place');
    await writeLedger(dataDir, { entries: [ERASED_LONG_AGO], complete: [] });
    const words = ['--data', dataDir, '--database', first.url];
    const made = await run(backup, ...words, '--to', place, '--recipient', recipient);
    expect([made.code, made.said]).toEqual([0, expect.stringContaining('every part matches')]);
    const names = await readdir(place);
    expect(names).toContain('erasures.ndjson');
    file = join(place, names.find((name) => name.endsWith('.rakor-backup')) ?? '');
    const looked = await run(doctor, ...words, '--quick');
    expect(looked.said).toContain(`Rakor answers at port ${new URL(server.origin).port}`);
    await server.stop();
    expect((await run(doctor, ...words, '--quick')).said).toMatch(/[Pp]ort 8080 \(the default\)/);

    const second = await emptyDatabase();
    const target = join(folder, 'restored');
    const back = ['--data', target, '--database', second.url, '--identity-file', identityFile];
    const restored = await run(restore, file, ...back);
    expect([restored.code, restored.said]).toEqual([
      0,
      expect.stringMatching(/root [0-9a-f]{64} computed anew/),
    ]);
    expect(restored.said).toMatch(/ledger of erasures is complete until 20\d\d-.*\(1 erasures\)/);
    const counts = await ask(second.url, COUNTS);
    expect(counts).toEqual(await ask(first.url, COUNTS));
    expect(counts.length).toBeGreaterThan(50);
    const guards =
      'select tgname, tgrelid::regclass::text from pg_trigger where not tgisinternal order by 1, 2';
    expect(await ask(second.url, guards)).toEqual(await ask(first.url, guards));
    const checkpoint = 'select note from journal_checkpoint order by size desc limit 1';
    expect(await ask(second.url, checkpoint)).toEqual(await ask(first.url, checkpoint));
    server = await serve(target, second.url);
    expect((await photo.again(server.origin)).equals(photo.bytes)).toBe(true);
    expect((await signInAgain(server.origin, secret)).status).toBe(200);
    await server.stop();
    await second.drop();
  }, 120_000);

  it('is refused for one changed byte anywhere, and for a cut anywhere, and says where', async () => {
    const whole = await readFile(file);
    const spoilt = join(folder, 'spoilt');
    for (let round = 0; round < 20; round += 1) {
      const at = randomInt(whole.length);
      const changed = Buffer.from(whole);
      changed.writeUInt8(changed.readUInt8(at) ^ (1 + randomInt(255)), at);
      await writeFile(spoilt, changed);
      const { code, said } = await run(backup, '--check', spoilt, '--identity-file', identityFile);
      expect([at, code, said]).toEqual([
        at,
        1,
        expect.stringMatching(/bytes \d+ to \d+|from byte \d+|its first bytes/),
      ]);
      // The chunk that holds the byte is the one that is named.
      const [, from, to] = /bytes (\d+) to (\d+)/.exec(said) ?? [];
      if (from !== undefined)
        expect(Number(from) <= at && at <= Number(to), `byte ${at}: ${said}`).toBe(true);
    }
    for (const left of [randomInt(1, whole.length), randomInt(1, whole.length), 10, whole.length - 1]) {
      await copyFile(file, spoilt);
      await truncate(spoilt, left);
      const target = join(folder, 'never');
      const { code, said } = await run(restore, spoilt, '--data', target, '--identity-file', identityFile);
      expect([left, code, said]).toEqual([left, 1, expect.stringMatching(/byte/)]);
      expect(await readdir(folder)).not.toContain('never');
    }
  });

  it('names the table that a damaged chunk belongs to', async () => {
    const changed = await readFile(file);
    const at = changed.length - 20;
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    const spoilt = join(folder, 'spoilt');
    await writeFile(spoilt, changed);
    const { said } = await run(backup, '--check', spoilt, '--identity-file', identityFile);
    expect(said).toMatch(/database\/\w+\/\d+\.copy \(table \w+\)/);
  });

  it('opens with no other key, and goes into nothing that is not empty', async () => {
    const other = join(folder, 'other.txt');
    await writeFile(other, `${await generateX25519Identity()}\n`);
    const wrong = await run(restore, file, '--data', join(folder, 'never'), '--identity-file', other);
    expect([wrong.code, wrong.said]).toEqual([1, expect.stringContaining('does not open')]);
    const phrase = join(folder, 'phrase.txt');
    await writeFile(phrase, `${randomBytes(12).toString('hex')}\n`);
    expect((await run(backup, '--check', file, '--passphrase-file', phrase)).code).toBe(1);
    expect(await readdir(folder)).not.toContain('never');
    const used = await run(restore, file, '--data', folder, '--identity-file', identityFile);
    expect([used.code, used.said]).toEqual([2, expect.stringContaining('is not empty')]);
    const into = ['--data', join(folder, 'beside'), '--database', first.url, '--identity-file', identityFile];
    const full = await run(restore, file, ...into);
    expect([full.code, full.said]).toEqual([2, expect.stringContaining('of DATABASE_URL is not empty')]);
  });

  it('is refused by an older release, and a newer one brings it to its own state', async () => {
    const [, identity = ''] = (await readFile(identityFile, 'utf8')).split('\n');
    const sources = migrationSources(root, planHouse(root, systemClock, false).capabilities);
    const order = {
      file,
      key: { kind: 'identities', identities: [identity] },
      databaseUrl: first.url,
      erasures: { kind: 'beside' },
      acceptAltered: false,
      clock: systemClock,
      signal: new AbortController().signal,
      beforeOpening: [],
      log: () => {},
      step: () => {},
    } as const;
    const older = restoreBackup({ ...order, sources: sources.slice(0, -1), dataDir: join(folder, 'older') });
    await expect(older).rejects.toMatchObject({ code: 'backup.newer' });
    expect(await readdir(folder)).not.toContain('older');
    const later = join(folder, 'later');
    await mkdir(later);
    await writeFile(join(later, '0001-later.sql'), 'create table later (id int primary key);');
    const third = await emptyDatabase();
    const newer = { sources: [...sources, { room: 'later', dir: later }], dataDir: join(folder, 'newer') };
    await restoreBackup({ ...order, ...newer, databaseUrl: third.url });
    expect(await ask(third.url, `select name from platform_migration where room = 'later'`)).toHaveLength(1);
    await third.drop();
  }, 60_000);

  it('is not brought back without the erasures that came after it, unless somebody says so, which the journal tells', async () => {
    const alone = join(folder, 'alone');
    await mkdir(alone);
    await copyFile(file, join(alone, 'some.rakor-backup'));
    const third = await emptyDatabase();
    const target = join(folder, 'without');
    const words = ['--data', target, '--database', third.url, '--identity-file', identityFile];
    const bring = (...more: readonly string[]) =>
      run(restore, join(alone, 'some.rakor-backup'), ...words, ...more);
    const refused = await bring();
    expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('--without-erasures')]);
    await writeFile(join(alone, 'erasures.ndjson'), '');
    const older = await bring();
    expect([older.code, older.said]).toEqual([
      1,
      expect.stringContaining('1 erasures that the backup knows'),
    ]);
    expect(await readdir(folder)).not.toContain('without');
    const empty = join(folder, 'emptied.ndjson');
    await writeFile(empty, `${JSON.stringify(ERASED_LONG_AGO)}\n`);
    const undated = await bring('--erasures', empty);
    expect([undated.code, undated.said]).toEqual([1, expect.stringContaining('does not say until when')]);
    const [origin] = await ask<{ origin: string }>(first.url, 'select origin from journal_head');
    const old = JSON.stringify({ log: origin?.origin, completeUntil: ERASED_LONG_AGO.at });
    await writeFile(empty, `${old}\n${JSON.stringify(ERASED_LONG_AGO)}\n`);
    const early = await bring('--erasures', empty);
    expect([early.code, early.said]).toEqual([1, expect.stringContaining('complete only until 2024-11-27')]);
    expect(await readdir(folder)).not.toContain('without');
    const { code, said } = await bring('--without-erasures');
    expect([code, said]).toEqual([0, expect.stringContaining('WITHOUT replaying erasures')]);
    for (const _start of [1, 2]) await (await serve(target, third.url)).stop();
    const told = `select convert_from(bytes, 'UTF8') as leaf from journal_leaf where event = 'system.restored.v1'`;
    expect(await ask(third.url, told)).toEqual([{ leaf: expect.stringContaining('"without"') }]);
    const looked = await run(doctor, '--data', target, '--database', third.url, '--port', '0');
    expect(looked.said).toContain('without replaying erasures');
    await third.drop();
  }, 60_000);

  it('leaves a directory that does not start when its restore was cut', async () => {
    // The run before stopped after it had begun: what it left is such a directory.
    const refusal = await serve(join(folder, 'beside'), first.url).catch(explainStart);
    expect(refusal).toContain('was cut in the middle');
  });

  it('of a journal that was altered is kept under a name that says so, and is no good one', async () => {
    const dataDir = join(folder, 'house');
    const words = ['--data', dataDir, '--database', first.url, '--recipient', recipient];
    const place = join(folder, 'evidence');
    const change = (from: string, to: string) =>
      ask(
        first.url,
        `begin; alter table journal_leaf disable trigger user;
         update journal_leaf set bytes = convert_to(replace(convert_from(bytes, 'UTF8'), '${from}', '${to}'), 'UTF8')
         where id = (select leaf_id from journal_index where index = 7);
         alter table journal_leaf enable trigger user; commit`,
      );
    await change('"v":1', '"v":2');
    const { code, said } = await run(backup, ...words, '--to', place);
    expect([code, said]).toEqual([1, expect.stringMatching(/no longer whole. ALTERED: .* Index 7,/)]);
    expect(await readdir(place)).toContainEqual(expect.stringMatching(/-altered-journal\.rakor-backup$/));
    const { state, last, backups } = await readStanding(dataDir, new Date());
    expect([state, backups[0]?.journal]).toEqual(['none', 'altered']);
    expect(last).toMatchObject({ journal: 'whole', checked: 'content' });
    await bringBackAltered(place);
    await change('"v":2', '"v":1');
    expect((await run(backup, ...words, '--to', place)).said).toContain('every leaf, tile and checkpoint');
  }, 60_000);

  it('sweeps what its own killed predecessor left half written, and not what another house is writing', async () => {
    const dataDir = join(folder, 'house');
    const place = join(folder, 'shared');
    const [dead, alive] = [houseMark(dataDir), houseMark(join(folder, 'another'))].map(
      (mark) => `rakor-20261122T025537Z.${mark}.rakor-backup.partial`,
    );
    await mkdir(place);
    for (const name of [dead, alive]) await copyFile(file, join(place, name ?? ''));
    const listed = await run(backup, '--list', place, '--data', dataDir);
    expect(listed.said).toContain('There is no backup');
    const words = ['--data', dataDir, '--database', first.url, '--recipient', recipient];
    expect((await run(backup, ...words, '--to', place)).code).toBe(0);
    const partials = (await readdir(place)).filter((name) => name.endsWith('.partial'));
    expect(partials).toEqual([alive]);
  });

  it('leaves a full disk as it was, but for the ledger of erasures', async (context) => {
    const place = join(folder, 'full');
    await mkdir(place);
    try {
      await promisify(execFile)('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place]);
    } catch {
      return context.skip('no small disk can be mounted here');
    }
    try {
      const words = ['--data', join(folder, 'house'), '--database', first.url, '--recipient', recipient];
      const { code, said } = await run(backup, ...words, '--to', place);
      expect([code, said]).toEqual([1, expect.stringContaining('There is no space left')]);
      expect(await readdir(place)).toEqual(['erasures.ndjson']);
    } finally {
      await promisify(execFile)('umount', [place]);
    }
  });

  it('keeps nothing of itself when it cannot be written', async () => {
    const place = join(folder, 'a-file');
    await writeFile(place, '');
    const words = ['--data', join(folder, 'house'), '--database', first.url, '--recipient', recipient];
    const refused = await run(backup, ...words, '--to', join(place, 'below'));
    expect([refused.code, refused.said]).toEqual([1, expect.stringContaining('could not be written')]);
    expect(await readFile(place, 'utf8')).toBe('');
  });
});

describe('the doctor', () => {
  const look = async (dataDir: string) => {
    const { code, said } = await run(
      doctor,
      '--data',
      dataDir,
      '--database',
      first.url,
      '--port',
      '0',
      '--json',
    );
    const findings: readonly Finding[] = JSON.parse(said);
    const levels = findings.map(({ check, level }) => [check, level]);
    return { code, of: Object.fromEntries(levels), remedies: findings.map(({ remedy }) => remedy?.en) };
  };

  it('finds nothing wrong in a house that stands', async () => {
    const { code, of } = await look(join(folder, 'house'));
    expect([code, of]).toEqual([
      0,
      expect.objectContaining({
        journal: 'good',
        'journal.checkpoint': 'good',
        clock: 'good',
        'disk.write': 'good',
      }),
    ]);
  });

  it('finds a certificate that ended, a key that others may read, and a clock behind the journal', async () => {
    const dataDir = join(folder, 'house');
    const then = new Date(Date.now() - 1000 * 86_400_000);
    const at = { names: ['localhost'], addresses: ['192.168.1.7'] };
    const authority = await makeAuthority('uji', at, then);
    await mkdir(join(dataDir, 'tls'), { mode: 0o700, recursive: true });
    await writeFile(
      join(dataDir, 'tls', 'server.pem'),
      (await makeServerCertificate(authority, at, then)).cert,
    );
    await chmod(join(dataDir, 'server-key.pem'), 0o644);
    await ask(
      first.url,
      `with late as (
         insert into journal_leaf (id, event, kind, subject, attributes, bytes, hash, written_at)
         select gen_random_uuid(), event, kind, subject, attributes, bytes, hash, now() + interval '1 day'
         from journal_leaf limit 1 returning id, written_at)
       insert into journal_pending select id, written_at from late`,
    );
    const { code, of, remedies } = await look(dataDir);
    expect(code).toBe(1);
    expect(of).toMatchObject({
      certificate: 'bad',
      'directory.rights': 'bad',
      clock: 'bad',
      journal: 'good',
    });
    expect(remedies).toContainEqual(expect.stringContaining('chmod'));
  });

  it('finds a full disk', async (context) => {
    const mount = join(folder, 'small');
    await mkdir(mount);
    try {
      await promisify(execFile)('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', mount]);
    } catch {
      return context.skip('no small disk can be mounted here');
    }
    try {
      await writeFile(join(mount, 'filling'), Buffer.alloc(1_500_000));
      expect((await look(mount)).of).toMatchObject({ 'disk.space': 'bad', 'disk.write': 'bad' });
      expect((await readdir(mount)).filter((name) => name.startsWith('.doctor'))).toEqual([]);
    } finally {
      await promisify(execFile)('umount', [mount]);
    }
  });
});

const ADMINISTRATOR = { login: 'admin.utama', password: 'sebelas kuda di sawah' };

function codeOf(secret: string, aheadMs = 0): string {
  return TOTP.generate({ secret: Secret.fromBase32(secret), timestamp: Date.now() + aheadMs });
}

/** Opens the first administrator's account by the link that the server said; gives back the TOTP secret. */
async function administratorOf(origin: string, said: string): Promise<string> {
  const token = /pertama#([\w-]{43})/.exec(said)?.[1] ?? '';
  const begun = await fetch(`${origin}/api/enrolment`, post({ token }));
  const { totpSecret }: { totpSecret: string } = JSON.parse(await begun.text());
  const account = { token, name: 'Admin Utama', ...ADMINISTRATOR, code: codeOf(totpSecret) };
  expect((await fetch(`${origin}/api/enrolment/finish`, post(account))).status).toBe(200);
  return totpSecret;
}

/** A code is good once: this is the next one, which a server takes a little early. */
function signInAgain(origin: string, secret: string): Promise<Response> {
  return fetch(`${origin}/api/sign-in`, post({ ...ADMINISTRATOR, code: codeOf(secret, 30_000) }));
}

async function officerOf(origin: string): Promise<Readonly<Record<string, string>>> {
  const answer = await fetch(`${origin}/api/demo-session`, post({ login: 'padal.kupang' }));
  const cookies = answer.headers.getSetCookie().map((each) => each.split(';')[0]);
  return { cookie: cookies.join('; ') };
}

/** Sends a report with a photograph; gives back how it is served, and a way to look again at another server. */
async function photographIn(origin: string, operationId: string) {
  const officer = await officerOf(origin);
  const id = crypto.randomUUID();
  const what = { kind: 'disorder', help: 'no', text: '', photos: 1, aboutAgencyId: null };
  const where = { operationId, area: '53.71.01.1001', stationId: null, place: null };
  const report = { id, ...where, ...what, capturedAt: new Date().toISOString() };
  expect((await fetch(`${origin}/api/field-reports`, post(report, officer))).status).toBe(200);
  const address = `/api/field-reports/${id}/photos/${crypto.randomUUID()}`;
  const made = sharp({ create: { width: 64, height: 48, channels: 3, background: '#3a6' } }).jpeg();
  const body = new Uint8Array(await made.toBuffer());
  const headers = { ...officer, 'content-type': 'image/jpeg', 'idempotency-key': crypto.randomUUID() };
  expect((await fetch(`${origin}${address}`, { method: 'POST', headers, body })).status).toBe(200);
  const again = async (at: string) => {
    const answer = await fetch(`${at}${address}`, { headers: await officerOf(at) });
    expect(answer.status).toBe(200);
    return Buffer.from(await answer.arrayBuffer());
  };
  return { bytes: await again(origin), again };
}

function post(body: object, more: Readonly<Record<string, string>> = {}): RequestInit {
  const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...more };
  return { method: 'POST', headers, body: JSON.stringify(body) };
}
