import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAgencies } from '#rooms/agencies/contract.ts';
import {
  confirmProposal,
  listProposals,
  propose,
  refuseProposal,
  withdrawProposal,
} from '#rooms/approvals/contract.ts';
import { type House, openHouse } from '../../apps/server/testing/house.ts';
import { openMember } from '../../apps/server/testing/member.ts';
import { readSession } from './contract.ts';
import {
  closeAccounts,
  giveGrant,
  invite,
  listGrants,
  revokeGrants,
  revokeInvitations,
} from './endpoints-accounts.ts';

const REASON = 'Pindah tugas, surat nomor 12/2024';
let now = new Date('2026-11-20T03:00:00Z');
let house: House;
let kpu = '';
let polres = '';

beforeAll(async () => {
  house = await openHouse({ now });
  await house.loadSample('west-jakarta-2024');
  const { rows } = await house.as({ role: 'kaops' }).ask(listAgencies, { query: {} });
  const idOf = (short: string) => rows.find((agency) => agency.short === short)?.id ?? '';
  [kpu, polres] = [idOf('KPU'), idOf('Polres')];
}, 120_000);
afterAll(() => house.close());

const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
  house.setClock(now);
};
const admin = () => house.as({ role: 'administrator', agencyId: kpu });
const officer = () => house.as({ role: 'agency-officer', agencyId: kpu });

const asking = (action: string, input: Readonly<Record<string, string>>) => ({
  body: { id: randomUUID(), action, input, reason: REASON },
});
const revoking = (input: Readonly<Record<string, string>>) => asking('access.revoke-auditor', input);
const deciding = ({ body }: ReturnType<typeof asking>) => ({ params: { proposalId: body.id }, body: {} });

/** An officer of KPU who is its auditor as well. */
async function auditor(login: string) {
  const person = await openMember(house, { login, agencyId: kpu, now });
  const grantId = randomUUID();
  const role = { role: 'auditor' as const, areas: ['31.73'], operationId: null, validUntil: null };
  await house
    .as({ role: 'administrator' })
    .ask(giveGrant, { body: { id: grantId, accountId: person.id, ...role } });
  const roles = async () => (await person.self.ask(readSession)).grants.map((grant) => grant.role);
  return { ...person, grantId, roles };
}

