import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium, type Page } from 'playwright-core';

const root = resolve(import.meta.dirname, '..', '..');
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

/** An empty server, as it is the first time, and a browser in front of it that opens it by its name. */
export async function openEmptyHouse() {
  const house = await openHouse([], /(http:\/\/\S+\/pertama#[\w-]+)/);
  const { pathname, hash } = new URL(house.said);
  return {
    page: await house.sit({ width: 1440, height: 900 }),
    /** Where the first administrator begins: once, behind `#`. */
    firstPath: pathname + hash,
    close: house.close,
  };
}

/** A server with the sample, before which several sit. */
export function openSampleHouse() {
  return openHouse(['--sample'], /is ready:\s+(http:\/\/\S+)/);
}

async function openHouse(more: readonly string[], awaited: RegExp) {
  const data = await mkdtemp(join(tmpdir(), 'rakor-passkeys-'));
  const args = ['dist/server/main.js', ...more, '--data', data, '--port', '0'];
  const server = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] });
  const said = await heard(server, awaited);
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: quiet,
  });
  // By a name: browsers know no passkeys at a bare address.
  const baseURL = new URL(said).origin.replace('127.0.0.1', 'localhost');
  return {
    said,
    /** Somebody with a browser of their own. */
    async sit(viewport: { readonly width: number; readonly height: number }): Promise<Page> {
      const context = await browser.newContext({ baseURL, viewport, locale: 'id-ID' });
      await context.addInitScript(
        "localStorage.getItem('rakor.theme') ?? localStorage.setItem('rakor.theme', 'light')",
      );
      return context.newPage();
    },
    async close() {
      await browser.close();
      const gone = new Promise((done) => server.once('exit', done));
      server.kill('SIGTERM');
      await gone;
      await rm(data, { recursive: true, force: true });
    },
  };
}

function heard(server: ChildProcess, awaited: RegExp): Promise<string> {
  return new Promise((found, failed) => {
    let said = '';
    server.once('exit', () => failed(new Error(`the server did not start:\n${said}`)));
    server.stdout?.on('data', (part: Buffer) => {
      said += part.toString();
      const link = awaited.exec(said)?.[1];
      if (link) found(link);
    });
  });
}

/** Gives the page a laptop with a fingerprint reader: the browser's own virtual authenticator. */
export async function fitAuthenticator(page: Page) {
  const line = await page.context().newCDPSession(page);
  await line.send('WebAuthn.enable');
  const { authenticatorId } = await line.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    /** Whether the finger is known to the reader. */
    setKnown: (isUserVerified: boolean) =>
      line.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    credentials: async () => (await line.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
  };
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code of an authenticator app (RFC 6238) for a base32 secret. */
export function totpOf(secret: string, atMs: number): string {
  const bits = [...secret.replace(/\s/g, '')]
    .map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(atMs / 30_000)));
  const mac = createHmac('sha1', key).update(step).digest();
  const from = (mac.at(-1) ?? 0) & 0x0f;
  return String((mac.readUInt32BE(from) & 0x7fff_ffff) % 1_000_000).padStart(6, '0');
}

export async function picture(page: Page, name: string): Promise<void> {
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}
