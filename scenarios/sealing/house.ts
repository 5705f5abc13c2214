/** The built server on a directory of its own, seen from both sides: a browser in front, a database shell behind. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { type Browser, chromium, type Page } from 'playwright-core';

const root = resolve(import.meta.dirname, '..', '..');
const quiet = [
  ...['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  ...['--disable-sync', '--no-first-run', '--disable-quic'],
];

export async function openHouse() {
  const data = await mkdtemp(join(tmpdir(), 'rakor-sealing-'));
  const args = ['dist/server/main.js', '--sample', '--data', data, '--port', '0'];
  const server = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const origin = await originOf(server);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: quiet,
  });
  const stop = async () => {
    if (server.exitCode !== null) return;
    const gone = new Promise((done) => server.once('exit', done));
    server.kill('SIGTERM');
    await gone;
  };
  return {
    origin,
    sit: () => sit(browser, origin),
    ask: (login: string, path: string) => ask(origin, login, path),
    /** Every row of every table as text, as an operator's dump has it. */
    dump: () => dump(join(data, 'postgres', 'data')),
    /** Stops the server, and gives every file of its directory in which one of these bytes stands. */
    async filesWith(words: readonly (string | Buffer)[]): Promise<readonly string[]> {
      await stop();
      return filesWith(data, words);
    },
    async close() {
      await browser.close();
      await stop();
      await rm(data, { recursive: true, force: true });
    },
  };
}

export type House = Awaited<ReturnType<typeof openHouse>>;

async function sit(browser: Browser, origin: string) {
  const context = await browser.newContext({ baseURL: origin, viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const faults: string[] = [];
  const sent: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  page.on('request', (request) => sent.push(request.postData() ?? ''));
  return { page, faults, sent, close: () => context.close() };
}

export async function signIn(page: Page, person: RegExp): Promise<void> {
  await page.goto('/masuk');
  await page.getByRole('button', { name: person }).click();
  await page.waitForURL(/\/o\/[0-9a-f-]+/);
}

/** What a demo account is told at a door. */
async function ask(origin: string, login: string, path: string): Promise<unknown> {
  const entered = await fetch(`${origin}/api/demo-session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ login }),
  });
  const [cookie = ''] = (entered.headers.get('set-cookie') ?? '').split(';');
  return (await fetch(`${origin}${path}`, { headers: { cookie } })).json();
}

async function dump(socket: string): Promise<string> {
  const found = new Client({ host: socket, user: 'postgres', database: 'postgres' });
  await found.connect();
  const { rows: databases } = await found.query(
    "select datname from pg_database where datname like 'rakor%'",
  );
  await found.end();
  const texts: string[] = [];
  for (const { datname } of databases) texts.push(await dumpDatabase(socket, String(datname)));
  return texts.join('\n');
}

async function dumpDatabase(host: string, database: string): Promise<string> {
  const client = new Client({ host, user: 'postgres', database });
  await client.connect();
  const tables = await client.query(
    "select quote_ident(tablename) as name from pg_tables where schemaname = 'public'",
  );
  const texts: string[] = [];
  for (const { name } of tables.rows) {
    const rows = await client.query(`select t::text as row from ${String(name)} t`);
    texts.push(...rows.rows.map(({ row }) => `${String(name)} ${String(row)}`));
  }
  await client.end();
  return texts.join('\n');
}

async function filesWith(folder: string, words: readonly (string | Buffer)[]): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    if (words.some((word) => bytes.includes(word))) found.push(path.slice(folder.length));
  }
  return found;
}

function originOf(server: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    let said = '';
    server.once('exit', () => failed(new Error(`the server did not start:\n${said}`)));
    server.stdout?.on('data', (part: Buffer) => {
      said += part.toString();
      const origin = /is ready:\s+(http:\/\/\S+)/.exec(said)?.[1];
      if (origin) found(origin);
    });
  });
}