describe('an auditor', () => {
  it('is taken away by no one alone: not the role, not the account, not the invitation', async () => {
    const { id, grantId, roles } = await auditor('auditor.satu');
    const offered = { id: randomUUID(), name: 'Calon', agencyId: kpu, role: 'auditor' as const };
    const reach = { areas: ['31.73'], operationId: null, validUntil: null };
    await admin().ask(invite, { body: { ...offered, ...reach } });
    const alone = 'access.needs-two-persons';
    await admin().refused(revokeGrants, alone, { body: { ids: [grantId] } });
    await admin().refused(closeAccounts, alone, { body: { ids: [id] } });
    await admin().refused(revokeInvitations, alone, { body: { ids: [offered.id] } });
    const highest = house.as({ role: 'administrator' });
    await highest.refused(revokeGrants, 'access.auditor-protected', { body: { ids: [grantId] } });
    await highest.refused(propose, 'access.auditor-protected', revoking({ grantId }));
    expect(await roles()).toEqual(['agency-officer', 'auditor']);
    const asked = revoking({ invitationId: offered.id });
    await admin().ask(propose, asked);
    await officer().ask(confirmProposal, deciding(asked));
    await admin().refused(revokeInvitations, 'access.already-done', { body: { ids: [offered.id] } });
  });

  it('loses the role once a second person of the agency agrees, and to nobody else', async () => {
    const { grantId, roles } = await auditor('auditor.dua');
    const asked = revoking({ grantId });
    const both = ['administrator', 'agency-officer'] as const;
    const first = house.as(...both.map((role) => ({ role, agencyId: kpu })));
    await first.ask(propose, asked);
    await first.refused(propose, 'approvals.already-waiting', revoking({ grantId }));
    await first.refused(confirmProposal, 'approvals.same-person', deciding(asked));
    const strangers = [
      house.as({ role: 'kaops', agencyId: polres }),
      house.as({ role: 'administrator', agencyId: polres }),
      house.as({ role: 'kaops' }),
      // Of the agency, yet nobody who leads, works or audits there.
      house.as({ role: 'liaison', agencyId: kpu }),
    ];
    for (const stranger of strangers) await stranger.refused(confirmProposal, 'not-found', deciding(asked));
    await admin().refused(confirmProposal, 'not-found', deciding(asked));
    expect(await roles()).toContain('auditor');
    const second = officer();
    expect(await second.ask(confirmProposal, deciding(asked))).toEqual({ state: 'confirmed', result: {} });
    expect(await roles()).toEqual(['agency-officer']);
    // The answer was lost on the way; asked again, nothing happens twice.
    expect(await second.ask(confirmProposal, deciding(asked))).toEqual({ state: 'confirmed', result: {} });
    await officer().refused(confirmProposal, 'approvals.not-waiting', deciding(asked));
  });

  it('keeps the role when nobody agrees in three days, or when the second person refuses', async () => {
    const { grantId } = await auditor('auditor.tiga');
    const late = revoking({ grantId });
    await admin().ask(propose, late);
    later(72 * 60 + 1);
    await officer().refused(confirmProposal, 'approvals.not-waiting', deciding(late));
    const refused = revoking({ grantId });
    await admin().ask(propose, refused);
    await officer().ask(refuseProposal, {
      ...deciding(refused),
      body: { reason: 'Ia masih bertugas di sini' },
    });
    await officer().refused(confirmProposal, 'approvals.not-waiting', deciding(refused));
    const { rows } = await admin().ask(listGrants, { query: { q: 'auditor.tiga' } });
    expect(rows.find(({ id }) => id === grantId)?.status).toBe('valid');
  });

  it('whose account was closed meanwhile stays as it is, and the proposal stays open', async () => {
    const { id, grantId } = await auditor('auditor.empat');
    const [role, whole] = [revoking({ grantId }), revoking({ accountId: id })];
    await admin().ask(propose, role);
    await admin().ask(propose, whole);
    await officer().ask(confirmProposal, deciding(whole));
    await officer().refused(confirmProposal, 'access.already-done', deciding(role));
    const { rows } = await officer().ask(listProposals, { query: {} });
    expect(rows.find((row) => row.id === role.body.id)).toMatchObject({ state: 'waiting', mine: 'decide' });
  });

  it('is what this is for: a role of anybody else is not there', async () => {
    const person = await openMember(house, { login: 'biasa.kpu', agencyId: kpu, now });
    await admin().refused(propose, 'not-found', revoking({ accountId: person.id }));
    await officer().refused(propose, 'not-found', revoking({ accountId: person.id }));
  });
});

describe('the list of what waits for two', () => {
  it('says whose turn it is, leaves as CSV, and is empty for another agency', async () => {
    const { grantId } = await auditor('auditor.daftar');
    const asked = revoking({ grantId });
    const [first, second] = [admin(), officer()];
    await first.ask(propose, asked);
    const row = async (of: typeof first) =>
      (await of.ask(listProposals, { query: { limit: 500 } })).rows.find(({ id }) => id === asked.body.id);
    expect(await row(first)).toMatchObject({ mine: 'withdraw', state: 'waiting', reason: REASON });
    expect(await row(second)).toMatchObject({ mine: 'decide' });
    // Another administrator of the agency knows, and can neither decide nor withdraw.
    expect(await row(admin())).toMatchObject({ mine: 'watch' });
    await admin().refused(withdrawProposal, 'not-found', deciding(asked));
    for (const stranger of [
      house.as({ role: 'kaops', agencyId: polres }),
      house.as({ role: 'administrator', agencyId: polres }),
    ])
      expect((await stranger.ask(listProposals, { query: {} })).total).toBe(0);
    const csv = await second.fetch('/api/proposals?format=csv&q=auditor.daftar');
    expect(csv.headers.get('content-type')).toContain('text/csv');
    const text = await csv.text();
    expect(text).toContain('auditor.daftar');
    expect(text).toContain(REASON);
    await first.ask(withdrawProposal, deciding(asked));
    expect(await row(second)).toMatchObject({ mine: 'watch', state: 'withdrawn' });
    await second.refused(confirmProposal, 'approvals.not-waiting', deciding(asked));
  });
});
