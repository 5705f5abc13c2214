import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';

const root = resolve(import.meta.dirname, '..', '..');
const require = createRequire(import.meta.url);

/** Pictures of the screens, for people to look at; outside the repository. */
const pictures = process.env.RAKOR_ARTIFACTS ?? join(tmpdir(), 'rakor-artifacts');

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-quic',
];

/** The built server with the sample on a directory of its own, and a browser in front of it. */
export async function openRoom() {
  const data = await mkdtemp(join(tmpdir(), 'rakor-opsroom-'));
  const args = ['dist/server/main.js', '--sample', '--data', data, '--port', '0'];
  const server = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const origin = await originOf(server);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: quiet,
  });
  return {
    sit: () => sit(browser, origin),
    async close() {
      await browser.close();
      const gone = new Promise((done) => server.once('exit', done));
      server.kill('SIGTERM');
      await gone;
      await rm(data, { recursive: true, force: true });
    },
  };
}

export type Room = Awaited<ReturnType<typeof openRoom>>;

async function sit(browser: Browser, origin: string) {
  const context = await browser.newContext({ baseURL: origin, viewport: { width: 1440, height: 900 } });
  // By day, whatever the hour of the machine.
  await context.addInitScript(
    "localStorage.getItem('rakor.theme') ?? localStorage.setItem('rakor.theme', 'light')",
  );
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  return { page, faults };
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

export async function picture(page: Page, name: string): Promise<void> {
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}

/** What axe finds serious or critical on the page as it stands, one line each. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'));
  const found: unknown = await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' | ')))`,
  );
  return Array.isArray(found) ? found.map(String) : [];
}
