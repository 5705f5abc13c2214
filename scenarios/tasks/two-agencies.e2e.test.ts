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

const police = /Kabag Ops Polres Metro Jakarta Barat/;
const commission = /Sekretaris KPU Kota Jakarta Barat/;

/** Signs in as a newcomer does, and goes to the tasks. */
async function comeToTasks(page: Page, who: RegExp) {
  await page.goto('/masuk');
  await page.getByRole('button', { name: who }).click();
  await page.waitForURL(/\/o\/[0-9a-f-]+/);
  await page.getByRole('link', { name: /^Tugas/ }).click();
  await page.getByRole('grid', { name: 'Tugas' }).waitFor();
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Writes a new task by keyboard and mouse; it falls on the day before voting. */
async function askCommission(page: Page, title: string) {
  await page.keyboard.press('n');
  const form = page.getByRole('dialog', { name: 'Tugas baru' });
  await form.getByRole('textbox', { name: 'Tugas', exact: true }).fill(title);
  await form.getByRole('combobox', { name: 'Instansi pelaksana' }).fill('KPU');
  await page.getByRole('option', { name: /KPU Kota Jakarta Barat/ }).click();
  await form.getByRole('textbox', { name: 'Ukuran selesai' }).fill('41 denah');
  await form.getByRole('textbox', { name: 'Hari' }).fill('1');
  await form.getByRole('button', { name: /Tahapan/ }).click();
  await page.getByRole('option', { name: 'Pemungutan suara', exact: true }).click();
  await form.getByText('H-1 Pemungutan suara · Sel 26 Nov 2024').waitFor();
  await picture(page, 'tasks-new-1440-light');
  expect(await seriousFaults(page)).toEqual([]);
  await press(page, 'Minta tugas');
}

it('police ask the election commission, whose plenary binds it, and confirm what it proved', async () => {
  const title = 'Denah TPS yang dipindah dari tepi kali';
  const { page: ours, faults } = await room.sit();
  await comeToTasks(ours, police);
  await picture(ours, 'tasks-1440-light');
  expect(await seriousFaults(ours)).toEqual([]);
  await askCommission(ours, title);
  const asked = ours.getByRole('dialog', { name: title });
  await asked.getByText('Menunggu jawaban KPU').waitFor();
  // Nobody orders another agency: whoever asked can only take it back.
  expect(await asked.getByRole('button', { name: 'Terima', exact: true }).count()).toBe(0);

  const { page: theirs, faults: theirFaults } = await room.sit();
  await comeToTasks(theirs, commission);
  await theirs.getByText(title).click();
  const task = theirs.getByRole('dialog', { name: title });
  await press(theirs, 'Terima');
  await task.getByText('Diterima KPU, mengikat setelah plenonya memutuskan').waitFor();
  expect(await task.getByRole('button', { name: 'Mulai kerjakan' }).count()).toBe(0);
  await press(theirs, 'Catat keputusan pleno');
  await task.getByRole('textbox', { name: 'Nomor dan tanggal berita acara' }).fill('BA 118, 25 Nov 2024');
  await press(theirs, 'Catat keputusan pleno');
  await press(theirs, 'Mulai kerjakan');
  await task.getByText('Sedang dikerjakan KPU').waitFor();
  expect(await task.getByRole('button', { name: 'Nyatakan selesai' }).count()).toBe(0);
  await press(theirs, 'Tambahkan bukti');
  await task.getByRole('textbox', { name: 'Apa yang dibuktikan' }).fill('41 denah dikirim ke Polsek.');
  await press(theirs, 'Tambahkan bukti');
  await press(theirs, 'Nyatakan selesai');
  await picture(theirs, 'task-done-1440-light');

  // It comes by itself to whoever waits for it.
  await asked.getByText('KPU menyatakan selesai; menunggu konfirmasi Polres').waitFor({ timeout: 30_000 });
  await asked.getByText('mengesahkan: BA 118, 25 Nov 2024').waitFor();
  await press(ours, 'Konfirmasi selesai');
  await asked.getByText('Selesai, dikonfirmasi Polres').waitFor();
  expect(await seriousFaults(ours)).toEqual([]);
  expect([...faults, ...theirFaults]).toEqual([]);
}, 180_000);

/** Asks the police for tasks from another browser. */
function askPolice(page: Page, titles: readonly string[]): Promise<number[]> {
  const operationId = /\/o\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? '';
  return page.evaluate(
    async ({ operation, names }) => {
      const found = await fetch(`/api/operations/${operation}/task-choices`);
      const choices: { agencies: { id: string; name: string }[]; today: string } = JSON.parse(
        await found.text(),
      );
      const owner = choices.agencies.find(({ name }) => name === 'Polres Metro Jakarta Barat');
      const asked = names.map(async (title) => {
        const answer = await fetch('/api/tasks', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
          body: JSON.stringify({
            id: crypto.randomUUID(),
            operationId: operation,
            title,
            detail: '',
            ownerId: owner?.id,
            area: '31.73',
            stage: null,
            theme: 'security',
            due: { on: choices.today },
            measure: 'Selesai',
            weight: 1,
            sharing: 'all',
            readerIds: [],
          }),
        });
        return answer.status;
      });
      return Promise.all(asked);
    },
    { operation: operationId, names: titles },
  );
}

