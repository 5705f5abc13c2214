import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { layLine } from './line.ts';
import { seriousFaults, storedText, takePhone } from './phone.ts';
import { type Officer, openPosko, type Posko } from './posko.ts';

let posko: Posko;
let line: Awaited<ReturnType<typeof layLine>>;
let phone: Awaited<ReturnType<typeof takePhone>>;
let officer: Officer;
let operationId: string;
let card: { link: string; code: string };
let other: { link: string; code: string };

beforeAll(async () => {
  posko = await openPosko();
  line = await layLine(posko);
  phone = await takePhone({ port: line.port, cert: posko.tls.cert });
  officer = await posko.as('kabagops.jakbar');
  [card, other] = await issueCards();
}, 180_000);
afterAll(async () => {
  await phone?.throwAway();
  await line?.close();
  await posko?.close();
}, 180_000);

type Page1<T> = { rows: readonly T[]; total: number };

/** Two cards for the same post: this shift's and the next one's. */
async function issueCards() {
  const { rows } = await officer.ask<Page1<{ id: string }>>('/api/operations?limit=1');
  operationId = rows[0]?.id ?? '';
  const stations = await officer.ask<Page1<{ id: string }>>(
    `/api/operations/${operationId}/stations?limit=1`,
  );
  const { agency } = await officer.ask<{ agency: { id: string } }>('/api/session');
  const issue = async (shift: string) => {
    const body = {
      operationId,
      agencyId: agency.id,
      shift,
      validFrom: new Date(Date.now() - 3_600_000).toISOString(),
      validUntil: new Date(Date.now() + 8 * 3_600_000).toISOString(),
      cards: [{ id: randomUUID(), stationId: stations.rows[0]?.id }],
    };
    const { cards } = await officer.ask<{ cards: readonly { link: string; code: string }[] }>(
      '/api/cards',
      body,
    );
    const [printed] = cards;
    if (!printed) throw new Error('no card was printed');
    return printed;
  };
  return [await issue('Regu 3'), await issue('Regu 4')] as const;
}

const text = 'Surat suara kurang 1 dus, ketua KPPS sudah hubungi PPS.';
const reports = () =>
  officer.ask<Page1<{ id: string; kind: string; text: string; photos: number; help: string }>>(
    `/api/operations/${operationId}/field-reports?limit=100`,
  );
const says = (page: Page, words: string | RegExp) =>
  page.getByText(words).first().waitFor({ timeout: 30_000 });

async function look(page: Page, name: string) {
  const folder = process.env.RAKOR_SCREENSHOTS;
  const faults: string[] = [];
  for (const theme of ['light', 'dark']) {
    await page.evaluate(`document.documentElement.dataset.theme = '${theme}'`);
    if (folder) {
      await mkdir(folder, { recursive: true });
      await page.screenshot({ path: join(folder, `field-${name}-${theme}.png`), fullPage: true });
    }
    faults.push(...(await seriousFaults(page)).map((fault) => `${name} ${theme} ${fault}`));
    const isWide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
    if (isWide) faults.push(`${name} ${theme} is wider than the phone`);
  }
  expect(faults).toEqual([]);
}

async function photograph(): Promise<Buffer> {
  const light = { width: 2400, height: 1800, channels: 3 as const, background: '#c8b48a' };
  return sharp({ create: light })
    .withExif({ IFD2: { DateTimeOriginal: '2024:11:27 05:58:00', OffsetTimeOriginal: '+07:00' } })
    .jpeg()
    .toBuffer();
}

async function comeIn(page: Page, link: string) {
  await page.goto(`${phone.origin}/lapor/#${new URL(link).hash.slice(1)}`);
  await says(page, 'Tersambung.');
  expect(new URL(page.url()).hash).toBe('');
}

