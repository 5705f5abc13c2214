import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inTransaction } from '#server/database/connect.ts';
import { personalPlaces } from '#server/erasure/places.ts';
import { heldBy } from '#server/holdings.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { liftHold, listErasures, placeHold } from './contract.ts';
import { countTerms, listTerms } from './terms-contract.ts';

const DAY_MS = 86_400_000;
const YEARS = 12 * 365;
/** No word of any language contains it. */
const TEXT = `Yq${randomUUID()}`;
const start = Date.now();

let house: House;
let operation: string;
const auditor = () => house.as({ role: 'auditor' });
beforeAll(async () => {
  house = await openHouse();
  await house.loadSample('kupang-2024');
  operation = (await sql<{ id: string }>`select id from operation`.execute(house.db)).rows[0]?.id ?? '';
}, 120_000);
afterAll(() => house.close());

/** Writes the text into every row of every personal text that takes it, and begins every clock. */
async function markEverything(): Promise<void> {
  await plantRows();
  const places = await inTransaction(house.db, (tx) => personalPlaces(tx, heldBy(house.capabilities)));
  for (const { table, column, type } of places) {
    const value = type === 'jsonb' ? sql`jsonb_build_object('nama', ${TEXT}::text)` : sql`${TEXT}::text`;
    if (type !== 'jsonb' && type !== 'text') continue;
    try {
      await sql`
        update ${sql.table(table)} set ${sql.ref(column)} = ${value}
        where ctid = (select min(ctid) from ${sql.table(table)})`.execute(house.db);
    } catch (error) {
      // A column whose shape is checked does not take it.
      expect(error).toMatchObject({ code: expect.stringMatching(/^23/) });
    }
  }
  await sql`update account set closed_at = ${new Date(start)}`.execute(house.db);
}

/** Rows that the sample has none of, as strict as tables of ours can be: an incident that somebody holds, open sessions. */
async function plantRows(): Promise<void> {
  const [id, at, hash] = [randomUUID(), new Date(start), sql`sha256('x')`];
  const later = new Date(start + DAY_MS);
  const account = sql`(select min(id::text)::uuid from account)`;
  const rows = [
    sql`incident (id, operation_id, code, area, area_name, kind, kind_name, title, text, level, state, holder, held_since,
      held_operation_since,
      opened_at, opened_operation_at, lon, lat, content_hash) values (${id}, ${operation}, 'K-1', '53.71', 'x', 'x', '{}',
      'x', 'x', 'red', 'held', ${id}, ${at}, ${at}, ${at}, ${at}, 123, -10, ${hash})`,
    sql`incident_log (id, incident_id, at, operation_at, what, by_user, by_name, text)
      values (${id}, ${id}, ${at}, ${at}, 'taken', ${id}, 'x', 'x')`,
    sql`account_session (id, token_hash, account_id, device, opened_at, seen_at, idle_until, expires_at)
      values (${id}, ${hash}, ${account}, 'x', ${at}, ${at}, ${later}, ${later})`,
    sql`account_invitation (id, account_id, purpose, token_hash, name, role, areas, invited_by, invited_at, expires_at)
      values (${id}, ${id}, 'invitation', ${hash}, 'x', 'auditor', '{""}', 'x', ${at}, ${later})`,
    sql`post_card (id, operation_id, station_id, station_name, area, agency_id, shift, valid_from, valid_until, secret_hash,
      code_hash, issued_by, issued_at) values (${id}, ${operation}, ${id}, 'x', '53.71.01.1001', ${id}, '1', ${at},
      ${later}, ${hash}, ${hash}, 'x', ${at})`,
    sql`post_card_bearer (id, card_id, name, name_key, first_seen_at) values (${id}, ${id}, 'x', 'x', ${at})`,
    sql`account_passkey (id, account_id, host, credential_id, public_key, counter, transports, name, made_at, revoked_at)
      values (${id}, ${account}, 'x', 'x', 'x', 0, '{}', 'x', ${at}, ${at})`,
    sql`account_provider (account_id, provider, subject, set_by, set_at) values (${account}, 'x', 'x', 'x', ${at})`,
    sql`daily_report_draft (operation_id, day, cut_off, body, saved_by, saved_at)
      values (${operation}, '2024-11-27', '18:00', '{}', ${id}, ${at})`,
    sql`proposal (id, action, action_id, action_en, effect_id, effect_en, input, subject, summary_id, summary_en, reason,
      proposed_by, proposed_name, proposed_at, lapses_at, state)
      values (${id}, 'x', 'x', 'x', 'x', 'x', '{}', 'x', 'x', 'x', 'x', 'x', 'x', ${at}, ${later}, 'waiting')`,
  ];
  for (const row of rows) await sql`insert into ${row}`.execute(house.db);
}

