import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newKey, toBase64, wrap } from '#web/sealing/seal.ts';
import { fingerprintOf } from '#web/sealing/spoken.ts';
import { openRing } from '#web/sealing/vault.ts';
import type { House } from '../../apps/server/testing/house.ts';
import {
  giveShares,
  keepOwnKey,
  listKeyEvents,
  readKeyRing,
  readOfficers,
  readSealingAgencies,
  removeShares,
} from './contract.ts';
import {
  enrol,
  type Ground,
  newAgencyKey,
  type Officer,
  openGround,
  PASSPHRASE,
  sealText,
  type Visitor,
  visitorOf,
} from './testing/officers.ts';

let ground: Ground;
let house: House;
let agency: Ground['agency'];
let agencyKeys: Ground['agencyKeys'];
let kpu: Officer;
let colleague: Officer;
let bawaslu: Officer;
let polres: Visitor;

beforeAll(async () => {
  ground = await openGround();
  ({ house, agency, agencyKeys } = ground);
  [kpu, colleague, bawaslu] = await Promise.all([
    enrol(ground, 'kpu'),
    enrol(ground, 'kpu'),
    enrol(ground, 'bawaslu'),
  ]);
  await newAgencyKey(ground, kpu, 'kpu', 1);
  await newAgencyKey(ground, bawaslu, 'bawaslu', 1);
  polres = visitorOf(ground)('kaops', 'polres');
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
    const both = await Promise.all([
      newAgencyKey(ground, kpu, 'kpu', 1),
      newAgencyKey(ground, kpu, 'kpu', 3),
    ]);
    expect(both.map(({ ok, status }) => [ok, status])).toEqual([
      [false, 409],
      [false, 409],
    ]);
    const first = visitorOf(ground)('agency-officer', 'polres');
    const own = await newKey();
    const body = {
      id: randomUUID(),
      recipient: own.recipient,
      wrapped: toBase64(await wrap(own.identity, PASSPHRASE, 4)),
    };
    await first.ask(keepOwnKey, { body });
    const officer = { at: first, own, officerKeyId: body.id };
    const raced = await Promise.all([
      newAgencyKey(ground, officer, 'polres', 1),
      newAgencyKey(ground, officer, 'polres', 1),
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
    const third = await enrol(ground, 'kpu');
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
      wrapped: toBase64(new TextEncoder().encode(own.identity)),
    };
    await colleague.at.refused(keepOwnKey, 'sealed-note.not-encrypted', { body: clear });
  });
});
