import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  confirmProposal,
  listProposals,
  propose,
  readMatter,
  withdrawProposal,
} from '#rooms/approvals/contract.ts';
import { inTransaction } from '#server/database/connect.ts';
import { findText } from '#server/erasure/find.ts';
import { type Place, personalPlaces } from '#server/erasure/places.ts';
import { openFileStore } from '#server/files/store.ts';
import { heldBy } from '#server/holdings.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { agencyIdOf } from '../../apps/server/testing/sample-ids.ts';
import { discard, liftHold, listErasures, listHolds, placeHold, prepare, seek } from './contract.ts';
import { filesToRemove, markGone } from './files-store.ts';
import { ledgerEntries, markPurged, unpurged } from './store.ts';

let house: House;
let places: readonly Place[];
const keeper = () => house.as({ role: 'administrator', userId: KEEPER });
const KEEPER = randomUUID();
const second = () => house.as({ role: 'kaops', agencyId: POLRES, userId: SECOND });
const POLRES = randomUUID();
const SECOND = randomUUID();
const REASON = 'Permintaan tertulis, nomor agenda 12/2024';

beforeAll(async () => {
  house = await openHouse();
  await house.loadSample('kupang-2024');
  places = await inTransaction(house.db, (tx) => personalPlaces(tx, heldBy(house.capabilities)));
}, 120_000);
afterAll(() => house.close());

/** Writes the text into one row of every personal column that has a row and takes it. @returns how many took it */
async function markEverything(text: string): Promise<number> {
  let marked = 0;
  for (const { table, column, type } of places) {
    const value =
      type === 'jsonb'
        ? sql`jsonb_build_object('nama', ${text}::text, 'lain', jsonb_build_array(1, ${`x ${text} y`}::text))`
        : sql`${text}::text`;
    if (type !== 'jsonb' && type !== 'text') continue;
    try {
      const done = await sql`
        update ${sql.table(table)} set ${sql.ref(column)} = ${value}
        where ctid = (select min(ctid) from ${sql.table(table)})`.execute(house.db);
      marked += Number(done.numAffectedRows ?? 0n);
    } catch (error) {
      // A column whose shape is checked (a link, a phone number) does not take it; nothing else is let through.
      expect(error).toMatchObject({ code: expect.stringMatching(/^23/) });
    }
  }
  return marked;
}