/** Tables, or event and field of the journal, in which the text still stands. */
async function standsIn(): Promise<readonly string[]> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = current_schema() and table_type = 'BASE TABLE'`.execute(house.db);
  const found: string[] = [];
  for (const { name } of tables.rows) {
    const rows = await sql`
      select 1 from ${sql.table(name)} t where position(${TEXT} in to_jsonb(t)::text) > 0 limit 1`.execute(
      house.db,
    );
    if (rows.rows.length > 0) found.push(name);
  }
  return found;
}

const terms = async () => (await auditor().ask(listTerms, { query: { limit: 500 } })).rows;
const dueOf = async (id: string) => (await terms()).find((row) => row.id === id);

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

it('calls every line by a name of its own, those of the journal too', async () => {
  const names = (await terms()).map(({ record, field }) => `${record}: ${field}`);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  expect(names.filter((name) => name.includes('(di jurnal: '))).not.toEqual([]);
});

it('announces what is past its term for seven days, spares what is held, and erases the rest to the last word', async () => {
  await markEverything();
  const before = await standsIn();
  expect(before.length).toBeGreaterThan(12);

  expect((await auditor().ask(countTerms, { body: {} })).countedAt).not.toBeNull();
  const today = await dueOf('account.name');
  expect(today?.kept).toBeGreaterThan(0);
  expect(today?.due).toBe(0);
  await night(YEARS);
  const announced = await dueOf('incident.title');
  expect(announced?.due).toBeGreaterThan(0);
  expect(announced?.due).toBe(announced?.kept);
  expect(announced?.runsAt).not.toBeNull();
  expect(await standsIn()).toEqual(before);
  expect((await auditor().ask(listErasures)).rows).toEqual([]);

  const holdId = randomUUID();
  const reason = 'Perkara di MK, nomor 1/PHP/2024';
  await auditor().ask(placeHold, { body: { id: holdId, operationId: operation, reason } });
  await night(YEARS + 8);
  const held = await dueOf('incident_log.by_name');
  expect(held).toMatchObject({ due: held?.kept, held: held?.kept });
  expect(await standsIn()).toEqual(expect.arrayContaining(['incident', 'incident_log', 'journal_apart']));
  // Imports belong to no operation: no hold on one protects them.
  expect(await standsIn()).not.toContain('area_import');

  await auditor().ask(liftHold, { params: { holdId }, body: {} });
  await night(YEARS + 16);
  await night(YEARS + 24);
  const left = await terms();
  const notGone = left.filter(({ by, due }) => by === 'round' && due !== 0);
  expect(notGone).toEqual([]);
  const spared = new Set(left.filter(({ by }) => by !== 'round').map(({ id }) => id.split('.')[0]));
  const stayed = await standsIn();
  expect(stayed.filter((table) => !spared.has(table) && table !== 'journal_apart')).toEqual([]);
  expect((await auditor().ask(listErasures)).rows.every(({ basis }) => basis === 'term')).toBe(true);
}, 180_000);
