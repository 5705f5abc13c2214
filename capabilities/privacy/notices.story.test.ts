import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setClock } from '#rooms/operations/contract.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { liftHold, placeHold } from './contract.ts';
import { countTerms } from './terms-contract.ts';

const DAY_MS = 86_400_000;
const start = Date.now();

let house: House;
const auditor = () => house.as({ role: 'auditor' });
beforeAll(async () => {
  house = await openHouse();
  await house.loadSample('kupang-2024');
}, 120_000);
afterAll(() => house.close());

/** One more operation like that of the sample, with a text in its period; `isOver`: it goes by real time, years after its end. */
async function another(text: string, isOver: boolean): Promise<string> {
  const id = randomUUID();
  const copied = async (table: string, but: object) => {
    const changes = JSON.stringify(but);
    await sql`
      insert into ${sql.table(table)}
      select (jsonb_populate_record(t, to_jsonb(t) || ${changes}::jsonb)).* from ${sql.table(table)} t
      where ${table === 'operation' ? sql`t.key` : sql`(select key from operation o where o.id = t.operation_id)`}
        = 'kupang-2024'`.execute(house.db);
  };
  const clock = isOver ? { clock_mode: 'real', clock_offset_ms: null, clock_frozen_at: null } : {};
  await copied('operation', { id, key: text, code_name: text, ...clock });
  await copied('operation_area', { operation_id: id });
  await copied('operation_period', { id: randomUUID(), operation_id: id, note: text });
  return id;
}

/** Lets the server's clock show this many days after the start, and waits until the nightly round of then is over. */
async function night(days: number): Promise<void> {
  house.setClock(new Date(start + days * DAY_MS));
  const isDone = async () => {
    const { rows } = await sql<{ state: string; failure: string | null }>`
      select state, failure from job where kind = 'privacy.keep-terms'
        and asked_at > ${new Date(start + (days - 1) * DAY_MS)}`.execute(house.db);
    return rows;
  };
  await expect.poll(isDone, { timeout: 60_000 }).toEqual([{ state: 'done', failure: null }]);
}

/** Texts that stand, of those that were written here. */
async function standing(...texts: readonly string[]): Promise<readonly string[]> {
  const found = await sql<{ note: string }>`
    select note from operation_period where note = any(${[...texts]}::text[]) order by note`.execute(
    house.db,
  );
  return found.rows.map(({ note }) => note);
}

it('lets nothing go by a notice that it was not in: of a clock moved since, an operation come since, a hold lifted since', async () => {
  const all = ['come', 'freed', 'moved', 'over'] as const;
  await another('over', true);
  const moved = await another('moved', false);
  const freed = await another('freed', true);
  const holdId = randomUUID();
  await auditor().ask(placeHold, { body: { id: holdId, operationId: freed, reason: 'Perkara di MK' } });

  await night(1);
  expect(await standing(...all)).toEqual(['freed', 'moved', 'over']);
  await auditor().ask(liftHold, { params: { holdId }, body: {} });
  const commander = house.as({ role: 'kaops', operationId: moved });
  await commander.ask(setClock, { params: { operationId: moved }, body: { mode: 'real', shows: null } });
  await another('come', true);

  await night(9);
  expect(await standing(...all)).toEqual(['come', 'freed', 'moved']);
  // They were announced that night, and go by that.
  await night(17);
  expect(await standing(...all)).toEqual([]);
}, 120_000);

it('a hold is placed while what is past its term is being counted', async () => {
  const counting = await house.db.startTransaction().execute();
  // Counting looks at every table and so waits here, in the middle of its work.
  await sql`lock table term_count in exclusive mode`.execute(counting);
  const counted = auditor().ask(countTerms, { body: {} });
  const waits = async () =>
    (
      await sql`select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%term_count%'
        and datname = current_database()`.execute(house.db)
    ).rows.length;
  await expect.poll(waits, { timeout: 30_000 }).toBe(1);
  const id = randomUUID();
  const placed = auditor().ask(placeHold, { body: { id, operationId: null, reason: 'Perkara di MK' } });
  const standing = async () =>
    (await sql`select 1 from legal_hold where id = ${id}`.execute(house.db)).rows.length;
  try {
    await expect.poll(standing, { timeout: 10_000 }).toBe(1);
  } finally {
    await counting.commit().execute();
  }
  await placed;
  expect((await counted).countedAt).not.toBeNull();
}, 60_000);
