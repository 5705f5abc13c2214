import { createHash, createPublicKey, randomUUID, verify } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { treeHash, verifyConsistency } from '#engines/transparency-log/index.ts';
import * as doors from '#shared/journal-doors.ts';
import type { Visitor } from '../../apps/server/testing/client.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { listCheckpoints, listLeaves, readLeaf } from './contract.ts';
import { examine, leafIn, type Signed } from './rules.ts';

const WEST = '31.73';
let house: House;
let auditor: Visitor & { readonly userId: string };
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const unhex = (text: string) => Uint8Array.from(Buffer.from(text, 'hex'));

beforeAll(async () => {
  house = await openHouse();
  auditor = house.as({ role: 'auditor' });
  await looksAtNames(3);
});
afterAll(() => house.close());

/** Each is one leaf without an operation: an import that is only looked at. */
async function looksAtNames(count: number): Promise<void> {
  const lead = house.as({ role: 'kaops' });
  for (let left = count; left > 0; left -= 1) {
    const headers = { 'idempotency-key': randomUUID(), 'content-type': 'text/csv' };
    const path = `/api/areas/imports/names?id=${randomUUID()}&source=uji`;
    const answer = await lead.fetch(path, { method: 'POST', headers, body: 'code,name\n36,Banten' });
    expect(answer.status).toBe(200);
  }
  await house.settle();
}

async function text(path: string): Promise<string> {
  const answer = await house.stranger.fetch(`/api/journal/${path}`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
  return answer.text();
}

function isSigned({ publicKey, text: signed, signature }: Signed): boolean {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), publicKey]);
  return verify(null, signed, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature);
}

/** As the drawer does it: the bytes of the auditor, the proof and the key of the public doors. */
async function prove(leafId: string) {
  const leaf = await auditor.ask(readLeaf, { params: { leafId } });
  const { index, size, proof, checkpoint } = await house.stranger.ask(doors.readInclusion, {
    query: { leaf: leaf.hash },
  });
  const claim = {
    leafText: leaf.text,
    index,
    size,
    proof,
    checkpoint: checkpoint ?? '',
    verifierKey: await text('key'),
  };
  return { leaf, claim };
}

describe('a leaf of the journal', () => {
  it('is proved against a signed checkpoint as soon as it is numbered; any other byte is not', async () => {
    const { rows } = await auditor.ask(listLeaves, { query: { limit: 3 } });
    expect(rows).toHaveLength(3);
    for (const row of rows) {
      const { leaf, claim } = await prove(row.id);
      const finding = examine(claim, sha256);
      expect(finding).toMatchObject({ hash: leaf.hash, isIncluded: true });
      expect(finding?.signed && isSigned(finding.signed)).toBe(true);
      expect(leafIn(leaf.text)).toMatchObject({ event: row.event, who: { user: row.personId } });
      const altered = { ...claim, leafText: leaf.text.replace('"v":1', '"v":2') };
      expect(examine(altered, sha256)?.isIncluded).toBe(false);
      const resized = claim.checkpoint.replace(/\n\d+\n/, '\n77\n');
      expect(examine({ ...claim, checkpoint: resized }, sha256)?.isIncluded).toBe(false);
    }
  });

  it('stays in every later tree, which anybody can check between two checkpoints', async () => {
    const before = await auditor.ask(listCheckpoints, { query: { limit: 1 } });
    await looksAtNames(2);
    const after = await auditor.ask(listCheckpoints, { query: { limit: 1 } });
    const [first, second] = [before.rows[0], after.rows[0]];
    if (!first || !second) throw new Error('no checkpoint');
    const given = await house.stranger.ask(doors.readConsistency, { query: { first: first.size } });
    expect(given).toMatchObject({ second: second.size, firstRoot: first.root, secondRoot: second.root });
    expect(given.checkpoint).toBe(await text('checkpoint'));
    const claim = {
      first: first.size,
      second: second.size,
      firstRoot: unhex(first.root),
      secondRoot: unhex(second.root),
      proof: given.proof.map(unhex),
    };
    expect(verifyConsistency(claim, treeHash(sha256))).toBe(true);
  });
});