it('many tasks are accepted by keyboard, and what cannot be says why', async () => {
  const { page: theirs } = await room.sit();
  await comeToTasks(theirs, commission);
  expect(await askPolice(theirs, ['Kawal gudang satu', 'Kawal gudang dua'])).toEqual([200, 200]);

  const { page, faults } = await room.sit();
  await comeToTasks(page, police);
  await page.keyboard.press('/');
  await page.keyboard.type('Kawal gudang');
  await page.getByText('2 ditemukan').waitFor();
  await page.keyboard.press('Enter');
  for (const key of ['x', 'j', 'x']) await page.keyboard.press(key);
  await page.getByText('2 dipilih').waitFor();
  await page.keyboard.press('a');
  await page.getByText('2 tugas diterima').waitFor();
  await page.getByText('2 dipilih').waitFor({ state: 'detached' });

  await page.keyboard.press('a');
  const refused = page.getByRole('dialog', { name: '1 tugas tidak berubah' });
  await refused.getByText(/disepakati/).waitFor();
  await picture(page, 'tasks-refused-1440-light');
  await page.keyboard.press('Enter');
  await refused.waitFor({ state: 'detached' });
  await page.keyboard.press('s');
  await page.getByText('1 tugas dimulai').waitFor();
  expect(faults).toEqual([]);
}, 180_000);

it('the lists speak English, turn dark, fit a phone, and keep their tab in the address', async () => {
  const { page, faults } = await room.sit();
  await comeToTasks(page, police);
  await page.getByRole('button', { name: /Kabag Ops/ }).click();
  await page.getByRole('menuitem', { name: /English/ }).click();
  await page.getByRole('link', { name: /^Overdue/ }).waitFor();
  await page.getByRole('button', { name: /Kabag Ops/ }).click();
  await page.getByRole('menuitem', { name: 'Dark', exact: true }).click();
  await page.locator('html[data-theme=dark]').waitFor();
  await page.getByRole('link', { name: /^Overdue/ }).click();
  await page
    .getByText(/days? late/)
    .first()
    .waitFor();
  await page.reload();
  await page.locator('nav [aria-current=page]').filter({ hasText: 'Overdue' }).waitFor();
  await page
    .getByText(/days? late/)
    .first()
    .waitFor();
  await picture(page, 'tasks-1440-dark-english');
  expect(await seriousFaults(page)).toEqual([]);

  await page.setViewportSize({ width: 360, height: 740 });
  await page
    .getByText(/days? late/)
    .first()
    .click();
  await page.getByRole('dialog').getByText('History').waitFor();
  await picture(page, 'task-360-dark-english');
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  expect(await seriousFaults(page)).toEqual([]);
  expect(faults).toEqual([]);
}, 180_000);
