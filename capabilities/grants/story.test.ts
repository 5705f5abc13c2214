import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setClock } from '#rooms/operations/contract.ts';
import type { BodyOf } from '#shared/endpoint.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { agencyIdOf } from '../../apps/server/testing/sample-ids.ts';
import {
  addReturned,
  addTransfer,
  correctGrant,
  enterGrant,
  type GrantRow,
  listGrants,
  readGrant,
  readGrantChoices,
  readGrantLaw,
  readGrantTimeline,
  readGrantTotals,
  readPublishedGrants,
  reportAbsorbed,
  withdrawEntry,
} from './contract.ts';
import { findSampleOperation } from './testing/sample.ts';

const BILLION = 1_000_000_000;
const BAWASLU = 85_797_784_000;

let house: House;
let operationId: string;
let params: { operationId: string };

beforeAll(async () => {
  house = await openHouse();
  await house.loadSample('kupang-2024');
  operationId = await findSampleOperation(house);
  params = { operationId };
}, 120_000);
afterAll(() => house.close());

const officer = (agency: string) =>
  house.as({ role: 'agency-officer', agencyId: agencyIdOf(agency), operationId });
const reader = () => house.as({ role: 'liaison', agencyId: agencyIdOf('pn-kupang'), operationId });

/** The operation's clock stands at a moment of WITA, eight hours ahead of UTC. */
async function standAt(day: string, time: string): Promise<void> {
  const shows = new Date(`${day}T${time}:00+08:00`).toISOString();
  const lead = house.as({ role: 'karendalops', agencyId: agencyIdOf('polresta-kupang'), operationId });
  await lead.ask(setClock, { params, body: { mode: 'frozen', shows } });
}

async function rowOf(recipient: GrantRow['recipient'], area = '53'): Promise<GrantRow> {
  const { rows } = await reader().ask(listGrants, { params });
  const found = rows.find((row) => row.recipient === recipient && row.area === area);
  if (!found) throw new Error(`no grant to ${recipient} is listed`);
  return found;
}

const cityGrant = (more: Partial<BodyOf<typeof enterGrant>> = {}): BodyOf<typeof enterGrant> => ({
  id: randomUUID(),
  operationId,
  government: '53.71',
  recipient: 'kpu',
  recipientAgencyId: agencyIdOf('kpu-kupang'),
  recipientName: 'KPU Kota Kupang',
  amount: 30_000_000_001,
  roundedTo: 1,
  signedOn: '2024-04-03',
  number: '900/01/2024',
  tranches: [
    { id: randomUUID(), percent: 40, amount: null, rule: 'nphd-first', dueOn: null },
    { id: randomUUID(), percent: 60, amount: null, rule: 'nphd-second', dueOn: null },
  ],
  standing: 'staged',
  source: 'Disusun untuk contoh',
  note: null,
  ...more,
});
const money = (amount: number, day = '2024-06-20') => ({
  id: randomUUID(),
  day,
  amount,
  evidence: 'SP2D 00123',
  url: null,
  standing: 'staged' as const,
});