it('a report with a photograph, written without network, goes out once and comes back as read', async () => {
  let page = await phone.wake();
  await page.goto(`${phone.origin}/lapor/`);
  await says(page, 'Siapa yang bertugas?');
  await look(page, 'door');
  await comeIn(page, card.link);
  await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
  await look(page, 'home-empty');

  line.setDown(true);
  await phone.setOffline(true);
  await page.getByRole('link', { name: /Lapor/ }).first().click();
  await page.getByRole('radio', { name: /Logistik/ }).check();
  await page.getByRole('radio', { name: 'Ya, segera' }).check();
  await page.getByLabel(/Ceritakan singkat/).fill(text);
  await page
    .getByLabel('Ambil foto')
    .setInputFiles({ name: 'kotak.jpg', mimeType: 'image/jpeg', buffer: await photograph() });
  await page.getByRole('img', { name: 'Foto 1' }).waitFor();
  await page.getByRole('button', { name: 'Tambahkan lokasi' }).click();
  await says(page, 'Lokasi ±8 m');
  await look(page, 'form');
  await page.getByRole('button', { name: 'Simpan dan kirim' }).click();
  await says(page, /Tersimpan di HP · menunggu jaringan/);
  await look(page, 'waiting');
  expect(await storedText(page)).not.toMatch(/Surat suara|hubungi PPS/);

  await phone.die();
  page = await phone.wake();
  await phone.setOffline(true);
  await page.goto(`${phone.origin}/lapor/`);
  await says(page, /1 laporan aman di ponsel ini/);
  await look(page, 'home-offline');
  expect((await reports()).rows.filter((row) => row.text === text)).toEqual([]);

  line.loseNextAnswer(/^\/api\/field-reports$/);
  line.setDown(false);
  await phone.setOffline(false);
  await says(page, /Diterima [2-9A-Z]{2}-[2-9A-Z]{4}/);
  await page
    .getByText(/Tersambung\.$/)
    .first()
    .waitFor({ timeout: 30_000 });
  const sent = line.passed().filter(({ path }) => path === '/api/field-reports');
  expect(sent.map(({ cut }) => cut)).toEqual([true, false]);
  expect(new Set(sent.map(({ requestId }) => requestId)).size).toBe(1);
  const arrived = (await reports()).rows.filter((row) => row.text === text);
  expect(arrived.map(({ photos }) => photos)).toEqual([1]);
  const photo = line.passed().find(({ path }) => path.includes('/photos/'));
  expect(JSON.parse(photo?.reply ?? '{}')).toMatchObject({ takenAt: '2024-11-26T22:58:00.000Z' });

  await officer.ask('/api/field-reports/acknowledge', { reportIds: [arrived[0]?.id] });
  await says(page, /dibaca/);
  await look(page, 'home-read');
  await page.getByRole('link', { name: /Surat suara kurang/ }).click();
  await says(page, 'Kode laporan');
  await look(page, 'detail');
}, 180_000);

it('what waits is kept from the next person, and goes out once its own person is back', async () => {
  await phone.die();
  const page = await phone.wake();
  await page.goto(`${phone.origin}/lapor/`);
  await says(page, 'Tersambung.');
  line.setDown(true);
  await page.getByRole('link', { name: /Lapor/ }).first().click();
  await page
    .getByRole('radio', { name: /Lainnya|lain/ })
    .first()
    .check();
  await page.getByLabel(/Ceritakan singkat/).fill('Genset kelurahan belum datang.');
  await page.getByRole('button', { name: 'Simpan dan kirim' }).click();
  await says(page, /menunggu jaringan/);
  await page.goto(`${phone.origin}/lapor/#ponsel`);
  await look(page, 'phone');
  await page.getByRole('button', { name: 'Kunci / ganti orang' }).click();
  await page.getByRole('button', { name: 'Kunci sekarang' }).click();
  await says(page, '1 laporan menunggu');
  await look(page, 'people');
  line.setDown(false);

  await comeIn(page, other.link);
  await says(page, 'Belum ada laporan');
  expect(await page.getByText('Genset').count()).toBe(0);
  expect(await storedText(page)).not.toContain('Genset');
  expect((await reports()).rows.some((row) => row.text.startsWith('Genset'))).toBe(false);

  await page.goto(`${phone.origin}/lapor/#ponsel`);
  await page.getByRole('button', { name: 'Kunci / ganti orang' }).click();
  await page.getByRole('button', { name: /Regu 3/ }).click();
  await page.getByLabel(/Kode kartu/).fill(card.link);
  await page.getByRole('button', { name: 'Masuk' }).click();
  await says(page, /Genset/);
  await page
    .getByText(/Tersambung\.$/)
    .first()
    .waitFor({ timeout: 30_000 });
  const arrived = (await reports()).rows.filter((row) => row.text.startsWith('Genset'));
  expect(arrived.length).toBe(1);
}, 180_000);

