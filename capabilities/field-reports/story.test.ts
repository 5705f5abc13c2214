import { createHash, createPublicKey, randomUUID, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { referenceData } from '#data/load.ts';
import { listAgencies } from '#rooms/agencies/contract.ts';
import { listOperations } from '#rooms/operations/contract.ts';
import { abilitiesOf } from '#server/abilities.ts';
import { readInclusion } from '#shared/journal-doors.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import {
  acknowledgeReports,
  answerReport,
  fieldReportTotals,
  listMyReports,
  listReports,
  type Receipt,
  type ReportDraft,
  readReport,
  readReportKinds,
  readReportPoints,
  setReportKinds,
  submitReport,
} from './contract.ts';
import { followProof } from './journal-proof.ts';
import { attributeColumns } from './store.ts';
import { tally } from './store-readings.ts';

type Visitor = ReturnType<House['as']>;

let house: House;
let operationId: string;
const station = { id: randomUUID() };
let agency: Record<'polres' | 'kpu' | 'bawaslu' | 'dinkes', string>;
let guard: Visitor;
let kpu: Visitor;
let polres: Visitor;
let bawaslu: Visitor;

beforeAll(async () => {
  house = await openHouse();
  await house.loadSample('west-jakarta-2024');
  const anybody = house.as({ role: 'karendalops' });
  operationId = (await anybody.ask(listOperations, {})).rows[0]?.id ?? '';
  const { rows } = await anybody.ask(listAgencies, { query: { limit: 500 } });
  const idOf = (kind: string) => rows.find((row) => row.kind === kind)?.id ?? '';
  agency = {
    polres: idOf('polres'),
    kpu: idOf('kpu'),
    bawaslu: idOf('bawaslu'),
    dinkes: idOf('dinkes'),
  };
  const { version, kinds } = referenceData().reportKinds();
  const bare = kinds.map(({ seen: _seen, ...kind }) => kind);
  await anybody.ask(setReportKinds, { body: { version, kinds: bare } });
  await registerStation(anybody);
  guard = house.as({ role: 'field-officer', agencyId: agency.polres, areas: ['31.73'], operationId });
  kpu = house.as({ role: 'agency-officer', agencyId: agency.kpu, areas: ['31.73'], operationId });
  polres = house.as({ role: 'karendalops', agencyId: agency.polres, areas: ['31.73'], operationId });
  bawaslu = house.as({ role: 'agency-officer', agencyId: agency.bawaslu, areas: ['31.73'], operationId });
}, 60_000);
afterAll(() => house.close());

