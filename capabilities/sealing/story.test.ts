import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBase64, toBase64, unseal } from '#web/sealing/seal.ts';
import { fingerprintOf } from '#web/sealing/spoken.ts';
import type { House } from '../../apps/server/testing/house.ts';
import {
  amendSealedNote,
  listSealedNotes,
  openSealed,
  readKeyRing,
  readNoteCard,
  withdrawSealedNote,
  writeSealedNote,
} from './contract.ts';
import {
  type Agency,
  enrol,
  type Ground,
  newAgencyKey,
  noteFor,
  type Officer,
  openGround,
  type Visitor,
  visitorOf,
} from './testing/officers.ts';

let ground: Ground;
let house: House;
let operationId: string;
let agency: Ground['agency'];
let agencyKeys: Ground['agencyKeys'];
let kpu: Officer;
let colleague: Officer;
let bawaslu: Officer;
let polres: Visitor;
let as: ReturnType<typeof visitorOf>;

beforeAll(async () => {
  ground = await openGround();
  ({ house, operationId, agency, agencyKeys } = ground);
  as = visitorOf(ground);
  kpu = await enrol(ground, 'kpu');
  colleague = await enrol(ground, 'kpu');
  bawaslu = await enrol(ground, 'bawaslu');
  await newAgencyKey(ground, kpu, 'kpu', 1);
  await newAgencyKey(ground, bawaslu, 'bawaslu', 1);
  await newAgencyKey(ground, await enrol(ground, 'polres'), 'polres', 1);
  polres = as('kaops', 'polres');
}, 60_000);
afterAll(() => house.close());

async function written(text: string, agencies: readonly Agency[] = ['kpu', 'bawaslu']) {
  const { id } = await kpu.at.ask(writeSealedNote, await noteFor(ground, agencies, text));
  return { params: { noteId: id } };
}
const open = (of: { params: { noteId: string } }, version: number | null = null) => ({
  ...of,
  body: { version },
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
    const own = (role: string) => as(role, 'kpu');
    const strangers = [
      polres,
      as('karendalops', 'polres'),
      as('agency-officer', 'polres'),
      house.as({ role: 'kaops' }),
      house.as({ role: 'system', kind: 'system' }),
      as('agency-officer', 'kpu', { operationId: randomUUID() }),
      as('agency-officer', 'kpu', { kind: 'card' }),
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
      (await who.ask(listSealedNotes, { params: { operationId } })).rows.find(
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
    const asked = await noteFor(ground, ['kpu', 'bawaslu'], 'Pertama');
    const first = await kpu.at.ask(writeSealedNote, asked);
    expect(await kpu.at.ask(writeSealedNote, asked)).toEqual(first);
    const other = await noteFor(ground, ['kpu', 'bawaslu'], 'Lain');
    await kpu.at.refused(writeSealedNote, 'seal.id-taken', {
      ...other,
      body: { ...other.body, id: first.id },
    });
    const note = { params: { noteId: first.id } };
    const next = async (text: string, agencies: readonly Agency[] = ['kpu', 'bawaslu']) => {
      const { sealedTo, ciphertext } = (await noteFor(ground, agencies, text)).body;
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
    const clear = await noteFor(ground, ['kpu'], 'Terbuka');
    const text = toBase64(new TextEncoder().encode('Terbuka'));
    const body = { ...clear.body, ciphertext: text };
    await kpu.at.refused(writeSealedNote, 'sealed-note.not-encrypted', { ...clear, body });
    const without = await noteFor(ground, ['bawaslu'], 'Bukan untuk kami');
    await kpu.at.refused(writeSealedNote, 'sealed-note.not-to-us', without);
    const old = await written('Dari kunci lama', ['kpu', 'polres']);
    const stale = await noteFor(ground, ['kpu', 'polres'], 'Terlambat');
    const former = agencyKeys.get(agency.kpu);
    expect(await newAgencyKey(ground, kpu, 'kpu', 2)).toMatchObject({ ok: true });
    await kpu.at.refused(writeSealedNote, 'seal.key-changed', stale);
    const { ciphertext } = await kpu.at.ask(openSealed, open(old));
    expect(await unseal(fromBase64(ciphertext), [former?.identity ?? ''])).toBeInstanceOf(Uint8Array);
    await kpu.at.ask(writeSealedNote, await noteFor(ground, ['kpu', 'polres'], 'Dengan kunci baru'));
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
    const asked = await noteFor(ground, ['kpu', 'bawaslu'], 'Tentang TPS', about);
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
      await kpu.at.refused(writeSealedNote, 'not-found', await noteFor(ground, ['kpu'], 'Tidak ada', wrong));
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
