import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, openHouse, signIn } from './house.ts';

let house: House;
beforeAll(async () => {
  house = await openHouse();
}, 120_000);
afterAll(async () => {
  await house?.close();
}, 120_000);

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });

/** The officer's first steps: a key of one's own behind a suggested passphrase, then the agency's with its sheet. */
async function makeKeys(page: Page): Promise<{ passphrase: string; code: string }> {
  await page.getByRole('link', { name: 'Tersegel' }).click();
  await page.getByRole('link', { name: 'Kunci instansi belum ada: buat sekarang' }).click();
  await button(page, 'Buat kunci saya').click();
  await button(page, 'Buatkan').click();
  const passphrase = await page.getByLabel('Kalimat sandi baru').inputValue();
  await page.getByLabel('Ketik sekali lagi').fill(passphrase);
  await button(page, 'Simpan kunci').click();
  await page.getByText('Kunci terbuka di tab ini').waitFor();
  await button(page, 'Buat kunci instansi').click();
  const code = ((await page.locator('section .sealing-sheet-code').textContent()) ?? '').replace(/\s/g, '');
  await page.getByLabel('Enam huruf terakhir kode di lembar').fill(code.slice(-6));
  await button(page, 'Lembar tersimpan: pakai kunci ini').click();
  await page.getByText('Hanya satu petugas memegang kunci ini').waitFor();
  return { passphrase, code };
}

it('what the commission seals is read by its officer, and by nobody who keeps the server', async () => {
  const secret = randomBytes(16).toString('hex');
  const title = randomBytes(16).toString('hex');
  const { page, faults, sent } = await house.sit();
  await signIn(page, /Sekretaris KPU/);
  const { passphrase, code } = await makeKeys(page);
  await page.getByRole('link', { name: 'Catatan', exact: true }).click();
  await button(page, 'Segel catatan').click();
  await page.getByLabel('Judul').fill(title);
  await page.getByLabel('Isi', { exact: true }).fill(secret);
  await button(page, 'Segel dan simpan').click();
  await button(page, 'Buka isi').waitFor();

  // Another day in the same browser: the key is locked and opens with the passphrase alone.
  await page.reload();
  await page.getByRole('row').getByText('Umum', { exact: true }).click();
  await button(page, 'Buka isi').click();
  await page.getByLabel('Kalimat sandi kunci Anda').fill('bukan kalimat sandi yang itu');
  await button(page, 'Buka kunci').click();
  await page.getByText('Kalimat sandi tidak cocok').waitFor();
  await page.getByLabel('Kalimat sandi kunci Anda').fill(passphrase);
  await button(page, 'Buka kunci').click();
  await page.getByText(secret).waitFor();
  await page.getByRole('heading', { name: title }).waitFor();
  expect(faults).toEqual([]);

  // A leaf is shown once it is numbered, a moment after it is written.
  const reads = () => house.ask('auditor.jakbar', '/api/journal/leaves?only=reads&limit=50');
  await expect.poll(reads, { timeout: 30_000 }).toMatchObject({
    rows: [{ event: 'sealed-note.read.v1', person: expect.stringContaining('KPU'), role: 'agency-officer' }],
  });

  const hidden = [secret, title, passphrase, code].flatMap((word) => [
    word,
    Buffer.from(word).toString('hex'),
  ]);
  const dumped = await house.dump();
  expect(dumped).toContain('sealed_note_version');
  expect(dumped).toContain('sealed-note.read.v1');
  expect(hidden.filter((word) => dumped.includes(word) || sent.some((body) => body.includes(word)))).toEqual(
    [],
  );
  expect(await house.filesWith(hidden)).toEqual([]);
  // The search finds what does stand there in clear.
  expect(await house.filesWith(['sealed-note.read.v1'])).not.toEqual([]);
}, 180_000);