/** Tables in which any column of any row still contains the text. */
async function tablesWith(text: string): Promise<readonly string[]> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = current_schema() and table_type = 'BASE TABLE'`.execute(house.db);
  const found: string[] = [];
  for (const { name } of tables.rows) {
    const rows = await sql`
      select 1 from ${sql.table(name)} t where position(lower(${text}) in lower(to_jsonb(t)::text)) > 0 limit 1`.execute(
      house.db,
    );
    if (rows.rows.length > 0) found.push(name);
  }
  return found;
}

async function prepareAll(text: string): Promise<string> {
  const id = randomUUID();
  const { fields } = await keeper().ask(seek, { body: { text } });
  const body = {
    id,
    text,
    places: fields.map(({ place }) => place),
    basis: 'request' as const,
    reason: REASON,
  };
  await keeper().ask(prepare, { body });
  return id;
}

const proposal = (erasureId: string) => ({
  body: { id: randomUUID(), action: 'privacy.erase', input: { erasureId }, reason: REASON },
});

describe('erasing a person', () => {
  it('takes their words out of every personal field, of every table, when a second person confirms', async () => {
    const text = `Ina O'Boru ${randomUUID()}`;
    const marked = await markEverything(text);
    expect(marked).toBeGreaterThan(20);
    const { total, fields } = await keeper().ask(seek, { body: { text: text.toUpperCase() } });
    expect(total).toBe(marked);
    expect(fields.every(({ what }) => what.id !== '' && what.en !== '')).toBe(true);
    const erasureId = await prepareAll(text);
    const other = house.as({ role: 'administrator' });
    const byAnother = proposal(erasureId);
    await other.ask(propose, byAnother);
    const own = { params: { proposalId: byAnother.body.id }, body: {} };
    const keeperAtPolres = house.as({ role: 'kaops', agencyId: POLRES, userId: KEEPER });
    await keeperAtPolres.refused(confirmProposal, 'approvals.same-person', own);
    await other.ask(withdrawProposal, own);
    const asked = proposal(erasureId);
    await keeper().ask(propose, asked);
    await keeper().ask(propose, asked);
    await keeper().refused(propose, 'approvals.id-taken', {
      body: { ...asked.body, reason: `${REASON}, lagi` },
    });
    const confirming = { params: { proposalId: asked.body.id }, body: {} };
    await keeper().refused(confirmProposal, 'approvals.same-person', confirming);
    expect(await tablesWith(text)).not.toEqual([]);
    const [waiting] = (await second().ask(listProposals)).rows;
    expect(waiting).toMatchObject({
      id: asked.body.id,
      mine: 'decide',
      actionName: 'Penghapusan data pribadi',
    });
    const { kinds } = await second().ask(readMatter, { params: confirming.params });
    expect(kinds.length).toBeGreaterThan(5);
    expect(JSON.stringify([waiting, kinds]).toLowerCase()).not.toContain(text.toLowerCase());
    await second().ask(confirmProposal, confirming);
    expect(await tablesWith(text)).toEqual([]);
    expect((await keeper().ask(seek, { body: { text } })).total).toBe(0);
    const [row] = (await keeper().ask(listErasures)).rows;
    expect(row).toMatchObject({ id: erasureId, state: 'done', values: marked, purgedAt: null });
    // A second confirmation on the way twice changes nothing.
    expect(await second().ask(confirmProposal, confirming)).toMatchObject({ state: 'confirmed' });
    await house.settle();
    const leaves = await sql<{ intact: boolean }>`
      select bool_and(sha256('\\x00'::bytea || bytes) = hash) as intact from journal_leaf`.execute(house.db);
    expect(leaves.rows).toEqual([{ intact: true }]);
  });

  it('finds a record by its id, with all that hangs on it and what the journal keeps apart', async () => {
    const reports = await sql<{ id: string }>`
      update field_report set text = 'Ada keramaian' where id = (select min(id::text)::uuid from field_report)
      returning id`.execute(house.db);
    const id = reports.rows[0]?.id ?? '';
    const { fields } = await keeper().ask(seek, { body: { text: id } });
    const named = fields.map(({ place }) => place);
    expect(named).toContain('field_report.text');
    expect(named).toContain('journal_apart.value');
    const erasureId = await prepareAll(id);
    const asked = proposal(erasureId);
    await keeper().ask(propose, asked);
    const params = { proposalId: asked.body.id };
    const { kinds } = await second().ask(readMatter, { params });
    expect(kinds[0]).toMatchObject({ title: { id: 'Laporan lapangan' }, total: 1 });
    expect(kinds[0]?.fields.map(({ what }) => what.id)).toContain('Isi laporan, teks bebas');
    expect(kinds[0]?.records).toMatchObject([{ path: expect.stringContaining(`/laporan/${id}`) }]);
    // Who may not open the record is told its kind and no code.
    const told = await keeper().ask(readMatter, { params });
    expect(told.kinds[0]).toMatchObject({ total: 1, records: [] });
    // Who reads reports, but not this one, does not learn that there is one.
    const kpu = agencyIdOf('kpu-jakbar');
    await sql`update field_report set about = ${kpu}, addressee = null where id = ${id}`.execute(house.db);
    const elsewhere = await house.as({ role: 'karendalops', agencyId: kpu }).ask(readMatter, { params });
    expect(elsewhere.kinds.map(({ title }) => title.id)).not.toContain('Laporan lapangan');
    await house.as({ role: 'field-officer' }).refused(readMatter, 'not-found', { params });
    await second().ask(confirmProposal, { params, body: {} });
    const rows = await sql<{ text: string }>`select text from field_report where id = ${id}`.execute(
      house.db,
    );
    expect(rows.rows).toEqual([{ text: '(dihapus)' }]);
  });

  it('is refused while the data is held, and can be discarded before it is done', async () => {
    const text = `ditahan ${randomUUID()}`;
    await markEverything(text);
    const [operation] = (await sql<{ id: string }>`select id from operation`.execute(house.db)).rows;
    const holdId = randomUUID();
    const auditor = house.as({ role: 'auditor' });
    await auditor.ask(placeHold, {
      body: { id: holdId, operationId: operation?.id ?? null, reason: 'Perkara di MK, nomor 1/PHP/2024' },
    });
    const body = {
      id: randomUUID(),
      text,
      places: ['field_report.text'],
      basis: 'mistake' as const,
      reason: REASON,
    };
    await keeper().refused(prepare, 'erasure.held', { body });
    await second().refused(liftHold, 'erasure.hold-of-another', { params: { holdId }, body: {} });
    await auditor.ask(liftHold, { params: { holdId }, body: {} });
    expect((await auditor.ask(listHolds)).rows[0]).toMatchObject({ id: holdId, state: 'lifted' });
    await keeper().ask(prepare, { body });
    await keeper().ask(discard, { params: { erasureId: body.id }, body: {} });
    await keeper().refused(propose, 'erasure.done-already', proposal(body.id));
    expect(await tablesWith(text)).toContain('field_report');
  });

  it('tells apart what a record holds itself and what hangs on it, and erases only what was asked for', async () => {
    const [operation] = (await sql<{ id: string }>`select id from operation`.execute(house.db)).rows;
    const { fields } = await keeper().ask(seek, { body: { text: operation?.id ?? '' } });
    const found = new Map(fields.map((field) => [field.place, field]));
    const reports = await sql<{ n: number }>`
      select count(*) as n from field_report where text <> '' and not starts_with(text, '(dihapus)')`.execute(
      house.db,
    );
    expect(found.get('field_report.text')).toMatchObject({
      kind: 'field_report',
      own: false,
      count: reports.rows[0]?.n,
    });
    expect(found.get('station.address')).toMatchObject({ own: false });
    const note = 'operation_period.note';
    await sql`update operation_period set note = 'catatan'`.execute(house.db);
    const id = randomUUID();
    const body = { id, text: operation?.id ?? '', places: [note], basis: 'mistake' as const, reason: REASON };
    const { values } = await keeper().ask(prepare, { body });
    const items = await sql<{ place: string }>`
      select distinct table_name || '.' || column_name as place from erasure_item where erasure_id = ${id}`.execute(
      house.db,
    );
    expect(items.rows).toEqual([{ place: note }]);
    expect(values).toBeGreaterThan(0);
    await keeper().ask(discard, { params: { erasureId: id }, body: {} });
  });

  it('takes a table that came in to be imported, when the erasure is carried out and not before', async () => {
    const text = `Berkas ${randomUUID()}`;
    const files = openFileStore(house.dataDir);
    const hash = await files.put(Buffer.from(`nama\r\n${text.toUpperCase()}\r\n`));
    const { fields } = await keeper().ask(seek, { body: { text } });
    expect(fields).toEqual([expect.objectContaining({ place: 'files/', kind: 'files', count: 1 })]);
    const erasureId = await prepareAll(text);
    expect(await inTransaction(house.db, filesToRemove)).not.toContainEqual(
      expect.objectContaining({ name: hash }),
    );
    const asked = proposal(erasureId);
    await keeper().ask(propose, asked);
    await second().ask(confirmProposal, { params: { proposalId: asked.body.id }, body: {} });
    const [entry] = (await inTransaction(house.db, ledgerEntries)).slice(-1);
    expect(entry).toMatchObject({ id: erasureId, items: [], files: [hash] });
    // Off the disk only once the file is.
    await inTransaction(house.db, (tx) => markPurged(tx, new Date(), [erasureId]));
    const state = async () =>
      (await keeper().ask(listErasures)).rows.find(({ id }) => id === erasureId)?.state;
    expect(await state()).toBe('done');
    const going = (await inTransaction(house.db, filesToRemove)).filter(({ name }) => name === hash);
    expect(going).toHaveLength(1);
    for (const each of going) await inTransaction(house.db, (tx) => markGone(tx, each, new Date()));
    await inTransaction(house.db, (tx) => markPurged(tx, new Date(), [erasureId]));
    expect(await state()).toBe('purged');
  });

  it('calls nothing off the disk that was erased while the disk was being cleaned', async () => {
    const before = await inTransaction(house.db, unpurged);
    const text = `sambil dibersihkan ${randomUUID()}`;
    await markEverything(text);
    const erasureId = await prepareAll(text);
    const asked = proposal(erasureId);
    await keeper().ask(propose, asked);
    await second().ask(confirmProposal, { params: { proposalId: asked.body.id }, body: {} });
    const ids = before.map(({ id }) => id);
    // A clock that runs ahead makes no difference.
    await inTransaction(house.db, (tx) => markPurged(tx, new Date(Date.now() + 60_000), ids));
    const left = await inTransaction(house.db, unpurged);
    expect(left.map(({ id }) => id)).toEqual([erasureId]);
    expect(left[0]?.tables).toContain('field_report');
  });

  it('is prepared by nobody who keeps the accounts of one agency alone', async () => {
    const ofOne = house.as({ role: 'administrator', agencyId: POLRES });
    await ofOne.refused(seek, 'not-found', { body: { text: 'siapa pun' } });
  });

  it('is not there for those who do not keep the data, and says when a word is nobody’s name', async () => {
    for (const role of ['kaops', 'agency-officer', 'liaison', 'field-officer'])
      await house.as({ role }).refused(seek, 'not-found', { body: { text: 'siapa pun' } });
    await sql`insert into answered_request (id, actor, endpoint, body_hash, reply, answered_at)
      select gen_random_uuid(), 'x', 'x', 'x'::bytea, '"kata umum"', now() from generate_series(1, 2001)`.execute(
      house.db,
    );
    await keeper().refused(seek, 'erasure.too-many', { body: { text: 'kata umum' } });
    const found = await inTransaction(house.db, (tx) => findText(tx, places, 'kata umum'));
    expect(found.length).toBe(2_001);
  });
});
