import { createHash, createPublicKey, randomUUID, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readInclusion } from '#shared/journal-doors.ts';
import type { House } from '../../apps/server/testing/house.ts';
import {
  acknowledgeReports,
  answerReport,
  listMyReports,
  listReports,
  type Receipt,
  type ReportDraft,
  readReport,
  readReportKinds,
  setReportKinds,
  submitReport,
} from './contract.ts';
import { followProof } from './journal-proof.ts';
import { type Ground, openGround, reportOf, type Visitor } from './testing/ground.ts';

let ground: Ground;
let house: House;
let operationId: string;
let agency: Ground['agency'];
let guard: Visitor;
let kpu: Visitor;
let polres: Visitor;
let bawaslu: Visitor;

beforeAll(async () => {
  ground = await openGround();
  ({ house, operationId, agency, guard, kpu, polres, bawaslu } = ground);
}, 60_000);
afterAll(() => house.close());

const report = (some: Partial<ReportDraft> = {}) => reportOf(ground)(some);
const send = (who: Visitor, body: ReportDraft) => who.ask(submitReport, { body });
const card = (who: Visitor, reportId: string) => who.ask(readReport, { params: { reportId } });
const params = () => ({ operationId });

describe('a report from a post', () => {
  it('gets a receipt that anybody can verify, is read, answered, and the sender sees each step', async () => {
    const body = report();
    const receipt = await send(guard, body);
    expect(receipt.code).toMatch(/^[2-9A-Z]{2}-[2-9A-Z]{4}$/);
    expect(receipt.notices).toEqual([]);
    expect(isSignedBy(receipt)).toBe(true);
    expect(isSignedBy({ ...receipt, receivedAt: new Date(0).toISOString() })).toBe(false);
    const seen = await card(kpu, body.id);
    expect(seen).toMatchObject({
      code: receipt.code,
      stationId: ground.stationId,
      mayAnswer: true,
      clockSkewS: null,
    });
    expect(seen.lon).not.toBeNull();

    await kpu.ask(acknowledgeReports, { body: { reportIds: [body.id] } });
    await kpu.ask(answerReport, {
      params: { reportId: body.id },
      body: { answer: 'Kotak pengganti berangkat' },
    });
    const { reports } = await guard.ask(listMyReports, {});
    const mine = reports.find((each) => each.id === body.id);
    expect(mine?.state).toBe('answered');
    expect(mine?.steps.map((step) => [step.what, step.by])).toEqual([
      ['received', null],
      ['read', seen.addressee],
      ['answered', seen.addressee],
    ]);
    expect(mine?.steps[2]?.note).toBe('Kotak pengganti berangkat');
  });

  it('keeps its promise: soon the leaf stands in the sealed journal, by a proof under the key of the receipt', async () => {
    const { promise } = await send(guard, report({ text: 'Tinta habis' }));
    await house.settle();
    const given = await house.stranger.ask(readInclusion, { query: { leaf: promise.leafHash } });
    const promised = { leafHash: promise.leafHash, publicKey: Buffer.from(promise.publicKey, 'base64url') };
    const proof = { ...given, checkpoint: given.checkpoint ?? '' };
    const signed = followProof(promised, proof, (bytes) => createHash('sha256').update(bytes).digest());
    const key = keyOf(promise.publicKey);
    expect(signed && verify(null, signed.text, key, signed.signature)).toBe(true);
  });

  it('is filed once, however often and however fast it is sent again', async () => {
    const body = report({ text: 'Segel pengganti' });
    // Each with a request id of its own: the phone forgot that it had sent before.
    const receipts = await Promise.all([1, 2, 3, 4].map(() => send(guard, body)));
    receipts.push(await send(guard, body));
    for (const receipt of receipts) expect(receipt).toEqual(receipts[0]);
    const { rows } = await kpu.ask(listReports, { params: params(), query: { q: 'segel pengganti' } });
    expect(rows.map((row) => row.id)).toEqual([body.id]);
  });

  it('never gives its id to other content or to another sender, and tells neither anything', async () => {
    const body = report();
    await send(guard, body);
    const another = house.as({ role: 'field-officer', agencyId: agency.kpu, areas: ['31.73'], operationId });
    const changed = await guard.refused(submitReport, 'field-report.id-taken', {
      body: { ...body, text: 'lain' },
    });
    const stolen = await another.refused(submitReport, 'field-report.id-taken', { body });
    expect(stolen).toEqual(changed);
    await another.refused(readReport, 'not-found', { params: { reportId: body.id } });
  });

  it.each([
    ['logistics', 'kpu'],
    ['violation', 'bawaslu'],
    ['disorder', 'polres'],
    ['assembly', 'polres'],
  ] as const)('of the kind %s reaches the %s', async (kind, to) => {
    const body = report({ kind });
    await send(guard, body);
    const officer = { kpu, bawaslu, polres }[to];
    const { rows } = await officer.ask(listReports, {
      params: params(),
      query: { where: JSON.stringify([{ field: 'code', is: 'filled' }]), limit: 500 },
    });
    expect(rows.find((row) => row.id === body.id)?.mayAnswer).toBe('yes');
    const bystander = to === 'kpu' ? bawaslu : kpu;
    const other = { body: { reportIds: [body.id] } };
    await bystander.refused(acknowledgeReports, 'field-report.not-addressee', other);
  });

  it('is taken from a phone whose clock is two hours off, with both times kept and the remedy named', async () => {
    const now = Date.now();
    for (const [hours, word] of [
      [2, 'cepat'],
      [-2, 'lambat'],
    ] as const) {
      const deviceTime = new Date(now + hours * 3_600_000);
      const body = report({ capturedAt: deviceTime.toISOString() });
      const receipt = await guard.ask(submitReport, { body, deviceTime });
      expect(receipt.notices).toHaveLength(1);
      expect(receipt.notices[0]?.id).toContain(`2 jam lebih ${word}`);
      expect(receipt.notices[0]?.id).toContain('Tanggal & waktu otomatis');
      expect(receipt.notices[0]?.en).toContain('automatic date and time');
      const seen = await card(kpu, body.id);
      expect(seen.capturedAt).toBe(body.capturedAt);
      expect(Math.abs((seen.clockSkewS ?? 0) - hours * 3600)).toBeLessThan(60);
      expect(Math.abs(Date.parse(seen.happenedAt) - now)).toBeLessThan(60_000);
    }
  });

  it.each([
    ['2095-11-27T05:00:00.000Z', '2095-11-27T05:00:00.000Z'],
    ['+275000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.000Z'],
  ])('is taken from a phone set to %s, with a word about its clock', async (clock, capturedAt) => {
    const body = report({ capturedAt });
    const receipt = await guard.ask(submitReport, { body, deviceTime: new Date(clock) });
    expect(receipt.notices[0]?.en).toMatch(/more than \d+ years ahead of the server/);
    const seen = await card(kpu, body.id);
    expect(seen.clockSkewS).toBe(2_147_483_647);
    if (clock === capturedAt) expect(Math.abs(Date.parse(seen.happenedAt) - Date.now())).toBeLessThan(60_000);
  });

  it('from the future is taken as well, with a word about the clock', async () => {
    const capturedAt = new Date(Date.now() + 86_400_000).toISOString();
    const receipt = await guard.ask(submitReport, { body: report({ capturedAt }), deviceTime: new Date() });
    expect(receipt.notices[0]?.en).toContain('dated after');
  });

  it('without a post is filed by its place; outside the operation, with its sender; nowhere, refused', async () => {
    const place = { lon: 106.74, lat: -6.16, accuracyM: 20 };
    const near = report({ stationId: null, place });
    await send(guard, near);
    expect((await card(kpu, near.id)).area).toMatch(/^31\.73\./);
    const far = report({ stationId: null, place: { lon: 123.6, lat: -10.17, accuracyM: 20 } });
    const receipt = await send(guard, far);
    expect(receipt.notices[0]?.en).toContain('outside the operation');
    expect(await card(kpu, far.id)).toMatchObject({ area: '31.73', lon: 123.6 });
    await guard.refused(submitReport, 'field-report.no-place', { body: report({ stationId: null }) });
    const unknown = report({ stationId: randomUUID() });
    await guard.refused(submitReport, 'field-report.no-place', { body: unknown });
    expect((await send(guard, { ...unknown, place })).notices[0]?.en).toContain('not part of this operation');
  });

  it('is refused with the remedy when its kind is unknown or its subject is not chosen', async () => {
    await guard.refused(submitReport, 'field-report.unknown-kind', { body: report({ kind: 'votes' }) });
    await guard.refused(submitReport, 'field-report.no-subject', { body: report({ kind: 'conduct' }) });
  });
});

describe('kinds of report', () => {
  it('are data with a version that never changes once it is set', async () => {
    const { version, kinds } = await guard.ask(readReportKinds, {});
    expect(kinds.find((kind) => kind.key === 'assembly')?.stance).toBe('facilitate');
    const lead = house.as({ role: 'kaops' });
    expect(await lead.ask(setReportKinds, { body: { version, kinds } })).toEqual({ version });
    await lead.refused(setReportKinds, 'field-report.kinds-version', {
      body: { version, kinds: kinds.slice(1) },
    });
    await guard.refused(setReportKinds, 'not-found', { body: { version: version + 1, kinds } });
  });
});

/** As anybody outside would check it: the documented text, the raw key, nothing of ours. */
function isSignedBy({ promise, receivedAt }: Receipt): boolean {
  const text = `rakor-promise v1\n${promise.leafId}\n${promise.leafHash}\n${receivedAt}`;
  return verify(
    null,
    Buffer.from(text),
    keyOf(promise.publicKey),
    Buffer.from(promise.signature, 'base64url'),
  );
}

const keyOf = (x: string) => createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
