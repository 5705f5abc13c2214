import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openRoom, picture, type Room, seriousFaults } from './room.ts';

let room: Room;
beforeAll(async () => {
  room = await openRoom();
}, 180_000);
afterAll(async () => {
  await room?.close();
}, 120_000);

/** Signs in as a newcomer does: one press on the first demo account. */
async function comeToTheWall(page: Page) {
  await page.goto('/masuk');
  await page.getByRole('button', { name: /Kabag Ops Polres Metro Jakarta Barat/ }).click();
  await page.waitForURL(/\/o\/[0-9a-f-]+/);
  await page.getByRole('link', { name: 'Situasi' }).click();
  await page.getByTestId('wall-drawn').waitFor({ state: 'attached', timeout: 30_000 });
}

const drawnStations = (page: Page) =>
  page.waitForFunction(
    "Number(document.querySelector('[data-testid=wall-drawn]')?.dataset.stations) > 0",
    undefined,
    { timeout: 30_000 },
  );

it('two days before voting the officer sees what is needed, what there is, and where', async () => {
  const { page, faults } = await room.sit();
  await comeToTheWall(page);
  await page.getByRole('link', { name: /Pemungutan suara.*H-2/ }).waitFor();
  await drawnStations(page);
  const figures = page.getByRole('region', { name: 'Angka pokok operasi' });
  const police = figures.getByRole('link', { name: /Polisi di TPS/ });
  expect(await police.textContent()).toMatch(/1\.152.*1\.115.*37.*81 \(perkiraan\)/);
  await picture(page, 'situation-1440-light');
  expect(await seriousFaults(page)).toEqual([]);

  await police.click();
  await page.waitForURL(/\/ploting/);
  await page.getByText('1.196').first().waitFor();
  await picture(page, 'need-1440-light');
  expect(faults).toEqual([]);
}, 180_000);

it('a place is found by its name, narrows the list, and leads into the register', async () => {
  const { page, faults } = await room.sit();
  await comeToTheWall(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('duri kosambi');
  await page.getByRole('option', { name: /Duri Kosambi 31\.73\.01\.1002 · di peta/ }).click();
  const card = page.getByRole('region', { name: 'Duri Kosambi' });
  await card.getByText('134').waitFor();
  await page.getByText('hanya Duri Kosambi').waitFor();
  await drawnStations(page);
  await picture(page, 'situation-area');
  await page.getByRole('tab', { name: /Wilayah/ }).click();
  await page.getByRole('tabpanel').focus();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Kapuk' }).waitFor();
  await page.getByRole('region', { name: 'Kapuk' }).getByRole('link', { name: 'TPS di sini' }).click();
  await page.getByText(/^218 /).first().waitFor();
  expect(faults).toEqual([]);
}, 180_000);

/** Another person, at another browser, reports something just now. */
async function reportFrom(page: Page, operationId: string, text: string): Promise<number> {
  await page.goto('/masuk');
  return page.evaluate(
    async ({ operationId: operation, text: words }) => {
      const post = (path: string, body: unknown) =>
        fetch(path, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
          body: JSON.stringify(body),
        });
      await post('/api/demo-session', { login: 'padal.jakbar' });
      const sent = await post('/api/field-reports', {
        id: crypto.randomUUID(),
        operationId: operation,
        stationId: null,
        area: '31.73.01.1002',
        kind: 'disorder',
        help: 'now',
        text: words,
        capturedAt: new Date().toISOString(),
        place: null,
        photos: 0,
        aboutAgencyId: null,
      });
      return sent.status;
    },
    { operationId, text },
  );
}

it('a report that comes in stands on the wall by itself, and is read there by one key', async () => {
  const { page, faults } = await room.sit();
  await comeToTheWall(page);
  await page.getByRole('tab', { name: 'Umpan' }).click();
  await page.getByText('Roa Malaka').waitFor();
  const { page: field } = await room.sit();
  const operationId = /\/o\/([0-9a-f-]+)/.exec(page.url())?.[1] ?? '';
  expect(await reportFrom(field, operationId, 'Kerumunan menutup jalan ke gudang.')).toBe(200);
  await page.getByText('Kerumunan menutup jalan ke gudang.').waitFor({ timeout: 30_000 });
  await page.getByText('perlu bantuan segera', { exact: true }).waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  await page.getByText('perlu bantuan segera', { exact: true }).waitFor({ state: 'detached' });
  await picture(page, 'situation-feed');
  expect(faults).toEqual([]);
}, 180_000);

it('the wall speaks English, turns dark, and fits a phone', async () => {
  const { page, faults } = await room.sit();
  await comeToTheWall(page);
  await page.getByRole('tab', { name: 'Umpan' }).click();
  await page.getByText('Roa Malaka').waitFor();
  await page.getByRole('button', { name: /Kabag Ops/ }).click();
  await page.getByRole('menuitem', { name: /English/ }).click();
  await page.getByRole('tab', { name: 'Feed' }).waitFor();
  await page.getByRole('button', { name: /Kabag Ops/ }).click();
  await page.getByRole('menuitem', { name: 'Dark', exact: true }).click();
  await page.locator('html[data-theme=dark]').waitFor();
  await page.getByText('Police at stations', { exact: false }).first().waitFor();
  await drawnStations(page);
  await picture(page, 'situation-1440-dark-english');
  expect(await seriousFaults(page)).toEqual([]);

  await page.setViewportSize({ width: 360, height: 740 });
  await drawnStations(page);
  await picture(page, 'situation-360-dark-english');
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
  expect(await seriousFaults(page)).toEqual([]);
  expect(faults).toEqual([]);
}, 180_000);
