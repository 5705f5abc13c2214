import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAgencies } from '#rooms/agencies/contract.ts';
import { listOperations } from '#rooms/operations/contract.ts';
import { fromBase64, type Key, newKey, seal, toBase64, unseal, wrap } from '#web/sealing/seal.ts';
import { fingerprintOf } from '#web/sealing/spoken.ts';
import { openRing } from '#web/sealing/vault.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import {
  amendSealedNote,
  giveShares,
  keepOwnKey,
  listKeyEvents,
  listSealedNotes,
  makeAgencyKey,
  openSealed,
  readKeyRing,
  readNoteCard,
  readOfficers,
  readSealingAgencies,
  removeShares,
  withdrawSealedNote,
  writeSealedNote,
} from './contract.ts';

type Visitor = ReturnType<House['as']>;
type Officer = { readonly at: Visitor; readonly own: Key; readonly officerKeyId: string };
type Agency = 'kpu' | 'bawaslu' | 'polres';

const PASSPHRASE = 'kopi pagi di kantor lama';
const utf8 = new TextEncoder();
const sealText = (recipients: readonly string[], text: string) =>
  seal(recipients, utf8.encode(text)).then(toBase64);

let house: House;
let operationId: string;
let agency: Record<Agency, string>;
let kpu: Officer;
let colleague: Officer;
let bawaslu: Officer;
let polres: Visitor;
const agencyKeys = new Map<string, Key & { readonly id: string }>();

const as = (role: string, agencyId: string, rest: object = {}) =>
  house.as({ role, agencyId, areas: ['31.73'], operationId, ...rest });

async function enrol(agencyId: string): Promise<Officer> {
  const at = as('agency-officer', agencyId);
  const own = await newKey();
  const wrapped = toBase64(await wrap(own.identity, PASSPHRASE, 4));
  const body = { id: randomUUID(), recipient: own.recipient, wrapped };
  await at.ask(keepOwnKey, { body });
  return { at, own, officerKeyId: body.id };
}

/** What the officer's browser does when the agency gets its first or its next key. */
async function newAgencyKey(officer: Officer, agencyId: string, version: number) {
  const key = { ...(await newKey()), id: randomUUID() };
  const share = {
    officerKeyId: officer.officerKeyId,
    wrapped: await sealText([officer.own.recipient], key.identity),
  };
  const { id, recipient } = key;
  const body = { id, version, recipient, vouch: null, shares: [share] };
  const answer = await officer.at.try(makeAgencyKey, { body });
  if (answer.ok) agencyKeys.set(agencyId, key);
  return answer;
}

async function noteFor(
  agencies: readonly Agency[],
  text: string,
  about: object = { kind: 'none', id: null },
) {
  const keys = agencies.map((name) => {
    const key = agencyKeys.get(agency[name]);
    if (!key) throw new Error(`${name} has no key`);
    return { agencyId: agency[name], keyId: key.id, recipient: key.recipient };
  });
  const ciphertext = await sealText(
    keys.map(({ recipient }) => recipient),
    text,
  );
  const sealedTo = keys.map(({ agencyId, keyId }) => ({ agencyId, keyId }));
  return {
    params: { operationId },
    body: { id: randomUUID(), about: { kind: 'none' as const, id: null, ...about }, sealedTo, ciphertext },
  };
}
async function written(text: string, agencies: readonly Agency[] = ['kpu', 'bawaslu']) {
  const asked = await noteFor(agencies, text);
  const { id } = await kpu.at.ask(writeSealedNote, asked);
  return { params: { noteId: id } };
}
const list = { params: () => ({ operationId }) };
const open = (of: { params: { noteId: string } }, version: number | null = null) => ({
  ...of,
  body: { version },
});

beforeAll(async () => {
  house = await openHouse();
  await house.loadSample('west-jakarta-2024');
  const anybody = house.as({ role: 'karendalops' });
  operationId = (await anybody.ask(listOperations, {})).rows[0]?.id ?? '';
  const { rows } = await anybody.ask(listAgencies, { query: { limit: 500 } });
  const idOf = (kind: string) => rows.find((row) => row.kind === kind)?.id ?? '';
  agency = { kpu: idOf('kpu'), bawaslu: idOf('bawaslu'), polres: idOf('polres') };
  [kpu, colleague, bawaslu] = await Promise.all([
    enrol(agency.kpu),
    enrol(agency.kpu),
    enrol(agency.bawaslu),
  ]);
  await newAgencyKey(kpu, agency.kpu, 1);
  await newAgencyKey(bawaslu, agency.bawaslu, 1);
  polres = as('kaops', agency.polres);
}, 60_000);
afterAll(() => house.close());