describe('the money of East Nusa Tenggara', () => {
  it('adds up to Rp439 B as published, and tells by how much rounding blurs the sum', async () => {
    const totals = await reader().ask(readGrantTotals, { params });
    const agreed = Object.fromEntries(totals.byRecipient.map((one) => [one.recipient, one.agreed]));
    expect(agreed).toEqual({
      kpu: 341 * BILLION,
      bawaslu: BAWASLU,
      polri: 10 * BILLION,
      tni: 3 * BILLION,
    });
    // Three of four are told in whole billions; Bawaslu's own figure is exact, and was published as 85.
    expect(totals.all).toMatchObject({ grants: 4, agreed: 439_797_784_000, roundedBy: 3 * BILLION });
    const { series } = await reader().ask(readPublishedGrants);
    const published =
      series.find(({ key }) => key === 'ntt-2024')?.points.flatMap(({ figures }) => figures) ?? [];
    const whole = published.filter(({ what, roundedTo }) => what === 'agreed' && roundedTo === BILLION);
    const stated = (recipient: string) => whole.find((one) => one.recipient === recipient)?.amount ?? 0;
    expect(stated('all')).toBe(439 * BILLION);
    expect(stated('kpu') + stated('bawaslu') + stated('polri') + stated('tni')).toBe(stated('all'));
    expect(totals.all.agreed - stated('all')).toBeLessThan(4 * BILLION);
    expect(BAWASLU - stated('bawaslu')).toBeLessThan(BILLION);
  });

  it('gives Bawaslu a first tranche of 40 percent to the rupiah, due 14 working days after the signing', async () => {
    const { id } = await rowOf('bawaslu');
    const card = await reader().ask(readGrant, { params: { grantId: id } });
    expect(card.tranches.map(({ amount, due }) => [amount, due.day, due.assumed])).toEqual([
      [34_319_113_600, '2023-12-05', false],
      [51_478_670_400, '2024-06-27', false],
    ]);
    expect(card.tranches[0]?.due).toMatchObject({
      basis: 'signing',
      from: '2023-11-15',
      table: 'indonesia-2023@1',
      rule: { key: 'nphd-first', version: 1 },
    });
    expect(card.tranches[0]?.due.skipped.map(({ why }) => why)).toEqual(Array(6).fill('weekend'));
    expect(card.acts).toEqual([]);
  });

  it('flags the second tranche when the 28th of June begins in Kupang, and not a minute before', async () => {
    await standAt('2024-06-27', '23:59');
    expect(await rowOf('polri')).toMatchObject({
      state: 'due-today',
      late: 'no',
      daysLeft: 0,
      nextTranche: 2,
    });
    const before = await reader().ask(readGrantTotals, { params });
    expect(before.alerts.filter(({ ordinal }) => ordinal === 2).map(({ state }) => state)).toEqual(
      Array(4).fill('due-today'),
    );
    await standAt('2024-06-28', '00:01');
    expect(await rowOf('polri')).toMatchObject({
      state: 'late',
      late: 'yes',
      daysLeft: -1,
      dueAssumed: 'no',
    });
    const after = await reader().ask(readGrantTotals, { params });
    expect(after.alerts.filter(({ ordinal, state }) => ordinal === 2 && state === 'late')).toHaveLength(4);
    // Bawaslu's first one has been late for half a year; KPU's was paid.
    expect(after.alerts[0]).toMatchObject({ recipient: 'bawaslu', ordinal: 1, dueDay: '2023-12-05' });
    expect(after.byGovernment).toMatchObject([{ area: '53', late: 4, bucket: 'low' }]);
  });

  it('has no due day where no source states the signing, and says what it hangs on', async () => {
    const { id } = await rowOf('tni');
    const card = await reader().ask(readGrant, { params: { grantId: id } });
    expect(card.tranches[0]).toMatchObject({ state: 'unknown', daysLeft: null });
    expect(card.tranches[0]?.due).toMatchObject({ day: null, basis: 'signing', from: null });
    const { withoutDay, marks } = await reader().ask(readGrantTimeline, { params });
    expect(withoutDay.map(({ recipient, ordinal }) => [recipient, ordinal])).toEqual([
      ['polri', 1],
      ['tni', 1],
    ]);
    expect(withoutDay[0]?.why.en).toBe('no source states the day of signing');
    expect(marks.filter(({ kind }) => kind === 'signed').map(({ day }) => day)).toEqual(
      Array(2).fill('2023-11-15'),
    );
    expect(marks.find(({ kind }) => kind === 'transferred')).toMatchObject({
      recipient: 'kpu',
      assumed: true,
    });
  });

  it('sorts KPU, paid 40 percent of a rounded amount, into the middle bucket, three months’ return beside it', async () => {
    expect(await rowOf('kpu')).toMatchObject({
      bucket: 'part',
      paidPercent: 40,
      transferred: 136_400_000_000,
    });
    const card = await reader().ask(readGrant, { params: { grantId: (await rowOf('kpu')).id } });
    expect(card.tranches[0]).toMatchObject({ state: 'paid', paidOn: '2023-12-31', paidLateDays: 26 });
    expect(card.return).toMatchObject({
      due: { day: '2025-05-20', basis: 'inauguration' },
      state: 'not-due',
    });
  });
});

