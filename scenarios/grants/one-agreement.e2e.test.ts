import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRoom, picture, type Room, seriousFaults } from '../opsroom/room.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom();
}, 180_000);
afterAll(async () => {
  await room?.close();
}, 120_000);

async function post(page: Page, path: string, data: object): Promise<string> {
  const answer = await page.request.post(path, { data, headers: { 'idempotency-key': randomUUID() } });
  expect(answer.ok()).toBe(true);
  return answer.text();
}

/** Signs in with an account of the Kupang sample, and goes to the grants. */
async function comeToGrants(page: Page, login: string) {
  const opened = await post(page, '/api/samples/kupang-2024/open', {});
  const operationId = /"operationId":"([0-9a-f-]+)"/.exec(opened)?.[1] ?? '';
  await post(page, '/api/demo-session', { login });
  await page.goto(`/o/${operationId}/hibah`);
  await page.getByRole('grid', { name: 'Hibah (NPHD)' }).waitFor();
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

it('whoever only reads sees what is late and why, and nothing to press in vain', async () => {
  const { page, faults } = await room.sit();
  await comeToGrants(page, 'auditor.kupang');
  await page
    .getByRole('link', { name: /Bawaslu · 1 perjanjian.*Rp85,8 M.*Diserap.*belum dilaporkan/s })
    .waitFor();
  await picture(page, 'grants-1440-light');
  expect(await seriousFaults(page)).toEqual([]);
  expect(await page.getByRole('button', { name: 'Catat perjanjian' }).count()).toBe(0);

  await page.getByRole('button', { name: /KPU · Tahap II.*lewat 35 hari/s }).click();
  const card = page.getByRole('dialog', { name: 'Nusa Tenggara Timur → KPU' });
  await card.getByText('Lunas 31 Des 2023, 26 hari sesudah tenggat.').waitFor();
  await card.getByText('Cara menghitung: 6 hari akhir pekan dan 0 hari libur dilewati').click();
  await card.getByText('Sab 18 Nov 2023').waitFor();
  await card.getByText(/Tabel hari libur indonesia-2023@1/).waitFor();
  expect(await card.getByRole('button').allTextContents()).toEqual(['']);
  expect(await seriousFaults(page)).toEqual([]);
  expect(faults).toEqual([]);
}, 180_000);

it('a recipient writes its agreement down, is refused too much money, and reports what it spent', async () => {
  const { page } = await room.sit();
  await comeToGrants(page, 'kpu.kupang');
  await page.getByRole('button', { name: 'Catat perjanjian' }).waitFor();
  await page.keyboard.press('n');
  const form = page.getByRole('dialog', { name: 'Catat perjanjian' });
  await form.getByRole('combobox', { name: 'Pemberi' }).fill('Kota');
  await page.getByRole('option', { name: 'Kota Kupang' }).click();
  await form.getByRole('textbox', { name: 'Jumlah (Rp)' }).fill('20000000000');
  await form.getByRole('textbox', { name: 'Sumber' }).fill('Naskah contoh');
  await form.getByText('Tahap-tahap ini tepat seluruh hibah.').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await press(page, 'Simpan');

  const card = page.getByRole('dialog', { name: 'Kota Kupang → KPU' });
  await press(page, 'Catat transfer');
  await card.getByRole('textbox', { name: 'Jumlah (Rp)' }).fill('90000000000');
  await card.getByRole('textbox', { name: 'Bukti', exact: true }).fill('SP2D contoh');
  await press(page, 'Simpan');
  // Refused in the server's words where it was written, and nothing that was typed is lost.
  await card.getByText('Lebih dari yang tersedia: tersisa Rp8.000.000.000. Periksa jumlahnya.').waitFor();
  await card.getByRole('textbox', { name: 'Jumlah (Rp)' }).fill('8000000000');
  await press(page, 'Simpan');
  // Nobody stated the day of signing: that it came in time is not said.
  await card.getByText('Lunas 1 Agu 2024.', { exact: true }).waitFor();

  await press(page, 'Laporkan serapan');
  await card.getByRole('textbox', { name: 'Diserap seluruhnya (Rp)' }).fill('3500000000');
  await card.getByRole('textbox', { name: 'Bukti', exact: true }).fill('Laporan contoh');
  await press(page, 'Simpan');
  await card.getByText('Ditransfer Rp8 M · diserap Rp3,5 M · belum diserap Rp4,5 M').waitFor();
  await picture(page, 'grants-card-1440-light');
  expect(await seriousFaults(page)).toEqual([]);
}, 180_000);

it('the time line and the published figures can be read on a phone', async () => {
  const { page, faults } = await room.sit();
  await comeToGrants(page, 'auditor.kupang');
  await page.setViewportSize({ width: 360, height: 760 });
  const isWider = () => page.evaluate('document.documentElement.scrollWidth > innerWidth');
  await page.getByRole('link', { name: 'Garis waktu' }).click();
  await page
    .getByRole('row', { name: /27 Jun 2024 Tahap II jatuh tempo · lewat tenggat Rp204,6 M/ })
    .waitFor();
  await picture(page, 'grants-time-360-light');
  expect(await isWider()).toBe(false);
  expect(await seriousFaults(page)).toEqual([]);

  await page.getByRole('link', { name: 'Angka terbit' }).click();
  await page.getByRole('img', { name: /Realisasi NPHD nasional, pilkada 2020/ }).waitFor();
  expect(await page.getByText('80,08 %').count()).toBe(2);
  expect(await isWider()).toBe(false);
  expect(await seriousFaults(page)).toEqual([]);
  expect(faults).toEqual([]);
}, 180_000);
