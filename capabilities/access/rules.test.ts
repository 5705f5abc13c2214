import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reach } from '#shared/permission.ts';
import type { Role } from './contract.ts';
import { decideGrant, rolesToGive } from './granting.ts';
import {
  decideCardAgain,
  decideCardPeriod,
  decidePassword,
  decideSignIn,
  decideTaking,
  mayIssueFor,
  nameKey,
  spokenFrom,
  waitAfter,
} from './rules.ts';

const KPU = '01939f2c-7b1a-7000-8000-00000000000a';
const POLRES = '01939f2c-7b1a-7000-8000-00000000000b';
const OPERATION = '01939f2c-7b1a-7000-8000-00000000000c';
const OTHER = '01939f2c-7b1a-7000-8000-00000000000d';

const reach = (change: Partial<Reach> = {}): Reach => ({
  role: 'administrator',
  agencyId: KPU,
  areas: ['31.73'],
  operationId: OPERATION,
  ...change,
});
const everything = reach({ agencyId: null, areas: [''], operationId: null });

describe('giving a role', () => {
  const wanted = {
    role: 'agency-officer' as Role,
    agencyId: KPU as string | null,
    areas: ['31.73.01'],
    operationId: OPERATION as string | null,
  };

  it.each([
    ['within the own agency, area and operation', [reach()], {}, null],
    ['of another agency', [reach()], { agencyId: POLRES }, 'access.grant-too-wide'],
    ['in the neighbouring city', [reach()], { areas: ['31.73.01', '31.74'] }, 'access.grant-too-wide'],
    ['in an area whose code only begins alike', [reach({ areas: ['31.7'] })], {}, 'access.grant-too-wide'],
    ['everywhere', [reach()], { areas: [''] }, 'access.grant-too-wide'],
    ['in every operation', [reach()], { operationId: null }, 'access.grant-too-wide'],
    ['in another operation', [reach()], { operationId: OTHER }, 'access.grant-too-wide'],
    [
      'by two reaches of which neither is enough',
      [reach({ operationId: OTHER }), reach({ areas: ['32'] })],
      {},
      'access.grant-too-wide',
    ],
    ['that leads, by one agency', [reach()], { role: 'kaops' as Role }, 'access.grant-too-wide'],
    ['that leads, by one who holds everything', [everything], { role: 'kaops' as Role }, null],
    ['by nobody', [], {}, 'access.grant-too-wide'],
    ['by one who holds everything', [everything], { agencyId: POLRES, operationId: null }, null],
    ['that speaks for nobody', [everything], { agencyId: null }, 'access.agency-needed'],
    [
      'of an administrator of the whole house',
      [everything],
      { agencyId: null, role: 'administrator' as Role },
      null,
    ],
  ])('%s', (_case, giver, change, refused) => {
    const decided = decideGrant(giver, { ...wanted, ...change });
    expect('refused' in decided ? decided.refused : null).toBe(refused);
  });

  it.each([
    [{ agencyId: POLRES }, ['/body/agencyId']],
    [{ role: 'kaops' as Role }, ['/body/role']],
    [{ agencyId: POLRES, role: 'kaops' as Role }, ['/body/agencyId', '/body/role']],
    [{ areas: ['31.74'], operationId: OTHER }, ['/body/areas', '/body/operationId']],
  ])('names the fields that reach too far: %j', (change, fields) => {
    // A second role that holds nothing of what is wanted does not blur what the first lacks.
    const elsewhere = reach({ agencyId: OTHER, areas: ['91'], operationId: OPERATION });
    const decided = decideGrant([elsewhere, reach()], { ...wanted, ...change });
    const errors = 'refused' in decided ? (decided.errors ?? []) : [];
    expect(errors.map(({ field }) => field)).toEqual(fields);
  });

  it('offers an administrator of one agency every role but those who lead', () => {
    expect(rolesToGive({ agencyId: KPU })).not.toContain('kaops');
    expect(rolesToGive({ agencyId: KPU })).toContain('administrator');
    expect(rolesToGive({ agencyId: null })).toContain('kaops');
  });
});

describe('taking a role away', () => {
  const by = { userId: 'me', reaches: [everything] };
  it.each([
    ['from somebody else', by, { accountId: 'you', role: 'kaops', agencyId: POLRES }, null],
    ['from oneself', by, { accountId: 'me', role: 'administrator', agencyId: null }, 'access.own-rights'],
    [
      'from an auditor of another agency',
      by,
      { accountId: 'you', role: 'auditor', agencyId: KPU },
      'access.auditor-protected',
    ],
    [
      'from an auditor of the own agency',
      { userId: 'me', reaches: [reach()] },
      { accountId: 'you', role: 'auditor', agencyId: KPU },
      'access.needs-two-persons',
    ],
    ['an auditor from oneself', by, { accountId: 'me', role: 'auditor', agencyId: KPU }, null],
  ])('%s', (_case, taker, held, refused) => {
    expect(decideTaking(taker, [held])?.refused ?? null).toBe(refused);
  });
});