describe('a grant of the city', () => {
  const wanted = () => cityGrant();
  let body: BodyOf<typeof enterGrant>;

  it('is written down by its Kesbangpol once, however often it is sent, skipping the holidays in force', async () => {
    body = wanted();
    const kesbangpol = officer('kesbangpol-kupang');
    const sent = { body, requestId: randomUUID() };
    await kesbangpol.ask(enterGrant, sent);
    await kesbangpol.ask(enterGrant, sent);
    await kesbangpol.ask(enterGrant, { body });
    await kesbangpol.refused(enterGrant, 'grant.id-taken', { body: { ...body, amount: 1_000 } });
    await kesbangpol.refused(enterGrant, 'grant.exists', { body: cityGrant() });
    const card = await reader().ask(readGrant, { params: { grantId: body.id } });
    const [first] = card.tranches;
    expect(first?.due.day).toBe('2024-05-02');
    expect(
      first?.due.skipped.filter(({ why }) => why !== 'weekend').map(({ day, why }) => [day, why]),
    ).toEqual([
      ['2024-04-08', 'joint-leave'],
      ['2024-04-09', 'joint-leave'],
      ['2024-04-10', 'public'],
      ['2024-04-11', 'public'],
      ['2024-04-12', 'joint-leave'],
      ['2024-04-15', 'joint-leave'],
      ['2024-05-01', 'public'],
    ]);
    expect(card.tranches.map(({ amount }) => amount)).toEqual([12_000_000_000, 18_000_000_001]);
  });

  it('is nobody’s to write but the two sides’: not the police’s who lead, not a neighbour’s, not the province’s', async () => {
    const lead = house.as({ role: 'kaops', agencyId: agencyIdOf('polresta-kupang'), operationId });
    const [trancheId = ''] = body.tranches.map(({ id }) => id);
    const asked = { params: { grantId: body.id }, body: { ...money(1000), trancheId } };
    for (const other of [lead, officer('bawaslu-kupang'), officer('polda-ntt')]) {
      await other.refused(addTransfer, 'grant.not-yours', asked);
      await other.refused(enterGrant, 'grant.not-yours', { body: cityGrant({ recipientName: 'Lain' }) });
    }
    await officer('kesbangpol-kupang').refused(enterGrant, 'grant.not-yours', {
      body: cityGrant({ government: '53', recipientName: 'Lain' }),
    });
    await reader().refused(addTransfer, 'not-found', asked);
    await house.as({ role: 'auditor', operationId }).ask(readGrant, { params: { grantId: body.id } });
    const stray = house.as({ role: 'liaison', operationId: randomUUID() });
    expect((await stray.ask(listGrants, { params })).total).toBe(0);
    const nowhere = { operationId: randomUUID() };
    expect((await stray.ask(listGrants, { params: nowhere })).total).toBe(0);
    await stray.refused(readGrant, 'not-found', { params: { grantId: body.id } });
    await stray.refused(readGrantTotals, 'not-found', { params });
    await house.as({ role: 'administrator' }).refused(listGrants, 'not-found', { params });
    await house.stranger.refused(listGrants, 'session.required', { params });
  });

  it('keeps what was transferred and what was absorbed apart; the recipient alone tells the second', async () => {
    const [kesbangpol, kpu] = [officer('kesbangpol-kupang'), officer('kpu-kupang')];
    const at = { grantId: body.id };
    const [first = '', second = ''] = body.tranches.map(({ id }) => id);
    const transfer = { ...money(12_000_000_000), trancheId: first };
    await kesbangpol.ask(addTransfer, { params: at, body: transfer });
    await kesbangpol.ask(addTransfer, { params: at, body: transfer });
    await kesbangpol.refused(addTransfer, 'grant.entry-taken', {
      params: at,
      body: { ...transfer, amount: 5 },
    });
    await kesbangpol.refused(addTransfer, 'grant.too-much', {
      params: at,
      body: { ...money(18_000_000_002), trancheId: second },
    });
    await kesbangpol.refused(addTransfer, 'grant.day-ahead', {
      params: at,
      body: { ...money(1, '2024-06-29'), trancheId: second },
    });
    await kesbangpol.refused(reportAbsorbed, 'grant.recipient-alone', { params: at, body: money(1) });
    await kpu.ask(reportAbsorbed, { params: at, body: money(2 * BILLION, '2024-05-31') });
    await kpu.ask(reportAbsorbed, { params: at, body: money(5 * BILLION, '2024-06-25') });
    expect(await rowOf('kpu', '53.71')).toMatchObject({
      transferred: 12 * BILLION,
      absorbed: 5 * BILLION,
      absorbedAsOf: '2024-06-25',
      unspent: 7 * BILLION,
      // Forty percent rounded down by a third of a rupiah is not yet forty percent.
      paidPercent: 39.99,
      bucket: 'low',
      state: 'late',
      nextTranche: 2,
    });
    const card = await reader().ask(readGrant, { params: at });
    expect(card.tranches[0]).toMatchObject({ state: 'paid', paidOn: '2024-06-20', paidLateDays: 49 });
  });

  it('strikes a mistake with its reason, by the side that wrote it, and shows both', async () => {
    const at = { grantId: body.id };
    const [kesbangpol, kpu] = [officer('kesbangpol-kupang'), officer('kpu-kupang')];
    const back = money(BILLION);
    await kpu.ask(addReturned, { params: at, body: back });
    expect((await rowOf('kpu', '53.71')).returned).toBe(BILLION);
    const strike = { params: at, body: { entryId: back.id, reason: 'salah rekening' } };
    await kesbangpol.refused(withdrawEntry, 'grant.entry-not-yours', strike);
    await kpu.ask(withdrawEntry, strike);
    await kpu.ask(withdrawEntry, strike);
    const card = await kpu.ask(readGrant, { params: at });
    expect(card.returned).toBe(0);
    expect(card.returnedEntries).toMatchObject([
      { amount: BILLION, withdrawn: { reason: 'salah rekening' } },
    ]);
    expect(card.acts).toEqual(['correct', 'transfers', 'absorbed', 'returned', 'withdrawal']);
  });

  it('is corrected whole, but not under a tranche that was paid', async () => {
    const kpu = officer('kpu-kupang');
    const { amount, roundedTo, signedOn, number, tranches, standing, source, note } = body;
    const terms = { amount, roundedTo, signedOn, number, tranches, standing, source, note };
    const asked = (more: Partial<BodyOf<typeof correctGrant>>) => ({
      params: { grantId: body.id },
      body: { ...terms, reason: 'addendum', ...more },
    });
    await kpu.refused(correctGrant, 'grant.tranche-paid', asked({ amount: 20 * BILLION }));
    await kpu.refused(
      correctGrant,
      'grant.tranche-paid',
      asked({ tranches: tranches.slice(1).map((one) => ({ ...one, percent: 100 })) }),
    );
    await kpu.refused(
      correctGrant,
      'grant.no-rule',
      asked({ tranches: tranches.map((one) => ({ ...one, rule: 'nphd-return' })) }),
    );
    await kpu.ask(correctGrant, asked({ amount: 30 * BILLION, signedOn: '2024-04-05' }));
    const card = await kpu.ask(readGrant, { params: { grantId: body.id } });
    expect(card).toMatchObject({ amount: 30 * BILLION, bucket: 'part', paidPercent: 40 });
    // 4 and 5 April were working days; the count now begins on Monday the 8th, which was joint leave.
    expect(card.tranches.map(({ due }) => due.day)).toEqual(['2024-05-06', '2024-06-27']);
  });

  it('offers its Kesbangpol its own city first, and names rules and holidays with their versions', async () => {
    const choices = await officer('kesbangpol-kupang').ask(readGrantChoices, { params });
    expect(choices).toMatchObject({ votingDay: '2024-11-27', today: '2024-06-28' });
    expect(choices.governments.map(({ code, ours }) => [code, ours])).toEqual([
      ['53.71', true],
      ['53', false],
    ]);
    expect(new Set(choices.agencies.map(({ recipient }) => recipient))).toEqual(
      new Set(['kpu', 'bawaslu', 'polri', 'tni']),
    );
    const { rules, tables } = await reader().ask(readGrantLaw);
    expect(rules.map(({ key, percent }) => [key, percent])).toEqual([
      ['nphd-first', 40],
      ['nphd-second', 60],
      ['nphd-return', null],
    ]);
    expect(tables.map(({ id, from, to }) => [id, from, to])[1]).toEqual([
      'indonesia-2024',
      '2024-01-01',
      '2024-12-31',
    ]);
  });
});

describe('the police’s own grant', () => {
  it('is closed by the police alone: three billion came back before the term of the return', async () => {
    await standAt('2025-01-24', '10:00');
    const { id } = await rowOf('polri');
    const polda = house.as({ role: 'kaops', agencyId: agencyIdOf('polda-ntt'), operationId });
    const asked = { params: { grantId: id }, body: money(3 * BILLION, '2025-01-24') };
    await officer('kodim-1604').refused(addReturned, 'grant.not-yours', asked);
    await polda.ask(addReturned, asked);
    // No source tells of a transfer: what came back without having come is shown, not smoothed.
    expect(await rowOf('polri')).toMatchObject({
      returned: 3 * BILLION,
      transferred: 0,
      unspent: -3 * BILLION,
    });
  });
});