describe('the public doors', () => {
  it('say what to do when they cannot answer, and tell an unknown leaf from one that waits', async () => {
    const ask = house.stranger;
    const unknown = { query: { leaf: 'ab'.repeat(32) } };
    await ask.refused(doors.readInclusion, 'journal.leaf-unknown', unknown);
    const waiting = sha256(Buffer.from('waiting'));
    await sql`
      insert into journal_leaf (id, event, kind, subject, attributes, bytes, hash, written_at)
      values (${randomUUID()}, 'e', 'k', 's', '{}', '{"who":null}', ${waiting}, now())`.execute(house.db);
    await ask.refused(doors.readInclusion, 'journal.not-sealed-yet', {
      query: { leaf: waiting.toString('hex') },
    });
    const { rows } = await auditor.ask(listLeaves, { query: { limit: 1 } });
    const { hash } = await auditor.ask(readLeaf, { params: { leafId: rows[0]?.id ?? '' } });
    await ask.refused(doors.readInclusion, 'journal.size-too-small', { query: { leaf: hash, size: 1 } });
    const beyond = await ask.refused(doors.readInclusion, 'journal.size-beyond', {
      query: { leaf: hash, size: 1_000 },
    });
    expect(beyond.detail.en).toContain('rolled back');
    await ask.refused(doors.readInclusion, 'input.invalid', { query: { leaf: 'zz' } });
    await ask.refused(doors.readConsistency, 'journal.sizes-reversed', { query: { first: 3, second: 2 } });
    await ask.refused(doors.readConsistency, 'journal.size-beyond', { query: { first: 9_999 } });
  });

  it('give tiles as C2SP names them: partial ones anew each time, full ones for ever', async () => {
    await looksAtNames(1);
    const { size } = await auditor
      .ask(listCheckpoints, { query: { limit: 1 } })
      .then(({ rows }) => rows[0] ?? { size: 0 });
    const partial = await house.stranger.fetch(`/api/journal/tile/0/000.p/${size}`);
    expect([partial.status, partial.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect((await partial.arrayBuffer()).byteLength).toBe(32 * size);
    for (const wrong of ['0/000', `0/000.p/${size + 1}`, '0/0', '1/000', '0/000.p/256', 'x']) {
      const answer = await house.stranger.fetch(`/api/journal/tile/${wrong}`);
      expect([wrong, answer.status]).toEqual([wrong, 404]);
    }
    await sql`
      insert into journal_tile (level, index, hashes) values (7, 0, decode(repeat('ab', 8192), 'hex'))`.execute(
      house.db,
    );
    const full = await house.stranger.fetch('/api/journal/tile/7/000');
    expect(full.headers.get('cache-control')).toContain('immutable');
    expect((await full.arrayBuffer()).byteLength).toBe(8_192);
  });
});

describe('who sees which leaf', () => {
  const [mine, other] = [randomUUID(), randomUUID()];
  type Values = Readonly<Record<string, string | null>>;
  type Fake = { user?: string; attributes?: Values; about?: { kind: string; id: string } };
  const leaf = async (
    operation: string | null,
    area: string | null,
    { user = randomUUID(), attributes = {}, about = { kind: 'x', id: 's' } }: Fake = {},
  ) => {
    const id = randomUUID();
    const bytes = Buffer.from(JSON.stringify({ who: { user, agency: null, role: 'kaops' }, id }));
    await sql`
      with written as (
        insert into journal_leaf (id, event, kind, subject, operation, area, attributes, bytes, hash, written_at)
        values (${id}, 'x.done.v1', ${about.kind}, ${about.id}, ${operation}, ${area}, ${JSON.stringify(attributes)}::jsonb, ${bytes}, ${sha256(bytes)}, now()))
      insert into journal_pending (leaf_id, written_at) values (${id}, now())`.execute(house.db);
    await house.settle();
    return id;
  };

  const sees = async (who: Visitor, inside: readonly string[], outside: readonly string[]) => {
    const { rows, total } = await who.ask(listLeaves, { query: { limit: 500 } });
    expect(total).toBe(rows.length);
    const seen = new Set(rows.map(({ id }) => id));
    expect(inside.filter((id) => !seen.has(id))).toEqual([]);
    expect(outside.filter((id) => seen.has(id))).toEqual([]);
    for (const leafId of inside) expect((await who.ask(readLeaf, { params: { leafId } })).id).toBe(leafId);
    for (const leafId of outside) await who.refused(readLeaf, 'not-found', { params: { leafId } });
  };

  it('an auditor of one operation and area sees its leaves and those of the whole operation, and no others', async () => {
    const bound = house.as({ role: 'auditor', operationId: mine, areas: [WEST] });
    // The last by somebody who was not signed in, as enrolling and card sessions are.
    const inside = [
      await leaf(mine, '31.73.01'),
      await leaf(mine, null),
      await leaf(null, null, { user: '' }),
    ];
    const outside = [await leaf(other, '31.73.01'), await leaf(mine, '36.71'), await leaf(null, '36.71')];
    await sees(bound, inside, outside);
    const here = await auditor.ask(listLeaves, { query: { operationId: mine, limit: 500 } });
    expect(here.rows.some(({ operation }) => operation === other)).toBe(false);
  });

  it('of what has no place a bound auditor sees what concerns the server and their own agency, an unbound one all', async () => {
    const [own, others, somebody] = [randomUUID(), randomUUID(), randomUUID()];
    const rights = { role: 'auditor', agencyId: own };
    const unplaced = (attributes: Values) => leaf(null, null, { attributes });
    const near = [await unplaced({}), await unplaced({ agency: null }), await unplaced({ agency: own })];
    const far = [
      await unplaced({ agency: others }),
      await unplaced({ by: somebody }),
      await unplaced({ user: somebody }),
      await leaf(null, '36.71'),
    ];
    const mineAlone = await unplaced({ by: somebody });
    await sees(house.as({ ...rights, operationId: mine, areas: [WEST] }), near, [...far, mineAlone]);
    await sees(house.as({ ...rights, operationId: mine }), near, [...far, mineAlone]);
    await sees(house.as({ ...rights, areas: [WEST] }), near, [...far, mineAlone]);
    const self = { ...rights, operationId: mine, userId: somebody };
    await sees(house.as(self), [...near, mineAlone], far.slice(0, 1));
    await sees(house.as(rights), [...near, ...far, mineAlone], []);
  });

  it('what is about their own agency’s people is read by auditors of others alone', async () => {
    const [accused, others] = [randomUUID(), randomUUID()];
    const about = await leaf(mine, '31.73.01', { attributes: { about: accused } });
    const reach = { role: 'auditor', operationId: mine, areas: [WEST] };
    await sees(house.as({ ...reach, agencyId: accused }), [], [about]);
    await sees(house.as({ role: 'auditor', agencyId: accused }), [], [about]);
    await sees(house.as({ ...reach, agencyId: others }), [about], []);
  });

  it('for whoever is no auditor the journal is not there; a checkpoint is for every desk', async () => {
    for (const role of ['kaops', 'agency-officer', 'field-officer', 'administrator'])
      await house.as({ role }).refused(listLeaves, 'not-found');
    for (const role of ['agency-officer', 'administrator', 'auditor'])
      expect((await house.as({ role }).ask(listCheckpoints)).total).toBeGreaterThan(0);
    await house.as({ role: 'field-officer' }).refused(listCheckpoints, 'not-found');
  });

  it('a personal value never leaves by these doors: only whether it still stands apart', async () => {
    const id = await leaf(mine, WEST);
    await sql`
      insert into journal_apart (leaf_id, field, side, class, value, salt, commit_hex)
      values (${id}, 'name', 'after', 'personal', '"Sri Rahasia"', ${Buffer.alloc(32, 1)}, 'c')`.execute(
      house.db,
    );
    const given = await auditor.try(readLeaf, { params: { leafId: id } });
    expect(given.ok && given.reply.apart).toEqual([{ field: 'name', side: 'after', class: 'personal' }]);
    expect(given.bytes.toString()).not.toContain('Rahasia');
  });

  it('is found by the name of who wrote it, by the words of what happened and by its record, and by nothing else', async () => {
    const [area, operation] = ['31.73.05', randomUUID()];
    const [mine1, mine2, theirs] = [
      await leaf(operation, area, { user: auditor.userId }),
      await leaf(operation, area, { user: auditor.userId }),
      await leaf(operation, area, { user: '' }),
    ];
    const found = async (query: object) => {
      const { rows, total } = await auditor.ask(listLeaves, {
        query: { operationId: operation, limit: 500, lang: 'id', ...query },
      });
      expect(rows).toHaveLength(total);
      return rows.filter((row) => row.operation === operation).map((row) => row.id);
    };
    const where = (field: string, is: string, value: string) => ({
      where: JSON.stringify([{ field, is, value }]),
    });
    const nameless = `Tanpa nama (…${auditor.userId.slice(-6)})`;
    const newestFirst = [mine2, mine1];
    expect(await found({ q: nameless.slice(2) })).toEqual(newestFirst);
    expect(await found(where('person', 'eq', nameless))).toEqual(newestFirst);
    expect(await found(where('person', 'ne', nameless))).toEqual([theirs]);
    expect(await found({ q: 'pintu masuk' })).toEqual([theirs]);
    expect(await found({ q: auditor.userId.slice(0, 18) })).toEqual(newestFirst);
    expect(await found({ q: 'tidak ada yang begini' })).toEqual([]);
    expect(await found({ sort: 'person,index' })).toEqual([theirs, mine1, mine2]);
    const [row] = (await auditor.ask(listLeaves, { query: { q: theirs, lang: 'en', limit: 1 } })).rows;
    expect(row).toBeUndefined();
    const [named] = (
      await auditor.ask(listLeaves, { query: { operationId: operation, lang: 'en', limit: 1 } })
    ).rows;
    expect(named).toMatchObject({ person: 'At the sign-in', area, operation });

    // Who signs in is nobody yet; the leaf is about the account, and an auditor reads whose.
    const about = { kind: 'account', id: auditor.userId };
    const signIn = await leaf(operation, area, { user: '', about });
    expect(await found({ q: 'pintu masuk' })).toEqual([signIn, theirs]);
    expect(await found(where('person', 'eq', `Di pintu masuk: ${nameless}`))).toEqual([signIn]);
  });

  it('a file holds what the screen shows, in its language', async () => {
    const query = {
      where: JSON.stringify(
        [['event', 'eq', 'areas.import-checked.v1']].map(([field, is, value]) => ({ field, is, value })),
      ),
      sort: 'index',
    };
    const { rows } = await auditor.ask(listLeaves, { query: { ...query, lang: 'en', limit: 500 } });
    const csv = await auditor.try(listLeaves, {
      query: { ...query, lang: 'en', format: 'csv', columns: 'index,what,role' },
    });
    const lines = csv.bytes.toString('utf8').replace('\ufeff', '').trim().split('\r\n');
    expect(lines).toEqual([
      'No.,What happened,Acting as',
      ...rows.map((row) => `${row.index},${row.what},Operation commander`),
    ]);
    expect(rows[0]?.what).not.toContain('import-checked');
  });
});