describe('a password', () => {
  it.each([
    ['kuda baterai staples', null],
    ['pendek1!', 'access.password-weak'],
    ['aaaaaaaaaaaabbbb', 'access.password-weak'],
    ['rahasia-KARENDALOPS-2024', 'access.password-weak'],
    ['😀😁😂🤣😃😄😅😆😉😊😋', 'access.password-weak'],
  ])('%j is judged %s', (password, refused) => {
    expect(decidePassword(password, 'karendalops')?.refused ?? null).toBe(refused);
  });
});

describe('signing in', () => {
  const right = { exists: true, passwordFits: true, step: 57 as number | null, lastStep: 56 };
  it('opens with all three right', () => {
    expect(decideSignIn(right)).toEqual({ step: 57 });
  });
  it.each([
    ['an unknown login', { exists: false }],
    ['a wrong password', { passwordFits: false }],
    ['a wrong code', { step: null }],
    ['a used code', { lastStep: 57 }],
    ['a code older than the last used one', { lastStep: 58 }],
  ])('refuses %s in the same words', (_case, change) => {
    expect(decideSignIn({ ...right, ...change })).toEqual({
      refused: 'access.sign-in-refused',
      params: {},
      errors: [],
    });
  });
});

describe('slowing down', () => {
  it('doubles after three free failures and never locks', () => {
    expect([0, 3, 4, 5, 6, 12, 4000].map((failures) => waitAfter(failures, 300))).toEqual([
      0, 0, 1, 2, 4, 256, 300,
    ]);
  });
});

describe('a card', () => {
  const now = new Date('2024-11-26T10:00:00Z');
  const terms = {
    stationId: 's',
    operationId: OPERATION,
    agencyId: POLRES,
    shift: 'Pagi',
    validFrom: new Date('2024-11-27T00:00:00Z'),
    validUntil: new Date('2024-11-28T00:00:00Z'),
  };
  const issued = { ...terms, issuedBy: 'me', issuedAt: now, revokedAt: null };

  it.each([
    ['2024-11-27T00:00:00Z', '2024-11-28T00:00:00Z', null],
    ['2024-11-28T00:00:00Z', '2024-11-28T00:00:00Z', 'access.card-period'],
    ['2024-11-24T00:00:00Z', '2024-11-26T10:00:00Z', 'access.card-over'],
    ['2024-11-26T00:00:00Z', '2024-12-10T00:00:01Z', 'access.card-too-long'],
  ])('from %s until %s', (from, until, refused) => {
    expect(decideCardPeriod(new Date(from), new Date(until), now)?.refused ?? null).toBe(refused);
  });

  it.each([
    ['again at once', issued, terms, 'me', 0, 'same'],
    ['after fifteen minutes', issued, terms, 'me', 901, 'access.card-printed'],
    ['by somebody else', issued, terms, 'you', 0, 'access.id-taken'],
    ['for another station', issued, { ...terms, stationId: 't' }, 'me', 0, 'access.id-taken'],
    ['for another day', issued, { ...terms, validUntil: now }, 'me', 0, 'access.id-taken'],
    ['once revoked', { ...issued, revokedAt: now }, terms, 'me', 0, 'access.card-printed'],
  ])('asked for %s', (_case, card, wanted, by, laterS, expected) => {
    const decided = decideCardAgain(card, wanted, by, new Date(now.getTime() + laterS * 1000));
    expect(decided === 'same' ? 'same' : decided.refused).toBe(expected);
  });

  it('is issued by leaders for every agency and by an officer for their own', () => {
    const at = (agencyId: string) => ({ agencyId, operationId: OPERATION, area: '31.73.01.1001' });
    const leader = reach({ role: 'karendalops', agencyId: POLRES });
    const officer = reach({ role: 'agency-officer', agencyId: KPU });
    expect(mayIssueFor([leader], at(KPU))).toBe(true);
    expect(mayIssueFor([officer], at(KPU))).toBe(true);
    expect(mayIssueFor([officer], at(POLRES))).toBe(false);
    const leadsElsewhere = [
      { ...leader, operationId: OTHER },
      { ...leader, areas: ['31.74'] },
    ];
    expect(mayIssueFor([...leadsElsewhere, officer], at(POLRES))).toBe(false);
  });

  it.each([
    ['k7 4qxm 9trd', 'K7-4QXM-9TRD'],
    ['K74QXM9TRD', 'K7-4QXM-9TRD'],
    ['K7-4QXM-9TR', null],
    ['', null],
  ])('reads the code %j as it was printed', (typed, code) => {
    expect(spokenFrom(typed)).toBe(code);
  });

  it('knows a bearer again however the name is spaced', () => {
    fc.assert(
      fc.property(fc.string(), (name) => nameKey(`  ${name.toUpperCase()} `) === nameKey(name.toUpperCase())),
    );
    expect(nameKey(' Budi   Santoso')).toBe(nameKey('BUDI santoso '));
  });
});
