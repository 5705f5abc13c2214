import { randomUUID } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSampleHouse, picture } from './house.ts';

let house: Awaited<ReturnType<typeof openSampleHouse>>;
let desk: Page;
let phone: Page;
let pocket: BrowserContext;
let card: string;
let operationId: string;

beforeAll(async () => {
  house = await openSampleHouse();
  desk = await house.sit({ width: 1440, height: 900 });
  await desk.goto('/masuk');
  await desk.getByRole('button', { name: /Kabag Ops Polres Metro Jakarta Barat/ }).click();
  await desk.waitForURL(/\/o\/[0-9a-f-]+/);
  [operationId, card] = await issueCard();
  phone = await house.sit({ width: 360, height: 740 });
  pocket = phone.context();
}, 180_000);
afterAll(async () => {
  await house?.close();
}, 120_000);

type Rows<T> = { readonly rows: readonly T[] };

/** Asks as the officer at the desk. */
async function asked<T>(path: string, data?: object): Promise<T> {
  const headers = { 'idempotency-key': randomUUID() };
  const answer = await (data ? desk.request.post(path, { data, headers }) : desk.request.get(path));
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
  return answer.json();
}

async function issueCard(): Promise<[string, string]> {
  const { rows } = await asked<Rows<{ id: string }>>('/api/operations?limit=1');
  const operation = rows[0]?.id ?? '';
  const stations = await asked<Rows<{ id: string }>>(`/api/operations/${operation}/stations?limit=1`);
  const { agency } = await asked<{ agency: { id: string } }>('/api/session');
  const { cards } = await asked<{ cards: readonly { code: string }[] }>('/api/cards', {
    operationId: operation,
    agencyId: agency.id,
    shift: 'Regu 1',
    validFrom: new Date(Date.now() - 3_600_000).toISOString(),
    validUntil: new Date(Date.now() + 8 * 3_600_000).toISOString(),
    cards: [{ id: randomUUID(), stationId: stations.rows[0]?.id }],
  });
  return [operation, cards[0]?.code ?? ''];
}

async function enter() {
  await phone.getByLabel('Kode kartu').fill(card);
  await phone.getByRole('button', { name: 'Masuk', exact: true }).click();
}

async function write(text: string) {
  await phone.getByRole('link', { name: /Lapor/ }).first().click();
  await phone.getByRole('radio', { name: /Logistik/ }).check();
  await phone.getByRole('radio', { name: 'Ya, segera' }).check();
  await phone.getByLabel(/Ceritakan singkat/).fill(text);
  await phone.getByRole('button', { name: 'Simpan dan kirim' }).click();
  await phone.getByText('Tersimpan di HP').first().waitFor();
}

async function order(name: string) {
  await desk.goto(`/o/${operationId}/hp`);
  await desk.getByRole('grid').getByText('Budi').click();
  const drawer = desk.getByRole('dialog', { name: /Budi/ });
  await drawer.getByRole('button', { name }).click();
  const given = desk.waitForResponse(/\/api\/phones\/(lock|unlock|wipe)$/);
  await desk.getByRole('dialog', { name }).getByRole('button', { name }).click();
  expect((await given).status()).toBe(200);
  return drawer;
}

/** The app once more on the same phone, in a tab that is sending something and does not come to an end. */
async function openBusyTab(): Promise<Page> {
  const tab = await pocket.newPage();
  await tab.goto('/lapor/');
  await tab.getByText('Tersambung.', { exact: true }).waitFor();
  await tab.evaluate(`new Promise((held) => {
    const asked = indexedDB.open('rakor-lapor');
    asked.onsuccess = () => {
      const vaults = asked.result.transaction('vaults').objectStore('vaults').getAll();
      vaults.onsuccess = () => {
        asked.result.close();
        navigator.locks.request('outbox ' + vaults.result[0].id, () => {
          held();
          return new Promise(() => {});
        });
      };
    };
  })`);
  return tab;
}

it('a lost phone is locked from the desk, says so and opens nothing; unlocked, its person goes on', async () => {
  await phone.goto('/lapor/');
  await phone.getByLabel('Nama panggilan').fill('Budi');
  const told = phone.waitForResponse(/phone-state\/waiting/);
  await enter();
  await told;
  const busy = await openBusyTab();
  await pocket.setOffline(true);
  await write('Pintu belakang rusak');
  await phone.getByText('1 laporan aman di ponsel ini').waitFor();

  const drawer = await order('Kunci HP');
  await drawer.getByText('Belum sampai di HP').waitFor();
  await drawer.getByText(/Terakhir diketahui 0 menunggu pada .*Sesudah itu tidak diketahui/).waitFor();
  await picture(desk, 'lost-phone-1440');

  // The line is bad: what either tab asks about its phone is lost once.
  await pocket.route(/\/api\/phone-state$/, (route) => route.abort(), { times: 2 });
  await pocket.setOffline(false);
  await phone.evaluate("window.dispatchEvent(new Event('online'))");
  for (const tab of [phone, busy]) {
    await tab.getByRole('heading', { name: 'HP ini dikunci' }).waitFor();
    expect(await tab.getByText(/Pintu belakang|Budi/).count()).toBe(0);
  }
  await phone.getByText(/dikunci oleh Kabag Ops/).waitFor();
  await picture(phone, 'locked-phone-360');
  await busy.close();
  await phone.goto('about:blank');
  await phone.goto('/lapor/#pos');
  await phone.getByRole('heading', { name: 'HP ini dikunci' }).waitFor();
  expect(await phone.getByText('Budi').count()).toBe(0);

  await order('Buka kunci HP');
  await phone.reload();
  await phone.getByRole('button', { name: /Budi/ }).click();
  await enter();
  await phone.getByText('Tersambung.', { exact: true }).waitFor();
  const reports = `/api/operations/${operationId}/field-reports?q=belakang`;
  await expect.poll(async () => (await asked<Rows<object>>(reports)).rows.length).toBe(1);

  await order('Hapus data di HP');
  await phone.reload();
  await phone.getByText('Posko sudah tahu.').waitFor();
  await picture(phone, 'wiped-phone-360');
  const left = await phone.evaluate(`(async () => {
    const open = (name) => new Promise((done) => {
      const asked = indexedDB.open(name);
      asked.onsuccess = () => done(asked.result);
    });
    let count = 0;
    for (const { name } of await indexedDB.databases()) {
      const db = await open(name);
      for (const store of ['rows', 'files', 'vaults']) {
        if (!db.objectStoreNames.contains(store)) continue;
        const asked = db.transaction(store).objectStore(store).count();
        count += await new Promise((done) => { asked.onsuccess = () => done(asked.result); });
      }
      db.close();
    }
    return count;
  })()`);
  expect(left).toBe(0);
  expect((await asked<Rows<object>>(reports)).rows.length).toBe(1);
}, 180_000);