describe('keys', () => {
  it('are seen by every officer with their fingerprint, and open only for those who hold a share', async () => {
    const { agencies } = await polres.ask(readSealingAgencies, {});
    const shown = agencies.map(({ agencyId, fingerprint }) => [agencyId, fingerprint]);
    const made = [...agencyKeys].map(([agencyId, { recipient }]) => [agencyId, fingerprintOf(recipient)]);
    expect(shown.sort()).toEqual(made.sort());
    const ring = await kpu.at.ask(readKeyRing, {});
    expect(await openRing(ring, PASSPHRASE)).toMatchObject({
      held: [{ identity: agencyKeys.get(agency.kpu)?.identity }],
    });
    const without = await colleague.at.ask(readKeyRing, {});
    expect(without.keys.map(({ share }) => share)).toEqual([null]);
    expect(without.holders).toBe(1);
  });

  it('are made once for a version, even by two officers at the same moment', async () => {
    const both = await Promise.all([newAgencyKey(kpu, agency.kpu, 1), newAgencyKey(kpu, agency.kpu, 3)]);
    expect(both.map(({ ok, status }) => [ok, status])).toEqual([
      [false, 409],
      [false, 409],
    ]);
    const first = as('agency-officer', agency.polres);
    const own = await newKey();
    const body = {
      id: randomUUID(),
      recipient: own.recipient,
      wrapped: toBase64(await wrap(own.identity, PASSPHRASE, 4)),
    };
    await first.ask(keepOwnKey, { body });
    const officer = { at: first, own, officerKeyId: body.id };
    const raced = await Promise.all([
      newAgencyKey(officer, agency.polres, 1),
      newAgencyKey(officer, agency.polres, 1),
    ]);
    expect(raced.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  it('are given to a colleague by one who holds them, taken back, and never left without a holder', async () => {
    const key = agencyKeys.get(agency.kpu);
    if (!key) throw new Error('the agency has no key');
    const shareFor = async (officer: Officer) => {
      const wrapped = await sealText([officer.own.recipient], key.identity);
      return { keyId: key.id, officerKeyId: officer.officerKeyId, wrapped };
    };
    const shares = [await shareFor(colleague)];
    await bawaslu.at.refused(giveShares, 'seal.no-share', { body: { shares } });
    const third = await enrol(agency.kpu);
    await third.at.refused(giveShares, 'seal.no-share', { body: { shares } });
    await kpu.at.ask(giveShares, { body: { shares } });
    const ring = await colleague.at.ask(readKeyRing, {});
    expect(await openRing(ring, PASSPHRASE)).toMatchObject({ held: [{ identity: key.identity }] });
    const { officers } = await kpu.at.ask(readOfficers, {});
    const holders = officers.filter(({ versions }) => versions.length > 0);
    expect(holders.map(({ userId }) => userId).sort()).toEqual([kpu.at.userId, colleague.at.userId].sort());
    const remove = (userId: string) => ({ params: { userId }, body: {} });
    await kpu.at.ask(removeShares, remove(colleague.at.userId));
    await kpu.at.ask(removeShares, remove(colleague.at.userId));
    await kpu.at.refused(removeShares, 'seal.last-holder', remove(kpu.at.userId));
    expect((await colleague.at.ask(readKeyRing, {})).keys.map(({ share }) => share)).toEqual([null]);
    await bawaslu.at.refused(removeShares, 'not-found', remove(kpu.at.userId));
    // From the recovery sheet an officer gives the key to themselves.
    await colleague.at.ask(giveShares, { body: { shares: [await shareFor(colleague)] } });
  });

  it('leave their fingerprints in the journal and in a history; other agencies see no officers in it', async () => {
    const seen = await polres.ask(listKeyEvents, { query: { limit: 200 } });
    const whats = new Set(
      seen.rows.filter(({ agency: of }) => !of.includes('Polres')).map(({ what }) => what),
    );
    expect([...whats]).toEqual(['agency-key-made']);
    const own = await kpu.at.ask(listKeyEvents, { query: { limit: 200 } });
    expect(new Set(own.rows.map(({ what }) => what))).toEqual(
      new Set(['agency-key-made', 'own-key-kept', 'share-given', 'share-removed']),
    );
    const leaves = await sql<{ hash: string; bytes: Buffer }>`
      select encode(hash, 'hex') as hash, bytes from journal_leaf where event = 'seal.agency-key-made.v1'`.execute(
      house.db,
    );
    const ours = own.rows.find(({ what, agency: of }) => what === 'agency-key-made' && of.includes('KPU'));
    const leaf = leaves.rows.find(({ hash }) => hash === ours?.leafHash);
    expect(leaf?.bytes.toString('utf8')).toContain(ours?.fingerprint ?? '-');
  });

  it('of one’s own are kept behind another passphrase without losing the share, and replaced with losing it', async () => {
    const again = toBase64(await wrap(colleague.own.identity, 'kalimat yang lain sama sekali', 4));
    const { recipient } = colleague.own;
    await colleague.at.ask(keepOwnKey, { body: { id: randomUUID(), recipient, wrapped: again } });
    expect((await colleague.at.ask(readKeyRing, {})).keys.every(({ share }) => share !== null)).toBe(true);
    const own = await newKey();
    const wrapped = toBase64(await wrap(own.identity, PASSPHRASE, 4));
    const id = randomUUID();
    await colleague.at.ask(keepOwnKey, { body: { id, recipient: own.recipient, wrapped } });
    colleague = { ...colleague, own, officerKeyId: id };
    expect((await colleague.at.ask(readKeyRing, {})).keys.map(({ share }) => share)).toEqual([null]);
    const clear = {
      id: randomUUID(),
      recipient: own.recipient,
      wrapped: toBase64(utf8.encode(own.identity)),
    };
    await colleague.at.refused(keepOwnKey, 'sealed-note.not-encrypted', { body: clear });
  });
});

describe('a sealed note', () => {
  it('is read by the agencies addressed; the server holds nothing but ciphertext', async () => {
    const secret = randomBytes(12).toString('hex');
    const note = await written(secret);
    for (const [who, of] of [
      [kpu, agency.kpu],
      [bawaslu, agency.bawaslu],
    ] as const) {
      const { ciphertext } = await who.at.ask(openSealed, open(note));
      const content = await unseal(fromBase64(ciphertext), [agencyKeys.get(of)?.identity ?? '']);
      expect(content instanceof Uint8Array && Buffer.from(content).toString()).toBe(secret);
    }
    const tables = [
      'sealed_note',
      'sealed_note_version',
      'journal_leaf',
      'journal_apart',
      'answered_request',
    ];
    for (const table of tables) {
      const found = await sql<{ n: number }>`
        select count(*) as n from ${sql.table(table)} t
        where t::text like ${`%${secret}%`} or t::text like ${`%${Buffer.from(secret).toString('hex')}%`}`.execute(
        house.db,
      );
      expect([table, found.rows[0]?.n]).toEqual([table, 0]);
    }
  });

  it('is not there for anybody who is not addressed, whatever their role, at any door', async () => {
    const note = await written('Rapat pleno tertutup');
    const nowhere = { params: { noteId: randomUUID() } };
    const own = (role: string) => as(role, agency.kpu);
    const strangers = [
      polres,
      as('karendalops', agency.polres),
      as('agency-officer', agency.polres),
      house.as({ role: 'kaops' }),
      house.as({ role: 'system', kind: 'system' }),
      as('agency-officer', agency.kpu, { operationId: randomUUID() }),
      as('agency-officer', agency.kpu, { kind: 'card' }),
      ...['liaison', 'field-officer', 'auditor', 'administrator'].map(own),
    ];
    for (const who of strangers) {
      for (const [door, rest] of [
        [openSealed, { body: { version: null } }],
        [withdrawSealedNote, { body: {} }],
        [readNoteCard, {}],
      ] as const) {
        const answers = [
          await who.try(door, { ...note, ...rest }),
          await who.try(door, { ...nowhere, ...rest }),
        ];
        expect(answers.map(({ status }) => status)).toEqual([404, 404]);
        expect(answers[0]?.bytes.equals(answers[1]?.bytes ?? Buffer.alloc(0))).toBe(true);
      }
      const listed = await who.fetch(`/api/operations/${operationId}/sealed-notes?format=csv`);
      expect(await listed.text()).not.toContain('KPU');
    }
    await house.stranger.refused(openSealed, 'session.required', open(note));
  });

  it('is listed without its content, with who of one’s own agency opened it', async () => {
    const note = await written('Isi yang tidak tampak');
    const find = async (who: Visitor) =>
      (await who.ask(listSealedNotes, { params: list.params() })).rows.find(
        ({ id }) => id === note.params.noteId,
      );
    expect(await find(kpu.at)).toMatchObject({
      readBy: null,
      readByMe: 'no',
      isOurs: 'yes',
      version: 1,
      state: 'sealed',
    });
    await kpu.at.ask(openSealed, open(note));
    expect(await find(kpu.at)).toMatchObject({ readBy: kpu.at.userId.slice(-6), readByMe: 'yes' });
    expect(await find(bawaslu.at)).toMatchObject({ readBy: null, isOurs: 'no' });
    expect(await find(bawaslu.at)).not.toHaveProperty('ciphertext');
    const card = await bawaslu.at.ask(readNoteCard, note);
    expect(card).toMatchObject({ readers: [], mayAmend: false });
    const prints = card.versions[0]?.sealedTo.map(({ fingerprint }) => fingerprint);
    const recipients = [agency.kpu, agency.bawaslu].map((of) => agencyKeys.get(of)?.recipient ?? '');
    expect(prints?.sort()).toEqual(recipients.map(fingerprintOf).sort());
  });

  it('is handed out only after the journal has its reader: no leaf, no ciphertext', async () => {
    const note = await written('Hanya bila tercatat');
    await bawaslu.at.ask(openSealed, open(note));
    const read = await sql<{ bytes: Buffer }>`
      select bytes from journal_leaf where event = 'sealed-note.read.v1' and subject = ${note.params.noteId}`.execute(
      house.db,
    );
    expect(JSON.parse(read.rows[0]?.bytes.toString('utf8') ?? '{}')).toMatchObject({
      who: { user: bawaslu.at.userId, agency: agency.bawaslu, role: 'agency-officer' },
      changes: [
        { field: 'agency', after: agency.bawaslu },
        { field: 'version', after: 1 },
      ],
    });
    await sql`alter table journal_leaf add constraint no_reads check (event <> 'sealed-note.read.v1') not valid`.execute(
      house.db,
    );
    try {
      const answer = await bawaslu.at.try(openSealed, open(note));
      expect(answer.status).toBe(500);
      expect(answer.bytes.toString('utf8')).not.toContain('ciphertext');
    } finally {
      await sql`alter table journal_leaf drop constraint no_reads`.execute(house.db);
    }
    expect((await bawaslu.at.ask(readNoteCard, note)).readers).toHaveLength(1);
  });

  it('sent twice is one; amended it keeps its versions, and two who amend at once do not lose one', async () => {
    const asked = await noteFor(['kpu', 'bawaslu'], 'Pertama');
    const first = await kpu.at.ask(writeSealedNote, asked);
    expect(await kpu.at.ask(writeSealedNote, asked)).toEqual(first);
    const other = await noteFor(['kpu', 'bawaslu'], 'Lain');
    await kpu.at.refused(writeSealedNote, 'seal.id-taken', {
      ...other,
      body: { ...other.body, id: first.id },
    });
    const note = { params: { noteId: first.id } };
    const next = async (text: string, agencies: readonly Agency[] = ['kpu', 'bawaslu']) => {
      const { sealedTo, ciphertext } = (await noteFor(agencies, text)).body;
      return { ...note, body: { version: 2, sealedTo, ciphertext } };
    };
    await bawaslu.at.refused(amendSealedNote, 'sealed-note.not-ours', await next('Kedua'));
    await kpu.at.refused(amendSealedNote, 'sealed-note.other-addressees', await next('Kedua', ['kpu']));
    const [one, two] = [await next('Kedua'), await next('Kedua juga')];
    const both = await Promise.all([
      kpu.at.try(amendSealedNote, one),
      colleague.at.try(amendSealedNote, two),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await bawaslu.at.ask(openSealed, open(note))).version).toBe(2);
    expect((await bawaslu.at.ask(openSealed, open(note, 1))).ciphertext).toBe(asked.body.ciphertext);
  });

  it('is not kept in clear, nor sealed to a key that was replaced; the replaced key still opens old notes', async () => {
    const clear = await noteFor(['kpu'], 'Terbuka');
    const text = toBase64(utf8.encode('Terbuka'));
    const body = { ...clear.body, ciphertext: text };
    await kpu.at.refused(writeSealedNote, 'sealed-note.not-encrypted', { ...clear, body });
    const without = await noteFor(['bawaslu'], 'Bukan untuk kami');
    await kpu.at.refused(writeSealedNote, 'sealed-note.not-to-us', without);
    const old = await written('Dari kunci lama', ['kpu', 'polres']);
    const stale = await noteFor(['kpu', 'polres'], 'Terlambat');
    const former = agencyKeys.get(agency.kpu);
    expect(await newAgencyKey(kpu, agency.kpu, 2)).toMatchObject({ ok: true });
    await kpu.at.refused(writeSealedNote, 'seal.key-changed', stale);
    const { ciphertext } = await kpu.at.ask(openSealed, open(old));
    expect(await unseal(fromBase64(ciphertext), [former?.identity ?? ''])).toBeInstanceOf(Uint8Array);
    await kpu.at.ask(writeSealedNote, await noteFor(['kpu', 'polres'], 'Dengan kunci baru'));
  });

  it('withdrawn has no content any more, for nobody, and its leaves stay', async () => {
    const note = await written('Salah kirim', ['kpu', 'polres']);
    await polres.refused(withdrawSealedNote, 'sealed-note.not-ours', { ...note, body: {} });
    await kpu.at.ask(withdrawSealedNote, { ...note, body: {} });
    await kpu.at.ask(withdrawSealedNote, { ...note, body: {} });
    for (const who of [kpu.at, polres]) await who.refused(openSealed, 'sealed-note.gone', open(note));
    expect(await kpu.at.ask(readNoteCard, note)).toMatchObject({ state: 'withdrawn' });
    const kept = await sql<{ n: number }>`
      select count(ciphertext) as n from sealed_note_version where note_id = ${note.params.noteId}`.execute(
      house.db,
    );
    expect(kept.rows[0]?.n).toBe(0);
    const leaves = await sql<{ event: string }>`
      select distinct event from journal_leaf where subject = ${note.params.noteId} order by event`.execute(
      house.db,
    );
    expect(leaves.rows.map(({ event }) => event)).toEqual([
      'sealed-note.addressed.v1',
      'sealed-note.withdrawn.v1',
      'sealed-note.written.v1',
    ]);
  });

  it('is about a record that its writer sees, and names it to those alone who see it too', async () => {
    const answer = await kpu.at.fetch(`/api/operations/${operationId}/stations?limit=1`);
    const { rows }: { rows: readonly { id: string; name: string }[] } = JSON.parse(await answer.text());
    const [station] = rows;
    const about = { kind: 'station', id: station?.id ?? '' };
    const asked = await noteFor(['kpu', 'bawaslu'], 'Tentang TPS', about);
    const { id } = await kpu.at.ask(writeSealedNote, asked);
    const record = `station:${about.id}`;
    const { rows: found } = await bawaslu.at.ask(listSealedNotes, {
      params: { operationId },
      query: { record },
    });
    expect(found.map((row) => [row.id, row.aboutId, row.aboutTitle !== null])).toEqual([
      [id, about.id, true],
    ]);
    for (const wrong of [
      { kind: 'station', id: randomUUID() },
      { kind: 'incident', id: about.id },
      { kind: 'none', id: about.id },
    ])
      await kpu.at.refused(writeSealedNote, 'not-found', await noteFor(['kpu'], 'Tidak ada', wrong));
  });
});

it('demo accounts keep keys of their own agency like everybody else, and see no other', async () => {
  const enter = async (login: string) => {
    const answer = await house.stranger.fetch('/api/demo-session', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ login }),
    });
    const token = /rakor_session=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '';
    return house.withToken(decodeURIComponent(token));
  };
  const [officer, auditor] = [await enter('kpu.jakbar'), await enter('auditor.jakbar')];
  const ring = await officer.ask(readKeyRing, {});
  expect(ring).toMatchObject({ agencyId: agency.kpu, own: null });
  expect(ring.keys.every(({ share }) => share === null)).toBe(true);
  const { rows } = await officer.ask(listSealedNotes, { params: { operationId } });
  expect(rows.length).toBeGreaterThan(0);
  await auditor.refused(readKeyRing, 'not-found', {});
  await auditor.refused(openSealed, 'not-found', open({ params: { noteId: rows[0]?.id ?? '' } }));
});