it('an emergency held for two seconds is saved and sent, and one let go is not', async () => {
  const page = phone.page();
  const button = page.getByRole('button', { name: /Darurat/ });
  await page.goto(`${phone.origin}/lapor/#pos`);
  await button.click({ delay: 300 });
  expect(await page.getByText('Butuh bantuan segera').count()).toBe(0);
  await button.focus();
  await page.keyboard.down('Enter');
  await says(page, 'Butuh bantuan segera.');
  await says(page, /Diterima [2-9A-Z]{2}-/);
  const found = (await reports()).rows.filter((row) => row.text.startsWith('Butuh'));
  expect(found).toMatchObject([{ help: 'now', kind: 'emergency', urgency: 0 }]);
  await look(page, 'emergency');
  await page.getByRole('link', { name: 'Ceritakan apa yang terjadi' }).click();
  await says(page, 'Keterangan untuk darurat');
  await page.getByRole('radio', { name: /Petugas atau pemilih sakit/ }).check();
  await page.getByLabel(/Ceritakan singkat/).fill('Pemilih pingsan.');
  await page.getByRole('button', { name: 'Simpan dan kirim' }).click();
  await says(page, /Diterima [2-9A-Z]{2}-/);
  const told = async () => (await reports()).rows.find((row) => row.text === 'Pemilih pingsan.')?.kind;
  await expect.poll(told, { timeout: 30_000 }).toBe('illness');
  await page.goto(`${phone.origin}/lapor/#tanya`);
  await says(page, 'Jangan membuka kotak atau sampul');
  await look(page, 'guide');
}, 180_000);

it('a card that is revoked under way asks for a sign-in and loses nothing', async () => {
  const page = phone.page();
  await page.goto(`${phone.origin}/lapor/#pos`);
  const { rows } = await officer.ask<Page1<{ id: string; shift: string }>>('/api/cards?limit=100');
  const ids = rows.filter((row) => row.shift === 'Regu 3').map((row) => row.id);
  await officer.ask('/api/cards/revoke', { ids });
  await page.getByRole('link', { name: /Lapor/ }).first().click();
  await page
    .getByRole('radio', { name: /Lainnya|lain/ })
    .first()
    .check();
  await page.getByLabel(/Ceritakan singkat/).fill('Warga Bapak Joko bertanya soal TPS.');
  await says(page, 'Tampaknya ada nama warga');
  await page.getByRole('button', { name: 'Simpan dan kirim' }).click();
  await says(page, /1 laporan aman, terkirim setelah Anda masuk/);
  await look(page, 'signed-out');
  await page.getByRole('button', { name: 'Masuk lagi' }).click();
  await page.getByLabel(/Kode kartu/).fill(card.code);
  await page.getByRole('button', { name: 'Masuk' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByRole('button', { name: 'Kembali' }).click();
  await says(page, /Bapak Joko/);
}, 180_000);

it('over plain HTTP the app says what it lacks, keeps nothing, and still sends', async () => {
  const plain = await layLine(posko, { plain: true });
  const bare = await takePhone({ port: plain.port, cert: posko.tls.cert, plain: true });
  try {
    const page = await bare.wake();
    await page.goto(`${bare.origin}/lapor/`);
    await says(page, 'penguncian laporan di ponsel');
    await look(page, 'insecure');
    await page.getByLabel(/Kode kartu/).fill(other.code.toLowerCase().replaceAll('-', ' '));
    await page.getByRole('button', { name: 'Masuk' }).click();
    await says(page, 'Tersambung.');
    await page.getByRole('link', { name: /Lapor/ }).first().click();
    await page
      .getByRole('radio', { name: /Lainnya|lain/ })
      .first()
      .check();
    await page.getByLabel(/Ceritakan singkat/).fill('Jalan di depan pos tergenang.');
    await says(page, 'Jangan tutup halaman ini sebelum diterima');
    await page.getByRole('button', { name: 'Simpan dan kirim' }).click();
    await says(page, /Diterima [2-9A-Z]{2}-/);
    expect(await storedText(page)).not.toMatch(/tergenang|rows/);
  } finally {
    await bare.throwAway();
    await plain.close();
  }
}, 180_000);