/** Through the door of the neighbour, as anybody outside would. */
async function registerStation(who: Visitor) {
  const unknown = { address: null, accuracy: null, voters: null, specialKind: null };
  const nobody = { responsibleName: null, responsiblePhone: null };
  const place = { area: '31.73.01.1001', lon: 106.73, lat: -6.13, position: 'staged' };
  const stated = { number: 901, name: 'TPS 901', standing: 'staged', source: 'uji' };
  const answer = await who.fetch(`/api/operations/${operationId}/stations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ id: station.id, ...stated, ...place, ...unknown, ...nobody }),
  });
  expect(answer.status, await answer.text()).toBe(200);
}

function report(some: Partial<ReportDraft> = {}): ReportDraft {
  return {
    id: randomUUID(),
    operationId,
    stationId: station.id,
    area: null,
    kind: 'logistics',
    help: 'no',
    text: 'Kotak suara kurang dua',
    capturedAt: new Date().toISOString(),
    place: null,
    photos: 0,
    aboutAgencyId: null,
    ...some,
  };
}
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
      stationId: station.id,
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

describe('a report about an agency’s own people', () => {
  it('goes to the supervisor and does not exist for that agency, at any door', async () => {
    const liaison = house.as({ role: 'liaison', agencyId: agency.polres, areas: [''], operationId });
    const doors = [polres, liaison];
    const look = async () => {
      const texts: string[] = [];
      for (const who of doors) {
        const list = `/api/operations/${operationId}/field-reports`;
        const paths = [
          list,
          `${list}?q=perlakuan`,
          `${list}?format=csv&columns=id,code,text`,
          `${list}/points`,
          `/api/field-reports/${body.id}`,
          `/api/field-reports/${body.id}/photos/${randomUUID()}`,
        ];
        for (const path of paths) texts.push(await (await who.fetch(path)).text());
      }
      return texts;
    };
    const body = report({ kind: 'conduct', text: 'Keluhan perlakuan kasar', aboutAgencyId: agency.polres });
    const before = await look();
    await send(guard, body);
    expect(await look()).toEqual(before);
    expect(await card(bawaslu, body.id)).toMatchObject({ mayAnswer: true, aboutAgencyId: agency.polres });
    const asked = { body: { reportIds: [body.id] } };
    const hidden = await polres.refused(acknowledgeReports, 'not-found', asked);
    const missing = await polres.refused(acknowledgeReports, 'not-found', {
      body: { reportIds: [randomUUID()] },
    });
    expect(hidden).toEqual(missing);
  });

  it('of any kind goes where complaints go, and elsewhere when it is about the supervisor itself', async () => {
    const disorder = report({ kind: 'disorder', aboutAgencyId: agency.polres });
    await send(guard, disorder);
    expect((await card(bawaslu, disorder.id)).mayAnswer).toBe(true);
    const about = report({ kind: 'conduct', aboutAgencyId: agency.bawaslu });
    await send(guard, about);
    expect((await card(kpu, about.id)).mayAnswer).toBe(true);
    await bawaslu.refused(readReport, 'not-found', { params: { reportId: about.id } });
  });
});

describe('who sees what', () => {
  it('hears of what it may see and of nothing else', async () => {
    const heard = { polres: await listen(polres), bawaslu: await listen(bawaslu) };
    const hidden = report({ kind: 'conduct', aboutAgencyId: agency.polres });
    const open = report({ kind: 'disorder' });
    await send(guard, hidden);
    await send(guard, open);
    const toPolres = await heard.polres.until(open.id);
    expect(toPolres).not.toContain(hidden.id);
    expect(await heard.bawaslu.until(open.id)).toContain(hidden.id);
  });

  it('counts for the auditor, and never what is about the counter’s own people', async () => {
    const from = new Date(0);
    const to = new Date(8.64e15);
    const count = async (role: string, agencyId: string) => {
      const grants = [{ role, agencyId, areas: [''], operationId: null }];
      const actor = { kind: 'person', userId: randomUUID(), sessionId: '', agencyId, grants } as const;
      const seen = abilitiesOf([fieldReportTotals]).of(actor).sql(fieldReportTotals, attributeColumns);
      const rows = await house.db
        .transaction()
        .execute((tx) => tally(tx, { operationId, from, to, level: 'regency' }, seen));
      return rows.find((row) => row.kind === 'conduct' && row.area === '31.73')?.count ?? 0;
    };
    const roles = [
      ['auditor', agency.bawaslu],
      ['auditor', agency.polres],
      ['karendalops', agency.polres],
    ] as const;
    const before = await Promise.all(roles.map(([role, of]) => count(role, of)));
    await send(guard, report({ kind: 'conduct', aboutAgencyId: agency.polres }));
    const after = await Promise.all(roles.map(([role, of]) => count(role, of)));
    expect(after.map((each, index) => each - (before[index] ?? 0))).toEqual([1, 0, 0]);
  });

  it('leaves the auditor without a single report, and each sender with their own', async () => {
    const body = report();
    await send(guard, body);
    const auditor = house.as({ role: 'auditor', agencyId: agency.bawaslu, areas: [''] });
    expect((await auditor.ask(listReports, { params: params() })).total).toBe(0);
    await auditor.refused(readReport, 'not-found', { params: { reportId: body.id } });
    const elsewhere = house.as({ role: 'karendalops', agencyId: agency.kpu, areas: ['53.71'] });
    expect((await elsewhere.ask(listReports, { params: params() })).total).toBe(0);
    expect((await elsewhere.ask(readReportPoints, { params: params() })).points).toEqual([]);
    const own = await guard.ask(listReports, { params: params(), query: { limit: 500 } });
    expect(own.rows.some((row) => row.id === body.id)).toBe(true);
    await house.stranger.refused(listReports, 'session.required', { params: params() });
  });

  it('lets lead roles acknowledge for everybody, many at once, and a liaison only look', async () => {
    const reports = [report(), report({ kind: 'violation' }), report({ kind: 'disorder' })];
    for (const each of reports) await send(guard, each);
    const reportIds = reports.map((each) => each.id);
    const liaison = house.as({ role: 'liaison', agencyId: agency.kpu, areas: ['31.73'], operationId });
    await liaison.refused(acknowledgeReports, 'not-found', { body: { reportIds } });
    const done = await polres.ask(acknowledgeReports, { body: { reportIds } });
    expect(done).toEqual({ acknowledged: 3, already: 0 });
    expect(await polres.ask(acknowledgeReports, { body: { reportIds } })).toEqual({
      acknowledged: 0,
      already: 3,
    });
  });

  it('keeps every answer in order, and the same one again is harmless', async () => {
    const body = report();
    await send(guard, body);
    const asked = (answer: string) => ({ params: { reportId: body.id }, body: { answer } });
    await kpu.refused(answerReport, 'field-report.empty-answer', asked('  '));
    await kpu.ask(answerReport, asked('Sudah dikirim'));
    await kpu.ask(answerReport, asked('Sudah dikirim'));
    await kpu.ask(answerReport, asked('Sudah tiba'));
    const { reports } = await guard.ask(listMyReports, {});
    const steps = reports.find((each) => each.id === body.id)?.steps ?? [];
    expect(steps.filter(({ what }) => what === 'answered').map(({ note }) => note)).toEqual([
      'Sudah dikirim',
      'Sudah tiba',
    ]);
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

/** Everything that the stream says until it names an id. */
async function listen(who: Visitor) {
  const stop = new AbortController();
  const answer = await who.fetch('/api/stream', { signal: stop.signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    async until(id: string): Promise<string> {
      while (!text.includes(id)) {
        const chunk = await reader?.read();
        if (!chunk || chunk.done) break;
        text += chunk.value;
      }
      stop.abort();
      return text;
    },
  };
}

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
