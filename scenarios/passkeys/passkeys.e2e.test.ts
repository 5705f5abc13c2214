import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fitAuthenticator, openEmptyHouse, picture, totpOf } from './house.ts';

const PASSWORD = 'sebelas kuda di sawah';
let house: Awaited<ReturnType<typeof openEmptyHouse>>;
let page: Page;
let authenticator: Awaited<ReturnType<typeof fitAuthenticator>>;

beforeAll(async () => {
  house = await openEmptyHouse();
  page = house.page;
  authenticator = await fitAuthenticator(page);
}, 180_000);
afterAll(async () => {
  await house?.close();
}, 120_000);

it('the first administrator adds a passkey, signs in with it alone, and prints recovery codes', async () => {
  await page.goto(house.firstPath);
  await page.getByLabel('Nama atau jabatan').fill('Administrator utama');
  await page.getByLabel('Nama masuk').fill('admin.utama');
  await page.getByLabel('Kata sandi').fill(PASSWORD);
  await page.getByRole('button', { name: 'Lanjut' }).click();
  const secret = (await page.locator('.access-key').textContent()) ?? '';
  await page.getByLabel('Kode 6 angka').fill(totpOf(secret, Date.now()));
  await page.getByRole('button', { name: 'Buka akun dan masuk' }).click();
  await page.waitForURL(/\/akun/);

  await page.goto('/cara-masuk');
  await page.getByRole('button', { name: 'Tambah passkey' }).click();
  const adding = page.getByRole('dialog');
  await adding.getByLabel('Nama perangkatnya').fill('Laptop posko');
  await adding.getByRole('button', { name: 'Tambah passkey' }).click();
  await page.getByRole('grid').getByText('Laptop posko').waitFor();
  expect(await authenticator.credentials()).toMatchObject([
    { rpId: 'localhost', isResidentCredential: true, userName: 'admin.utama' },
  ]);
  await page.getByRole('button', { name: 'Buat 10 kode' }).click();
  const codes = page.getByRole('dialog', { name: 'Kode pemulihan' }).getByRole('listitem');
  await codes.first().waitFor();
  expect(await codes.count()).toBe(10);
  const code = (await codes.first().textContent()) ?? '';
  await picture(page, 'recovery-codes-1440');
  await page.getByRole('button', { name: 'Selesai, sudah disimpan' }).click();
  await page.getByText(/Sisa 10 dari 10/).waitFor();
  await picture(page, 'ways-in-1440-light');

  await page.context().clearCookies();
  await page.goto('/masuk');
  await authenticator.setKnown(false);
  await page.getByRole('button', { name: 'Masuk dengan passkey' }).click();
  await page.getByText('Passkey tidak jadi dipakai').waitFor();
  await picture(page, 'sign-in-passkey');
  await authenticator.setKnown(true);
  await page.getByRole('button', { name: 'Masuk dengan passkey' }).click();
  await page.waitForURL((url) => url.pathname === '/');

  await page.context().clearCookies();
  await page.goto('/masuk');
  await page.getByRole('button', { name: /Pakai kode pemulihan/ }).click();
  await page.getByLabel('Nama masuk').fill('admin.utama');
  await page.getByLabel('Kata sandi').fill(PASSWORD);
  await page.getByLabel('Kode pemulihan').fill(code.toLowerCase());
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await page.waitForURL(/\/cara-masuk/);
  await page.getByText('Akun ini dibuka dengan kode pemulihan').waitFor();
  await picture(page, 'recovered-1440');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.evaluate("localStorage.setItem('rakor.theme', 'dark')");
  await page.reload();
  await page.getByText('Akun ini dibuka dengan kode pemulihan').waitFor();
  await picture(page, 'recovered-360-dark');
}, 180_000);
