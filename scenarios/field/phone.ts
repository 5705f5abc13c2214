import { createHash, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

const HOST = 'posko.test';

/**
 * A phone of 360 px with a memory of its own. It trusts the key of this one server, as after installing its
 * certificate, and reaches it under a name that is not this machine's own: nothing works here because it is localhost.
 */
export async function takePhone(at: { port: number; cert: string; plain?: boolean }) {
  const memory = await mkdtemp(join(tmpdir(), 'rakor-phone-'));
  const trusted = createHash('sha256')
    .update(new X509Certificate(at.cert).publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
  let context: BrowserContext | null = null;
  const origin = `${at.plain ? 'http' : 'https'}://${HOST}:${at.port}`;
  const wake = async (): Promise<Page> => {
    context = await chromium.launchPersistentContext(memory, {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      viewport: { width: 360, height: 740 },
      locale: 'id-ID',
      timezoneId: 'Asia/Jakarta',
      permissions: ['geolocation'],
      geolocation: { longitude: 106.7334, latitude: -6.1385, accuracy: 8 },
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-quic',
        `--host-resolver-rules=MAP ${HOST} 127.0.0.1`,
        `--ignore-certificate-errors-spki-list=${trusted}`,
      ],
    });
    return context.pages()[0] ?? (await context.newPage());
  };
  return {
    origin,
    wake,
    /** The page that is open. */
    page(): Page {
      const open = context?.pages().at(-1);
      if (!open) throw new Error('the phone is off');
      return open;
    },
    /** The battery is taken out. What is on its storage stays. */
    async die() {
      await context?.close();
      context = null;
    },
    async setOffline(offline: boolean) {
      await context?.setOffline(offline);
    },
    async throwAway() {
      await context?.close();
      await rm(memory, { recursive: true, force: true });
    },
  };
}

/** What axe finds serious or critical on the page as it stands, one line each. */
export async function seriousFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  const found: unknown = await page.evaluate(
    `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' | ')))`,
  );
  return Array.isArray(found) ? found.map(String) : [];
}

/** Everything that a thief with the phone's storage could read, as one text. */
export async function storedText(page: Page): Promise<string> {
  const text: unknown = await page.evaluate(`(async () => {
    const open = (name) => new Promise((done, failed) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
    });
    const all = (store) => new Promise((done) => {
      const asked = store.getAll();
      asked.onsuccess = () => done(asked.result);
    });
    const written = (value) => {
      if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
        return new TextDecoder('latin1').decode(value);
      }
      if (value instanceof Blob || typeof value !== 'object' || value === null) return String(value);
      return Object.entries(value).map(([key, each]) => key + '=' + written(each)).join('\\n');
    };
    let text = JSON.stringify({ ...localStorage });
    for (const { name } of await indexedDB.databases()) {
      const db = await open(name);
      for (const store of db.objectStoreNames) text += '\\n' + store + ': ' + written(await all(db.transaction(store).objectStore(store)));
      db.close();
    }
    return text;
  })()`);
  return String(text);
}
